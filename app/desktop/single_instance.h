// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace attune::desktop {

/// One Attune per desktop session: a later one hands its path to the first and leaves. Over D-Bus,
/// as org.freedesktop.Application wants it; without a session bus every start is its own.
class SingleInstance : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "io.github.attune.Attune")

public:
    using QObject::QObject;

    /// Returns true when another Attune has taken `path` (which may be empty: a start page).
    [[nodiscard]] static bool handOver(const QString &path);
    /// Becomes the one that later starts find.
    void listen();

public Q_SLOTS:
    Q_SCRIPTABLE void Open(const QString &path); // NOLINT(readability-identifier-naming): D-Bus

Q_SIGNALS:
    void pathWanted(const QString &path);
};

} // namespace attune::desktop
