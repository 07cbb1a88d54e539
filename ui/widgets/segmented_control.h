// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;
class QAbstractButton;

namespace attune::ui {

/// A row of joined buttons of which exactly one is chosen. Left and Right move the choice.
class SegmentedControl : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)

public:
    explicit SegmentedControl(const QStringList &segments, QWidget *parent = nullptr);

    [[nodiscard]] int current() const;
    [[nodiscard]] int count() const;
    /// The button of a segment, for tool tips and tests. Requires: 0 <= index < count().
    [[nodiscard]] QAbstractButton *segment(int index) const;

    /// Chooses without emitting chosen(). Requires: 0 <= index < count().
    void setCurrent(int index);
    /// An impossible segment says why in its tool tip.
    void setSegmentEnabled(int index, bool isEnabled, const QString &whyNot = {});

Q_SIGNALS:
    void currentChanged(int index);
    /// A person chose it.
    void chosen(int index);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void move(int direction);

    QButtonGroup *m_group = nullptr;
    int m_current = 0;
};

} // namespace attune::ui
