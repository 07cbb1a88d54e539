// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

#include <string>

#include <sys/mount.h>
#include <sys/statvfs.h>

namespace attune {

/// A disk of a few megabytes in memory, for as long as it is in scope. Only root may have one.
class SmallDisk
{
public:
    /// Hides what is in the folder `place`. `options`: further ones of tmpfs, each after a comma.
    SmallDisk(const QString &place, int megabytes, const std::string &options = "")
        : m_place(QFile::encodeName(place))
    {
        const std::string size = "size=" + std::to_string(megabytes) + "m" + options;
        m_isThere = ::mount("tmpfs", m_place.constData(), "tmpfs", 0, size.c_str()) == 0;
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    ~SmallDisk()
    {
        if (m_isThere)
            ::umount2(m_place.constData(), MNT_DETACH);
    }

    [[nodiscard]] bool isThere() const { return m_isThere; }

    /// Fills or clears the disk until about so many bytes are free. False where it cannot.
    [[nodiscard]] bool leave(qint64 bytes) const
    {
        QFile ballast(QFile::decodeName(m_place) + QStringLiteral("/ballast"));
        if (!ballast.open(QIODevice::WriteOnly))
            return false;
        struct statvfs disk
        {};
        if (::statvfs(m_place.constData(), &disk) != 0)
            return false;
        const qint64 excess = qint64(disk.f_bavail) * qint64(disk.f_frsize) - bytes;
        const QByteArray filling(excess, 'x');
        return ballast.write(filling) == excess && ballast.flush();
    }

private:
    QByteArray m_place;
    bool m_isThere = false;
};

} // namespace attune
