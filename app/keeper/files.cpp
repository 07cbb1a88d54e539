// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/files.h"

#include <cerrno>
#include <cstdio>
#include <ctime>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace attune::keeper {

namespace {

bool writeAll(int file, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::int64_t millisecondsOf(clockid_t clock)
{
    timespec now{};
    ::clock_gettime(clock, &now);
    return std::int64_t(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

} // namespace

std::optional<std::string> readFile(const char *path)
{
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return std::nullopt;
    std::string content;
    char buffer[4096];
    ssize_t count = 0;
    while ((count = ::read(file, buffer, sizeof buffer)) > 0)
        content.append(buffer, static_cast<std::size_t>(count));
    ::close(file);
    return count == 0 ? std::optional(std::move(content)) : std::nullopt;
}

bool writeFile(const char *name, std::string_view content, Durability durability)
{
    const std::string temporary = std::string(name) + ".tmp";
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return false;
    bool isWritten = writeAll(file, content);
    if (isWritten && durability == Durability::OnDisk)
        isWritten = ::fsync(file) == 0 || errno == EINVAL; // EINVAL: the file system has no fsync
    const bool isClosed = ::close(file) == 0;
    return isWritten && isClosed && ::rename(temporary.c_str(), name) == 0;
}

bool isFullDisk(int error)
{
    return error == ENOSPC || error == EDQUOT;
}

bool isDirectoryGone()
{
    struct stat directory
    {};
    return ::stat(".", &directory) == 0 ? directory.st_nlink == 0 : errno == ENOENT;
}

std::int64_t wallClockMs()
{
    return millisecondsOf(CLOCK_REALTIME);
}

std::int64_t steadyMs()
{
    return millisecondsOf(CLOCK_MONOTONIC);
}

} // namespace attune::keeper
