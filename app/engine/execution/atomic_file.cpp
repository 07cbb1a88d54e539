// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/atomic_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace attune::engine {

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

std::filesystem::path temporaryFor(const std::filesystem::path &path)
{
    return path.native() + ".tmp";
}

/// Returns errno, 0 for success.
int writeTemporary(const std::filesystem::path &path, std::string_view content,
                   Durability durability)
{
    const int file =
        ::open(temporaryFor(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return errno;
    int error = writeAll(file, content) ? 0 : errno;
    // EINVAL: a file system without fsync.
    if (error == 0 && durability == Durability::OnDisk && ::fsync(file) != 0 && errno != EINVAL)
        error = errno;
    if (::close(file) != 0 && error == 0)
        error = errno;
    return error;
}

/// Gives a file its name unless there is one of that name. Returns errno, 0 for success.
int publishOnce(const std::filesystem::path &temporary, const std::filesystem::path &path)
{
    if (::link(temporary.c_str(), path.c_str()) == 0 || errno == EEXIST)
        return 0;
    // A file system without hard links: FAT, exFAT, folders that a virtual machine shares. Between
    // the look and the renaming nobody comes, since a study has one writer.
    if (::access(path.c_str(), F_OK) == 0)
        return 0;
    return ::rename(temporary.c_str(), path.c_str()) == 0 ? 0 : errno;
}

} // namespace

Result<void> writeFile(const std::filesystem::path &path, std::string_view content,
                       Durability durability)
{
    int error = writeTemporary(path, content, durability);
    if (error == 0 && ::rename(temporaryFor(path).c_str(), path.c_str()) != 0)
        error = errno;
    if (error != 0)
        return writeError(path, error);
    return {};
}

Result<void> writeFileOnce(const std::filesystem::path &path, std::string_view content)
{
    int error = writeTemporary(path, content, Durability::Atomic);
    if (error == 0)
        error = publishOnce(temporaryFor(path), path);
    ::unlink(temporaryFor(path).c_str());
    if (error != 0)
        return writeError(path, error);
    return {};
}

std::optional<std::string> readFile(const std::filesystem::path &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return std::nullopt;
    std::string content;
    char buffer[16384];
    ssize_t count = 0;
    while ((count = ::read(file, buffer, sizeof buffer)) > 0)
        content.append(buffer, static_cast<std::size_t>(count));
    ::close(file);
    return count == 0 ? std::optional(std::move(content)) : std::nullopt;
}

Error writeError(const std::filesystem::path &path, int systemError)
{
    const std::string what = "Cannot write \"" + path.string() + "\": ";
    switch (systemError) {
    case ENOSPC:
    case EDQUOT:
        return {ErrorKind::Io, what + "the disk is full. Free some space and run again."};
    case EACCES:
    case EPERM:
    case EROFS:
        return {ErrorKind::Denied,
                what + "the folder is read-only. Change its permissions or copy the study."};
    default:
        return {ErrorKind::Io, what + std::strerror(systemError) + "."};
    }
}

} // namespace attune::engine
