// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/trial.h"

#include <QWidget>

namespace attune::ui {

/// The mark and word of a trial's state; shape and colour both carry it.
class StateBadge : public QWidget
{
    Q_OBJECT

public:
    explicit StateBadge(QWidget *parent = nullptr);

    /// `text` in place of the state's word, for example "Stopped at 21".
    void setState(TrialState state, const QString &text = {});
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TrialState m_state = TrialState::Waiting;
    QString m_text;
};

} // namespace attune::ui
