// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_badge.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace attune::ui {

namespace {

constexpr int markWidth = 16;
constexpr double markRadius = 4.5;

} // namespace

StateBadge::StateBadge(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(TrialState::Waiting);
}

void StateBadge::setState(TrialState state, const QString &text)
{
    m_state = state;
    m_text = text.isEmpty() ? wordOf(state) : text;
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

QSize StateBadge::sizeHint() const
{
    return {markWidth + fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 2};
}

void StateBadge::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintStateMark(painter, QPointF(markRadius + 1.5, height() / 2.0), markRadius, m_state,
                   colorsOf(palette()));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(markWidth, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

} // namespace attune::ui
