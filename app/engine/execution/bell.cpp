// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/bell.h"

#include <QCryptographicHash>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace attune::engine {

namespace {

constexpr std::size_t maxPathBytes = sizeof(sockaddr_un::sun_path) - 1;

/// A folder for sockets that belongs to this user alone; empty when there is none.
std::string socketFolder()
{
    const char *const runtime = std::getenv("XDG_RUNTIME_DIR");
    const std::string folder = runtime != nullptr && *runtime != '\0'
                                   ? std::string(runtime) + "/attune"
                                   : "/tmp/attune-" + std::to_string(::getuid());
    struct stat status
    {};
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return {};
    const bool isOurs = ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
                        status.st_uid == ::getuid();
    return isOurs ? folder : std::string();
}

std::string socketPath(const std::filesystem::path &studyFolder)
{
    const std::string folder = socketFolder();
    std::error_code error;
    const std::filesystem::path canonical = std::filesystem::canonical(studyFolder, error);
    if (folder.empty() || error)
        return {};
    const std::string &text = canonical.native();
    const QByteArray hash = QCryptographicHash::hash(
        QByteArrayView(text.data(), qsizetype(text.size())), QCryptographicHash::Sha256);
    return folder + "/" + hash.toHex().left(24).toStdString();
}

} // namespace

Result<std::unique_ptr<Bell>> Bell::listen(const std::filesystem::path &studyFolder)
{
    const std::string path = socketPath(studyFolder);
    if (path.empty() || path.size() > maxPathBytes)
        return Error{ErrorKind::Io, "There is no folder for the study's socket."};
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size());
    ::unlink(path.c_str());
    if (socket < 0 ||
        ::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        const std::string why = std::strerror(errno);
        if (socket >= 0)
            ::close(socket);
        return Error{ErrorKind::Io, "Cannot listen at \"" + path + "\": " + why + "."};
    }
    return std::unique_ptr<Bell>(new Bell(socket, path));
}

Bell::Bell(int socket, std::string path)
    : m_socket(socket), m_path(std::move(path)), m_notifier(socket, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &Bell::take);
}

Bell::~Bell()
{
    m_notifier.setEnabled(false);
    ::close(m_socket);
    ::unlink(m_path.c_str());
}

void Bell::take()
{
    char datagram[16];
    while (::recv(m_socket, datagram, sizeof datagram, 0) >= 0) {
    }
    Q_EMIT rang();
}

} // namespace attune::engine
