// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace attune::desktop {

/// What the desktop program was asked for on its command line.
struct DesktopOptions
{
    QString path; ///< a study, a definition or a program; empty: the start page
    bool runsAtOnce = false;
    bool exitsAfterStartup = false;
    bool isDark = false;
    QString screenshotFile;
    QString page;
    QSize size = {1440, 900};

    /// Handles --help and --version by itself (and ends the program). Fails with a sentence.
    [[nodiscard]] static std::optional<DesktopOptions> parse(const QStringList &arguments,
                                                             QString &problem);
};

} // namespace attune::desktop
