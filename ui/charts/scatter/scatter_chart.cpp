// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scatter/scatter_chart.h"

#include "ui/charts/base/chart_paint.h"
#include "ui/charts/base/trial_card.h"
#include "ui/models/study_model.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QMenu>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr double hoverReach = 14.0;
constexpr double starRadius = 8.0;
constexpr double frontStarRadius = 6.0; ///< of which there are many

} // namespace

ScatterChart::ScatterChart(StudyModel *model, TrialSelection *selection, QWidget *parent)
    : ChartView(selection, parent), m_model(model), m_crowd([this](QPainter &painter, int trial) {
          if (const int index = indexOf(trial); index >= 0)
              paintPoint(painter, m_placed[static_cast<std::size_t>(index)]);
      })
{
    setObjectName(QStringLiteral("scatterChart"));
    setEmptyText(tr("Trials appear here as soon as they have values on both axes."));
    connect(&m_crowd, &DenseLayer::advanced, this, &ScatterChart::updatePlot);
    connect(model, &StudyModel::settingsChanged, this, &ScatterChart::rebuildWhenSeen);
    connect(model, &StudyModel::trialsChanged, this, &ScatterChart::rebuildWhenSeen);
}

void ScatterChart::setChoice(const ScatterChoice &choice)
{
    ScatterChoice wanted = choice;
    wanted.clipping = m_clipping;
    if (wanted == m_choice)
        return;
    m_choice = wanted;
    rebuild();
}

/// Thousands of trials are not laid out anew on a page that nobody looks at.
void ScatterChart::rebuildWhenSeen()
{
    if (isVisible())
        rebuild();
    else
        m_isStale = true;
}

void ScatterChart::showEvent(QShowEvent *event)
{
    ChartView::showEvent(event);
    if (m_isStale)
        rebuild();
}

void ScatterChart::rebuild()
{
    m_isStale = false;
    m_data = scatterOf(*m_model, m_choice, QDateTime::currentMSecsSinceEpoch());
    setEmpty(m_data.points.empty());
    const PlotMapping before = mapping();
    if (!m_data.points.empty())
        setAxes(m_data.x, m_data.y);
    if (mapping() == before)
        place();
    announce();
    Q_EMIT channelsChanged();
}

void ScatterChart::mappingChanged()
{
    place();
}

void ScatterChart::place()
{
    const PlotMapping shown = mapping();
    if (shown.area.width() < 1.0 || shown.area.height() < 1.0)
        return;
    m_placed = placedPoints(m_data, shown);
    std::vector<int> trials;
    trials.reserve(m_placed.size());
    for (const PlacedPoint &point : m_placed)
        trials.push_back(point.trial);
    m_crowd.restart(shown.area.adjusted(-10, -10, 10, 10), devicePixelRatioF(), std::move(trials),
                    DenseLayer::Former::Discard);
    updatePlot();
}

int ScatterChart::indexOf(int trial) const
{
    const auto found = std::ranges::lower_bound(m_placed, trial, {}, &PlacedPoint::trial);
    return found != m_placed.end() && found->trial == trial ? int(found - m_placed.begin()) : -1;
}

