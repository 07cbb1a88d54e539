// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_records.h"

#include "app/engine/execution/atomic_file.h"

#include <QStorageInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

namespace attune::engine {

namespace {

constexpr int groupField = 5; ///< of /proc/PID/stat
constexpr int sessionField = 6;
constexpr int startTicksField = 22;

/// Empty where it cannot be read: a process may end between opening and reading.
std::string contentOf(const std::string &path)
{
    return readFile(path).value_or(std::string());
}

/// The blank before field `number` (from 3) of /proc/PID/stat. The second field is the program's
/// name in parentheses, and may hold blanks and parentheses itself.
std::size_t fieldOf(const std::string &stat, int number)
{
    std::size_t at = stat.rfind(')');
    for (int field = 2; field < number && at != std::string::npos; ++field)
        at = stat.find(' ', at + 1);
    return at;
}

std::string statOf(std::int64_t pid)
{
    return contentOf("/proc/" + std::to_string(pid) + "/stat");
}

std::uint64_t numberAt(const std::string &stat, int field)
{
    const std::size_t at = fieldOf(stat, field);
    return at == std::string::npos ? 0 : std::strtoull(stat.c_str() + at + 1, nullptr, 10);
}

/// Of a process that lives; a zombie is dead.
bool isOfTheLiving(const std::string &stat)
{
    const std::size_t state = fieldOf(stat, 3);
    return state != std::string::npos && stat[state + 1] != 'Z' && stat[state + 1] != 'X';
}

} // namespace

ProcessIdentity identityOf(std::int64_t pid)
{
    return {pid, numberAt(statOf(pid), startTicksField)};
}

bool isAlive(const ProcessIdentity &process)
{
    const std::string stat = statOf(process.pid);
    return isOfTheLiving(stat) && numberAt(stat, startTicksField) == process.startTicks;
}

bool isGroupAlive(const Started &started)
{
    if (isAlive(started.program))
        return true;
    if (started.program.pid <= 1) // kill() takes the negative of 1 for everybody
        return false;
    if (::kill(-pid_t(started.program.pid), 0) != 0 && errno == ESRCH)
        return false;
    // A later group may have that number, but no later one is of the keeper's session, too; and
    // what nobody reaps is dead.
    std::error_code error;
    for (std::filesystem::directory_iterator entry("/proc", error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string stat = contentOf(entry->path().string() + "/stat");
        if (isOfTheLiving(stat) &&
            numberAt(stat, groupField) == std::uint64_t(started.program.pid) &&
            numberAt(stat, sessionField) == std::uint64_t(started.keeper.pid))
            return true;
    }
    return false;
}

bool isOfThisBoot(const Started &started)
{
    const std::string text = contentOf("/proc/sys/kernel/random/boot_id");
    return text.substr(0, text.find('\n')) == started.bootId;
}

namespace {

/// Not one that several machines may have at a time, whose locks they may not see of each other.
bool isOnOwnDisk(const std::string &path)
{
    const QStorageInfo storage(QString::fromStdString(path));
    constexpr std::array own{"ext2", "ext3", "ext4",     "xfs",   "btrfs",  "zfs",
                             "f2fs", "jfs",  "bcachefs", "tmpfs", "overlay"};
    return std::ranges::any_of(own,
                               [&](const char *type) { return storage.fileSystemType() == type; });
}

} // namespace

bool isOfAnotherHost(const Started &started, const std::string &directory)
{
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    if (started.host == host || isOfThisBoot(started))
        return false;
    // Last: it reads the table of mounted file systems.
    return started.machine.empty() || started.machine != machineMark() || !isOnOwnDisk(directory);
}

std::string machineMark()
{
    std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a, as the keeper's
    const std::string text = contentOf("/etc/machine-id");
    const std::string id = text.substr(0, text.find('\n'));
    for (const char c : id)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return id.empty() ? std::string() : std::to_string(hash);
}

} // namespace attune::engine
