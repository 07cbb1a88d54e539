// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/value.h"

#include <QWidget>

#include <vector>

class QLineEdit;

namespace attune::ui {

class FlowLayout;

/// The choices of a categorical hyperparameter as chips: edited in place, dragged or moved with
/// Alt+Left and Alt+Right into another order, added and removed.
class ChoicesEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ChoicesEditor(QWidget *parent = nullptr);

    void setValues(const std::vector<Value> &values);
    [[nodiscard]] std::vector<Value> values() const;

    /// Moves the chip at `from` to place `to` and announces it.
    void moveChoice(int from, int to);

Q_SIGNALS:
    void valuesEdited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addChip(const QString &text);
    void removeChip(QWidget *chip);
    [[nodiscard]] int chipAt(const QPoint &position) const;

    FlowLayout *m_flow = nullptr;
    QWidget *m_addButton = nullptr;
    std::vector<QWidget *> m_chips;
    QWidget *m_dragged = nullptr;
};

} // namespace attune::ui