void ScatterChart::paintPoint(QPainter &painter, const PlacedPoint &placed) const
{
    const auto point =
        std::ranges::lower_bound(m_data.points, placed.trial, {}, &ScatterPoint::trial);
    const Colors &colors = colorsOf(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity((point->isExcluded ? 0.35 : 0.85) * (placed.isBeyond ? 0.5 : 1.0));
    const bool isColored = m_choice.color && point->color;
    if (point->isMissed && point->state == TrialState::Complete) {
        paintMissedMark(painter, placed.pixel, placed.radius,
                        isColored ? viridis(*point->color) : colorOf(point->state, colors));
    } else if (isColored) {
        // An outline: one end of the scale is as dark as the panel, or as bright.
        painter.setPen(QPen(colors.dimText, 0.8));
        painter.setBrush(viridis(*point->color));
        painter.drawEllipse(placed.pixel, placed.radius, placed.radius);
    } else {
        paintStateMark(painter, placed.pixel, placed.radius, point->state, colors);
    }
}

void ScatterChart::paintPlot(QPainter &painter, const PlotMapping &mapping)
{
    painter.setClipRect(mapping.area.adjusted(-10, -10, 10, 10));
    paintFront(painter, mapping);
    if (isExporting()) {
        for (const PlacedPoint &point : placedPoints(m_data, mapping))
            paintPoint(painter, point);
    } else {
        const bool isDimmed = selection() && (selection()->selected().size() > 1 ||
                                              indexOf(selection()->hovered().value_or(-1)) >= 0);
        painter.setOpacity(isDimmed ? 0.35 : 1.0);
        m_crowd.draw(painter);
    }
    paintOver(painter);
    painter.setOpacity(1.0);
    painter.setFont(uiFont(-1));
    painter.setPen(colorsOf(palette()).dimText);
    painter.drawText(mapping.area.adjusted(spaceS, spaceS, -spaceS, 0),
                     Qt::AlignRight | Qt::AlignTop, beyondText());
}

void ScatterChart::paintFront(QPainter &painter, const PlotMapping &mapping) const
{
    const std::vector<QPointF> steps = frontSteps(m_data.front, mapping);
    if (steps.empty())
        return;
    painter.setPen(QPen(colorsOf(palette()).best, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF(QList<QPointF>(steps.begin(), steps.end())));
}

void ScatterChart::paintOver(QPainter &painter) const
{
    const Colors &colors = colorsOf(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    const auto ring = [&](int trial) {
        const int index = indexOf(trial);
        if (index < 0)
            return;
        const PlacedPoint &placed = m_placed[static_cast<std::size_t>(index)];
        paintPoint(painter, placed);
        painter.setOpacity(1.0);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.text, 1.4));
        const bool isStar = m_model->isBest(trial);
        const double radius = (isStar ? std::max(placed.radius, starRadius) : placed.radius) + 3.0;
        painter.drawEllipse(placed.pixel, radius, radius);
    };
    if (selection()) {
        for (const int trial : selection()->selected())
            ring(trial);
        ring(selection()->current().value_or(-1));
        ring(selection()->hovered().value_or(-1));
    }
    painter.setOpacity(1.0);
    const Trial *best = m_model->best();
    for (const int number : best ? std::vector<int>{best->number} : m_model->front()) {
        if (const int index = indexOf(number); index >= 0)
            paintBestStar(painter, m_placed[static_cast<std::size_t>(index)].pixel,
                          best ? starRadius : frontStarRadius, colors);
    }
}

std::optional<int> ScatterChart::trialAt(QPointF pixel) const
{
    std::optional<int> nearest;
    double reach = hoverReach;
    for (const PlacedPoint &point : m_placed) {
        const QPointF gap = point.pixel - pixel;
        const double distance = std::hypot(gap.x(), gap.y());
        if (distance <= reach) {
            nearest = point.trial;
            reach = distance;
        }
    }
    return nearest;
}

std::set<int> ScatterChart::trialsIn(const QRectF &area) const
{
    std::set<int> trials;
    for (const PlacedPoint &point : m_placed) {
        if (area.contains(point.pixel))
            trials.insert(point.trial);
    }
    return trials;
}

QStringList ScatterChart::cardOf(int trial, QPointF) const
{
    const Trial *shown = m_model->trial(trial);
    if (!shown)
        return {};
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    QStringList parts;
    for (const TrialColumn &column : {m_choice.x, m_choice.y}) {
        // Settings stand in the card anyway.
        if (column.kind != TrialColumn::Kind::Setting && column.kind != TrialColumn::Kind::Number)
            parts << QStringLiteral("%1 %2").arg(column.title,
                                                 textIn(column, *shown, *m_model, now));
    }
    return trialCard(*m_model, trial, parts.join(QStringLiteral(" · ")));
}

QString ScatterChart::beyondText() const
{
    return m_data.beyond == 0 || isZoomed()
               ? QString()
               : tr("%n trial(s) beyond the axis, pale at the edge", nullptr, m_data.beyond);
}

QString ScatterChart::summary() const
{
    QString text = tr("%n trial(s): %1 against %2.", nullptr, int(m_data.points.size()))
                       .arg(m_data.y.title, m_data.x.title);
    if (!m_data.front.points.empty())
        text += QLatin1Char(' ') + tr("%n on the front.", nullptr, int(m_model->front().size()));
    if (const QString beyond = beyondText(); !beyond.isEmpty())
        text += QLatin1Char(' ') + beyond + QLatin1Char('.');
    return text;
}

void ScatterChart::fillMenu(QMenu *menu)
{
    QAction *clip = menu->addAction(tr("Clip Outliers"));
    clip->setCheckable(true);
    clip->setChecked(m_choice.clipping == Clipping::Outliers);
    connect(clip, &QAction::toggled, this, [this](bool isOn) {
        m_clipping = isOn ? Clipping::Outliers : Clipping::None;
        setChoice(m_choice);
    });
    menu->addSeparator();
    ChartView::fillMenu(menu);
}

ChartTable ScatterChart::table() const
{
    std::vector<TrialColumn> columns{m_choice.x, m_choice.y};
    for (const auto &column : {m_choice.color, m_choice.size}) {
        if (column)
            columns.push_back(*column);
    }
    ChartTable table;
    table.headers << tr("trial");
    for (const TrialColumn &column : columns)
        table.headers << column.title;
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    for (const ScatterPoint &point : m_data.points) {
        const Trial *trial = m_model->trial(point.trial);
        if (!trial)
            continue;
        QStringList row{QString::number(point.trial)};
        for (const TrialColumn &column : columns)
            row << textIn(column, *trial, *m_model, now);
        table.rows.push_back(row);
    }
    return table;
}

} // namespace attune::ui
