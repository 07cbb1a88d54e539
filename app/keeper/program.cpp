// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/program.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace attune::keeper {

namespace {

/// What the child says through the pipe when it cannot become the program.
struct ChildFailure
{
    enum Step { WorkingDirectory, Program } step = Program;
    int error = 0;
};

StartFailure failureOf(const char *step, int error)
{
    return {step, std::strerror(error), error};
}

/// A caller may have left signals ignored or blocked; the program gets what a shell would give it.
void resetSignals()
{
    for (int signal = 1; signal < 32; ++signal)
        ::signal(signal, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void becomeProgram(const Job &job, const Logs &logs, char *const *arguments,
                                int failurePipe)
{
    ChildFailure failure;
    ::setpgid(0, 0);
    ::dup2(logs.standardOutput, STDOUT_FILENO);
    ::dup2(logs.standardError, STDERR_FILENO);
    if (!job.workingDirectory.empty() && ::chdir(job.workingDirectory.c_str()) != 0) {
        failure = {ChildFailure::WorkingDirectory, errno};
    } else {
        for (const auto &[name, value] : job.environment)
            ::setenv(name.c_str(), value.c_str(), 1);
        resetSignals();
        ::execvp(arguments[0], arguments);
        failure = {ChildFailure::Program, errno};
    }
    if (::write(failurePipe, &failure, sizeof failure) != sizeof failure)
        ::_exit(126);
    ::_exit(127);
}

} // namespace

bool StartFailure::isInfrastructure() const
{
    constexpr int lacks[] = {EAGAIN, ENOMEM, EMFILE, ENFILE, ENOSPC, EDQUOT, EIO, ESTALE, ENOLCK};
    for (const int lack : lacks) {
        if (error == lack)
            return true;
    }
    return false;
}

std::variant<pid_t, StartFailure> startProgram(const Job &job, const Logs &logs)
{
    std::vector<char *> arguments;
    for (const std::string &argument : job.command)
        arguments.push_back(const_cast<char *>(argument.c_str())); // execvp does not write to it
    arguments.push_back(nullptr);

    int pipeEnds[2];
    if (::pipe2(pipeEnds, O_CLOEXEC) != 0)
        return failureOf("process", errno);
    const pid_t program = ::fork();
    if (program < 0)
        return failureOf("process", errno);
    if (program == 0)
        becomeProgram(job, logs, arguments.data(), pipeEnds[1]);

    ::close(pipeEnds[1]);
    ChildFailure failure;
    ssize_t count = 0;
    do {
        count = ::read(pipeEnds[0], &failure, sizeof failure);
    } while (count < 0 && errno == EINTR);
    ::close(pipeEnds[0]);
    if (count != sizeof failure)
        return program;
    ::waitpid(program, nullptr, 0);
    const bool isDirectory = failure.step == ChildFailure::WorkingDirectory;
    return failureOf(isDirectory ? "workingDirectory" : "program", failure.error);
}

void signalGroup(pid_t program, int signal)
{
    if (::kill(-program, signal) != 0)
        ::kill(program, signal); // it has moved to another group
    ::kill(-program, SIGCONT);
}

bool hasGroup(pid_t program)
{
    return ::kill(-program, 0) == 0;
}

} // namespace attune::keeper
