// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QObject>

class QLabel;
class QStatusBar;

namespace attune::ui {

/// What the status bar of a study says: trials by state, the strategy, the rate, and whether all
/// is saved.
class StatusLine : public QObject
{
    Q_OBJECT

public:
    /// Adds its labels to `bar`, which owns them.
    StatusLine(const StudyParts &parts, QStatusBar *bar);

private:
    void showStatus();

    StudyParts m_parts;
    QLabel *m_counts = nullptr;
    QLabel *m_strategy = nullptr;
    QLabel *m_rate = nullptr;
};

} // namespace attune::ui
