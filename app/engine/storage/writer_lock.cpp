// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/writer_lock.h"

#include "app/engine/storage/study_folder.h"

#include <QFile>
#include <QSysInfo>

#include <nlohmann/json.hpp>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

using Json = nlohmann::json;

LockHolder thisProcess()
{
    return {QSysInfo::machineHostName(), QString::fromLatin1(QSysInfo::bootUniqueId()), getpid()};
}

std::optional<LockHolder> readHolder(int file)
{
    std::string text(1024, '\0');
    const ssize_t size = pread(file, text.data(), text.size(), 0);
    if (size <= 0)
        return std::nullopt;
    text.resize(static_cast<std::size_t>(size));
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    auto textAt = [&](const char *key) {
        return json.contains(key) && json[key].is_string()
                   ? QString::fromStdString(json[key].get<std::string>())
                   : QString();
    };
    const bool hasPid = json.contains("pid") && json["pid"].is_number_integer();
    return LockHolder{textAt("host"), textAt("bootId"),
                      hasPid ? json["pid"].get<qint64>() : qint64(0)};
}

bool writeHolder(int file, const LockHolder &holder)
{
    const std::string text = Json{{"host", holder.host.toStdString()},
                                  {"bootId", holder.bootId.toStdString()},
                                  {"pid", holder.pid}}
                                 .dump() +
                             "\n";
    return ftruncate(file, 0) == 0 &&
           pwrite(file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

/// What a process that was killed had locked may stay so for a moment: by a child of it that is
/// about to become another program, or by one who looks whether the study is written.
bool tryToLock(int file)
{
    constexpr int attempts = 20;
    constexpr useconds_t pauseUs = 10'000;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        if (flock(file, LOCK_EX | LOCK_NB) == 0)
            return true;
        const auto holder = readHolder(file);
        const bool isHere = holder && holder->host == QSysInfo::machineHostName();
        if (holder && (!isHere || kill(pid_t(holder->pid), 0) == 0 || errno == EPERM))
            return false;
        usleep(pauseUs);
    }
    return false;
}

Error busy(const StudyFolder &folder, const std::optional<LockHolder> &holder)
{
    const QString who =
        holder ? u"process %1 on %2"_s.arg(holder->pid).arg(holder->host) : u"another process"_s;
    QString message = u"\"%1\" is being written by %2. Close it there, or open the study to look "
                      "on."_s.arg(folder.path(), who);
    if (holder && holder->host != QSysInfo::machineHostName())
        message += u" If nothing runs there any more, delete \"%1\"."_s.arg(folder.lock());
    return Error{ErrorKind::Busy, message.toStdString()};
}

} // namespace

Result<WriterLock> WriterLock::take(const StudyFolder &folder)
{
    const int file =
        open(QFile::encodeName(folder.lock()).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) {
        const ErrorKind kind =
            errno == EACCES || errno == EROFS || errno == EPERM ? ErrorKind::Denied : ErrorKind::Io;
        return Error{kind, u"Cannot write in \"%1\": %2. Check the permissions of the folder."_s
                               .arg(folder.path(), QString::fromLocal8Bit(std::strerror(errno)))
                               .toStdString()};
    }
    // A file system may not share locks between machines: then the record alone tells.
    const bool isLocked = tryToLock(file);
    const auto holder = readHolder(file);
    if (!isLocked || (holder && holder->host != QSysInfo::machineHostName())) {
        close(file);
        return busy(folder, holder);
    }
    if (!writeHolder(file, thisProcess())) {
        const QString why = QString::fromLocal8Bit(std::strerror(errno));
        close(file);
        return Error{ErrorKind::Io, u"Cannot write \"%1\": %2. Check that the disk is not full."_s
                                        .arg(folder.lock(), why)
                                        .toStdString()};
    }
    return WriterLock(file);
}

std::optional<LockHolder> WriterLock::holder(const StudyFolder &folder)
{
    const int file = open(QFile::encodeName(folder.lock()).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return std::nullopt;
    auto holder = readHolder(file);
    const bool isFree = flock(file, LOCK_SH | LOCK_NB) == 0;
    close(file);
    const bool isElsewhere = holder && holder->host != QSysInfo::machineHostName();
    return isFree && !isElsewhere ? std::nullopt : holder;
}

WriterLock::WriterLock(WriterLock &&other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

WriterLock::~WriterLock()
{
    if (m_file < 0)
        return;
    // Emptied, not deleted: a file that another process has just opened must stay the one locked.
    (void)!ftruncate(m_file, 0);
    close(m_file);
}

} // namespace attune::engine
