// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

// attune-keeper RUN_DIRECTORY [--detach] [--bell SOCKET]
//
// Runs the job of one run directory and outlives whoever started it. Everything it has to say
// stands in the files of that directory (docs/trial-protocol.md); its own exit status tells
// nothing.

#include "app/keeper/exit_record.h"
#include "app/keeper/files.h"
#include "app/keeper/job.h"
#include "app/keeper/keeper.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace attune::keeper;

namespace {

constexpr int usageStatus = 2;
constexpr int claimedStatus = 3;

/// Whoever only looks whether a keeper lives holds the lock for a moment.
constexpr int claimAttempts = 50;
constexpr useconds_t claimPauseUs = 20'000;

/// Takes the run directory for this process alone, as long as it lives; false when another one has
/// it. Where the file system knows no locks, the log that is made only once must do.
bool claimDirectory()
{
    const int directory = ::open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int attempt = 0; directory >= 0 && attempt < claimAttempts; ++attempt) {
        if (::flock(directory, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
            return true;
        ::usleep(claimPauseUs);
    }
    return directory < 0;
}

/// A log exists from the moment when its run begins: a run begins once.
int makeLog(const char *name)
{
    return ::open(name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
}

/// What the command line says.
struct Options
{
    const char *directory = nullptr;
    const char *bell = nullptr; ///< instead of the job's
    bool isDetached = false;    ///< the starter is let go as soon as the directory is claimed
};

std::optional<Options> readOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--detach")
            options.isDetached = true;
        else if (argument == "--bell" && i + 1 < argc)
            options.bell = argv[++i];
        else if (options.directory == nullptr && !argument.starts_with("-"))
            options.directory = argv[i];
        else
            return std::nullopt;
    }
    return options.directory == nullptr ? std::nullopt : std::optional(options);
}

/// Goes on in a child, so that whoever waits for this process need not wait for the run. Where no
/// child can be had, the starter waits after all. This small process forks in no time; one with a
/// window takes the longer the more memory it has.
void letStarterGo()
{
    if (::fork() > 0)
        ::_exit(0);
}

/// Nothing that the starter had open, no terminal, no session shared with it.
void leaveStarter()
{
    ::setsid(); // fails only for a session's leader, which has its own already
    const int null = ::open("/dev/null", O_RDWR);
    for (int file = 0; file <= 2; ++file)
        ::dup2(null, file);
    if (null > 2)
        ::close(null);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

ExitRecord runJob(const std::variant<Job, std::string> &job, const Logs &logs, int logError)
{
    ExitRecord record;
    record.startedMs = record.endedMs = wallClockMs();
    record.reason = Reason::NotStarted;
    if (logs.standardOutput < 0 || logs.standardError < 0) {
        record.failure = StartFailure{"logs", std::strerror(logError), logError};
        return record;
    }
    if (const auto *problem = std::get_if<std::string>(&job)) {
        record.failure = StartFailure{"job", *problem, EINVAL};
        return record;
    }
    return Keeper(std::get<Job>(job), logs).run();
}

} // namespace

int main(int argc, char **argv)
{
    const std::optional<Options> options = readOptions(argc, argv);
    if (!options) {
        std::fputs("usage: attune-keeper RUN_DIRECTORY [--detach] [--bell SOCKET]\n", stderr);
        return usageStatus;
    }
    if (::chdir(options->directory) != 0) {
        std::fprintf(stderr, "Cannot enter \"%s\": %s.\n", options->directory,
                     std::strerror(errno));
        return usageStatus;
    }
    const auto json = readFile("job.json");
    if (!json) {
        std::fprintf(stderr, "There is no job.json in \"%s\".\n", options->directory);
        return usageStatus;
    }
    ::close_range(3, ~0U, 0);
    if (!claimDirectory())
        return claimedStatus;
    const Logs logs{makeLog("stdout.log"), makeLog("stderr.log")};
    const int logError = errno;
    if (logs.standardOutput < 0 && logError == EEXIST)
        return claimedStatus;
    if (options->isDetached)
        letStarterGo();
    leaveStarter();
    const auto job = parseJob(*json);
    const Job *const read = std::get_if<Job>(&job);
    writeExitRecord(runJob(job, logs, logError),
                    read != nullptr ? read->limits.graceSeconds : Limits{}.graceSeconds);
    if (options->bell != nullptr)
        ringBell(options->bell);
    else if (read != nullptr)
        ringBell(read->bell);
}
