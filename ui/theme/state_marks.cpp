// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace attune::ui {

QString wordOf(TrialState state)
{
    switch (state) {
    case TrialState::Waiting:
        return QCoreApplication::translate("TrialState", "Waiting");
    case TrialState::Running:
        return QCoreApplication::translate("TrialState", "Running");
    case TrialState::Complete:
        return QCoreApplication::translate("TrialState", "Complete");
    case TrialState::Stopped:
        return QCoreApplication::translate("TrialState", "Stopped");
    case TrialState::Failed:
        return QCoreApplication::translate("TrialState", "Failed");
    case TrialState::Cancelled:
        return QCoreApplication::translate("TrialState", "Cancelled");
    }
    return {};
}

void paintStateMark(QPainter &painter, QPointF center, double radius, TrialState state,
                    const Colors &colors)
{
    const QColor color = colorOf(state, colors);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (state) {
    case TrialState::Complete:
        painter.drawEllipse(center, radius, radius);
        break;
    case TrialState::Running: {
        const double half = radius * 0.95;
        painter.drawPolygon(QPolygonF({center + QPointF(-half * 0.8, -half * 1.1),
                                       center + QPointF(half * 1.1, 0.0),
                                       center + QPointF(-half * 0.8, half * 1.1)}));
        break;
    }
    case TrialState::Stopped: {
        const double half = radius * 0.88;
        painter.drawRect(QRectF(center.x() - half, center.y() - half, 2 * half, 2 * half));
        break;
    }
    case TrialState::Failed: {
        const double half = radius * 0.85;
        painter.setPen(QPen(color, std::max(1.5, radius * 0.5), Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(center + QPointF(-half, -half), center + QPointF(half, half));
        painter.drawLine(center + QPointF(-half, half), center + QPointF(half, -half));
        break;
    }
    case TrialState::Waiting:
    case TrialState::Cancelled:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, std::max(1.2, radius * 0.35)));
        painter.drawEllipse(center, radius * 0.82, radius * 0.82);
        break;
    }
    painter.restore();
}

void paintBestStar(QPainter &painter, QPointF center, double radius, const Colors &colors)
{
    QPolygonF star;
    for (int i = 0; i < 10; ++i) {
        const double reach = i % 2 == 0 ? radius * 1.15 : radius * 0.5;
        const double angle = std::numbers::pi * (i / 5.0 - 0.5);
        star << center + QPointF(std::cos(angle), std::sin(angle)) * reach;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.best);
    painter.drawPolygon(star);
    painter.restore();
}

} // namespace attune::ui
