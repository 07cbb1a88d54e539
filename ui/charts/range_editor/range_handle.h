// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/range_editor/range_layout.h"

#include <QWidget>

namespace attune::ui {

class RangeEditor;

/// One end of a range as something that can have the keyboard focus and that assistive programs
/// can name, read and set. The editor paints it.
class RangeHandle : public QWidget
{
    Q_OBJECT

public:
    RangeHandle(RangePart part, RangeEditor *editor);

    [[nodiscard]] RangePart part() const { return m_part; }
    [[nodiscard]] double value() const;
    void setValue(double value);
    [[nodiscard]] RangeEditor *editor() const { return m_editor; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    RangePart m_part;
    RangeEditor *m_editor = nullptr;
};

/// Makes handles readable as values; safe to call more than once.
void installRangeHandleAccessibility();

} // namespace attune::ui
