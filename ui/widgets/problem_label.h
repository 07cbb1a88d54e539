// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

#include <QLabel>

namespace attune::ui {

/// A sentence in place that says what is wrong with what stands above it; hidden while all is well.
class ProblemLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ProblemLabel(QWidget *parent = nullptr);

    /// Each sentence on its own line.
    void setProblems(const Problems &problems);
    void setSentence(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
};

} // namespace attune::ui
