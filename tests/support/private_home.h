// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QSettings>
#include <QTemporaryDir>

namespace attune {

/// A home of its own for a test: settings and studies land there and are gone afterwards. Must be
/// made before anything asks for a standard path.
class PrivateHome
{
public:
    PrivateHome()
    {
        qputenv("HOME", m_folder.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", m_folder.filePath(QStringLiteral("config")).toLocal8Bit());
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        QDir(m_folder.path()).mkpath(QStringLiteral("Documents"));
        QCoreApplication::setOrganizationName(QStringLiteral("Attune"));
        QCoreApplication::setApplicationName(QStringLiteral("attune-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                           m_folder.filePath(QStringLiteral("config")));
    }

    [[nodiscard]] QString path(const QString &below) const { return m_folder.filePath(below); }

private:
    QTemporaryDir m_folder;
};

} // namespace attune
