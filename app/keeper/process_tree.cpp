// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/process_tree.h"

#include "app/keeper/files.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include <dirent.h>
#include <sys/wait.h>
#include <unistd.h>

namespace attune::keeper {

namespace {

constexpr std::int64_t killPatienceMs = 10'000;

std::string procPath(pid_t pid, const char *name)
{
    return "/proc/" + std::to_string(pid) + "/" + name;
}

void appendNumbers(const std::string &text, std::vector<pid_t> &numbers)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at < end) {
        pid_t number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error == std::errc())
            numbers.push_back(number);
        at = next + 1;
    }
}

void appendChildren(pid_t pid, std::vector<pid_t> &children)
{
    const std::string tasks = procPath(pid, "task");
    DIR *const directory = ::opendir(tasks.c_str());
    if (directory == nullptr)
        return;
    while (const dirent *const entry = ::readdir(directory)) {
        if (entry->d_name[0] == '.')
            continue;
        const std::string path = tasks + "/" + entry->d_name + "/children";
        if (const auto text = readFile(path.c_str()))
            appendNumbers(*text, children);
    }
    ::closedir(directory);
}

std::int64_t residentBytes(pid_t pid)
{
    const auto statm = readFile(procPath(pid, "statm").c_str());
    if (!statm)
        return 0;
    char *rest = nullptr;
    std::strtoll(statm->c_str(), &rest, 10);
    return std::strtoll(rest, nullptr, 10) * ::sysconf(_SC_PAGESIZE);
}

std::int64_t proportionalBytes(pid_t pid)
{
    const auto rollup = readFile(procPath(pid, "smaps_rollup").c_str());
    const std::size_t at = rollup ? rollup->find("\nPss:") : std::string::npos;
    if (at == std::string::npos)
        return residentBytes(pid);
    return std::strtoll(rollup->c_str() + at + 5, nullptr, 10) * 1024;
}

} // namespace

ProcessIdentity identityOf(pid_t pid)
{
    ProcessIdentity identity{pid, 0};
    const auto stat = readFile(procPath(pid, "stat").c_str());
    // The second field is the program's name in parentheses, and may hold blanks and parentheses.
    std::size_t at = stat ? stat->rfind(')') : std::string::npos;
    for (int field = 2; field < 22 && at != std::string::npos; ++field)
        at = stat->find(' ', at + 1);
    if (at != std::string::npos)
        identity.startTicks = std::strtoull(stat->c_str() + at + 1, nullptr, 10);
    return identity;
}

std::vector<pid_t> descendants()
{
    std::vector<pid_t> found;
    appendChildren(::getpid(), found);
    for (std::size_t i = 0; i < found.size(); ++i)
        appendChildren(pid_t(found[i]), found);
    return found;
}

std::int64_t memoryOf(const std::vector<pid_t> &processes)
{
    if (processes.size() == 1)
        return residentBytes(processes.front());
    std::int64_t bytes = 0;
    for (const pid_t pid : processes)
        bytes += proportionalBytes(pid);
    return bytes;
}

bool killDescendants()
{
    const std::int64_t giveUpMs = steadyMs() + killPatienceMs;
    sigset_t childEnded;
    sigemptyset(&childEnded);
    sigaddset(&childEnded, SIGCHLD);
    const timespec pause{0, 10'000'000};
    while (true) {
        pid_t reaped = 0;
        while ((reaped = ::waitpid(-1, nullptr, WNOHANG)) > 0) {
        }
        if (reaped < 0 && errno == ECHILD)
            return true;
        if (steadyMs() > giveUpMs)
            return false;
        for (const pid_t pid : descendants())
            ::kill(pid, SIGKILL);
        ::sigtimedwait(&childEnded, nullptr, &pause);
    }
}

} // namespace attune::keeper
