// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_status.h"

#include <QDialog>

namespace attune::ui {

/// Asks, when a window closes, what happens to its running trials.
class CloseDialog : public QDialog
{
    Q_OBJECT

public:
    CloseDialog(int runningTrials, QWidget *parent);

Q_SIGNALS:
    void decided(attune::RunningTrials running);
};

} // namespace attune::ui
