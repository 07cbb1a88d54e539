// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/trial_delegate.h"

#include "ui/charts/base/chart_paint.h"
#include "ui/models/trials_table_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/sparkline.h"

#include <QPainter>

namespace attune::ui {

namespace {

using Kind = TrialColumn::Kind;
using Role = TrialsTableModel::Role;

constexpr int padding = 10;
constexpr int starWidth = 16;
constexpr int curveWidth = 84;
constexpr double markRadius = 4.0;

TrialState stateOf(const QModelIndex &index)
{
    return static_cast<TrialState>(index.data(Role::StateRole).toInt());
}

void paintState(QPainter &painter, QPointF center, const QModelIndex &index, const Colors &colors)
{
    const TrialState state = stateOf(index);
    if (state == TrialState::Complete && index.data(Role::IsMissedRole).toBool())
        paintMissedMark(painter, center, markRadius, colorOf(state, colors));
    else
        paintStateMark(painter, center, markRadius, state, colors);
}

} // namespace

QSize TrialDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto kind = static_cast<Kind>(index.data(Role::KindRole).toInt());
    int width = option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * padding;
    if (kind == Kind::Number || kind == Kind::State)
        width += starWidth;
    if (kind == Kind::Curve)
        width = curveWidth + 2 * padding;
    return {width, rowHeight};
}

void TrialDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Colors &colors = colorsOf(option.palette);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setClipRect(option.rect);
    if (isSelected)
        painter->fillRect(option.rect, colors.accentTint);
    else if (index.row() == m_hoveredRow)
        painter->fillRect(option.rect, colors.hover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      colors.line);

    const bool isExcluded = index.data(Role::IsExcludedRole).toBool();
    QRect rect = option.rect.adjusted(padding, 0, -padding, -1);
    QFont font = option.font;
    const bool isMissed = index.data(Role::IsMissedRole).toBool();
    painter->setPen(isExcluded || isMissed ? colors.dimText : colors.text);
    switch (static_cast<Kind>(index.data(Role::KindRole).toInt())) {
    case Kind::Number:
        paintNumber(*painter, rect, index);
        rect.adjust(starWidth, 0, 0, 0);
        break;
    case Kind::State:
        paintState(*painter, QPointF(rect.left() + markRadius, rect.center().y() + 0.5), index,
                   colors);
        rect.adjust(starWidth, 0, 0, 0);
        break;
    case Kind::Objective:
        font.setWeight(QFont::DemiBold);
        if (index.data(Role::IsBestRole).toBool())
            painter->setPen(colors.best);
        break;
    case Kind::Curve:
        paintCurve(*painter, rect, index);
        painter->restore();
        return;
    case Kind::Note:
        painter->setPen(colors.dimText);
        break;
    case Kind::Setting:
    case Kind::Metric:
    case Kind::Seconds:
    case Kind::Started:
        break;
    }
    font.setStrikeOut(isExcluded);
    painter->setFont(font);
    const auto alignment =
        index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() | Qt::AlignVCenter;
    painter->drawText(
        rect, int(alignment),
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    painter->restore();
}

void TrialDelegate::paintNumber(QPainter &painter, const QRect &rect,
                                const QModelIndex &index) const
{
    const QPointF center(rect.left() + 5.0, rect.center().y() + 0.5);
    if (index.data(Role::IsBestRole).toBool()) {
        const auto *view = qobject_cast<const QWidget *>(parent());
        paintBestStar(painter, center, 6.0, colorsOf(view ? view->palette() : QPalette()));
    } else if (index.data(Role::IsStarredRole).toBool()) {
        themedIcon(QStringLiteral("star-filled"))
            .paint(&painter, QRect(rect.left() - 1, rect.center().y() - 6, 13, 13));
    }
}

void TrialDelegate::paintCurve(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const auto curve = index.data(Role::CurveRole).value<TrialCurve>();
    const auto *view = qobject_cast<const QWidget *>(parent());
    const Colors &colors = colorsOf(view ? view->palette() : QPalette());
    const QColor color = index.data(Role::IsBestRole).toBool() ? colors.best
                         : index.data(Role::IsExcludedRole).toBool()
                             ? colors.waiting
                             : colorOf(stateOf(index), colors);
    const int width = std::min(curveWidth, rect.width());
    paintSparkline(
        painter,
        QRectF(rect.left(), rect.top() + 7, std::max(4.0, width * curve.share), rect.height() - 14),
        curve.values, color, SparklineShape::Line);
}

} // namespace attune::ui
