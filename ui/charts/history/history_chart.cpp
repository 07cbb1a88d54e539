// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/history/history_chart.h"

#include "ui/charts/base/chart_paint.h"
#include "ui/charts/base/trial_card.h"
#include "ui/models/study_model.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/value_text.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr double hoverReach = 14.0;
constexpr double starRadius = 8.0;
constexpr double ringRadius = 8.5;
constexpr double ringReach = ringRadius + 1.5; ///< with its line: whole at the edge of the plot

double markRadiusFor(std::size_t count)
{
    return count <= 150 ? 3.8 : count <= 1000 ? 3.0 : 2.0;
}

} // namespace

HistoryChart::HistoryChart(StudyModel *model, TrialSelection *selection, QWidget *parent)
    : ChartView(selection, parent), m_model(model), m_crowd([this](QPainter &painter, int trial) {
          if (const PlacedMark *mark = markOf(trial))
              paintMark(painter, *mark, markRadius());
      })
{
    setObjectName(QStringLiteral("historyChart"));
    setEmptyText(tr("Every trial becomes a mark here when it ends."));
    connect(&m_crowd, &DenseLayer::advanced, this, &HistoryChart::updatePlot);
    connect(model, &StudyModel::settingsChanged, this, &HistoryChart::rebuild);
    connect(model, &StudyModel::trialsChanged, this, &HistoryChart::rebuild);
    connect(model, &StudyModel::statusChanged, this, &HistoryChart::updateAxes);
    connect(model, &StudyModel::seriesChanged, this, &HistoryChart::updateRunning);
    rebuild();
}

void HistoryChart::setObjective(const std::string &metric)
{
    m_objective = metric;
    resetZoom();
    rebuild();
}

std::size_t HistoryChart::shownObjective() const
{
    const auto &objectives = m_model->settings().objectives;
    const auto chosen = std::ranges::find(objectives, m_objective, &Objective::metric);
    return chosen == objectives.end() ? 0 : static_cast<std::size_t>(chosen - objectives.begin());
}

QString HistoryChart::objectiveName() const
{
    const auto &objectives = m_model->settings().objectives;
    return objectives.empty() ? QString()
                              : QString::fromStdString(objectives[shownObjective()].metric);
}

void HistoryChart::setClipping(Clipping clipping)
{
    m_clipping = clipping;
    updateAxes();
}

void HistoryChart::setScaleY(AxisScale scale)
{
    m_scaleY = scale;
    updateAxes();
}

void HistoryChart::updateRunning(const std::vector<int> &numbers)
{
    const auto isRunning = [this](int number) {
        const Trial *trial = m_model->trial(number);
        return trial && trial->state == TrialState::Running;
    };
    if (std::ranges::any_of(numbers, isRunning))
        rebuild();
}

void HistoryChart::rebuild()
{
    if (m_model->settings().objectives.empty())
        return;
    const std::size_t shown = shownObjective();
    const Objective &objective = m_model->settings().objectives[shown];
    const auto runningValue = [&](int trial) -> std::optional<double> {
        const auto &points = m_model->points(trial, objective.metric);
        return points.empty() ? std::nullopt : std::optional<double>(points.back().value);
    };
    m_data = historyOf(m_model->trials(), objective, runningValue, shown);
    const PlotMapping before = mapping();
    updateAxes();
    if (mapping() == before)
        placeChanged();
}

void HistoryChart::updateAxes()
{
    const Extent extent = historyExtent(m_data, m_clipping, m_scaleY == AxisScale::Logarithmic);
    const auto ended = m_data.marks.size();
    setEmptyText(ended == 0 ? tr("Every trial becomes a mark here when it ends.")
                            : tr("No trial has a value of the objective yet. Open one in the table "
                                 "to see why."));
    setEmpty(!extent.isValid);
    if (!extent.isValid)
        return;
    const int end = std::max({m_data.lastLaunched, m_model->settings().budget.trials, 1});
    AxisSpec x;
    x.title = tr("trial");
    x.labels = AxisLabels::Whole;
    x.range = {-0.015 * end, 1.015 * end, AxisScale::Linear}; // the first and last mark are whole
    AxisSpec y;
    y.title = objectiveName();
    y.range = niceRange(extent.minY, extent.maxY, m_scaleY, 5);
    // Room below for the row of trials without a value.
    const double room = 0.06;
    y.range = y.range.part(-room, 1.0);
    setAxes(x, y);
    announce();
    updatePlot();
}

void HistoryChart::mappingChanged()
{
    place();
}

void HistoryChart::place()
{
    const PlotMapping shown = mapping();
    if (shown.area.width() < 1.0 || shown.area.height() < 1.0)
        return;
    m_marks = placedMarks(m_data, shown);
    restartCrowd(DenseLayer::Former::Discard);
}

void HistoryChart::restartCrowd(DenseLayer::Former former)
{
    std::vector<int> items;
    for (const PlacedMark &mark : m_marks) {
        if (mark.state != TrialState::Running)
            items.push_back(mark.trial);
    }
    // Marks on the edge of the plot are whole.
    m_crowd.restart(mapping().area.adjusted(-8, -8, 8, 8), devicePixelRatioF(), std::move(items),
                    former);
    updatePlot();
}

void HistoryChart::placeChanged()
{
    std::vector<PlacedMark> marks = placedMarks(m_data, mapping());
    std::vector<int> added;
    bool mustRestart = false;
    for (const PlacedMark &mark : marks) {
        if (mark.state == TrialState::Running)
            continue;
        const PlacedMark *known = markOf(mark.trial);
        if (!known || known->state == TrialState::Running)
            added.push_back(mark.trial);
        else
            mustRestart = mustRestart || *known != mark;
    }
    mustRestart = mustRestart || marks.size() < m_marks.size() ||
                  markRadiusFor(marks.size()) != markRadiusFor(m_marks.size());
    m_marks = std::move(marks);
    if (mustRestart) {
        restartCrowd(DenseLayer::Former::Keep);
        return;
    }
    for (const int trial : added)
        m_crowd.append(trial);
    updatePlot();
}

double HistoryChart::markRadius() const
{
    return markRadiusFor(m_marks.size());
}

void HistoryChart::paintMark(QPainter &painter, const PlacedMark &mark, double radius) const
{
    painter.setOpacity((mark.isBeyond ? 0.45 : 0.9) * (mark.isExcluded ? 0.4 : 1.0));
    // What stands at an edge is in a row with its likes: smaller, they stay apart.
    const bool isInRow = mark.isBeyond || mark.state == TrialState::Failed;
    const double shown = isInRow ? 0.75 * radius : radius;
    const Colors &colors = colorsOf(palette());
    if (mark.isMissed && mark.state == TrialState::Complete)
        paintMissedMark(painter, mark.pixel, shown, colorOf(mark.state, colors));
    else
        paintStateMark(painter, mark.pixel, shown, mark.state, colors);
}

const PlacedMark *HistoryChart::markOf(std::optional<int> trial) const
{
    if (!trial)
        return nullptr;
    const auto mark = std::ranges::lower_bound(m_marks, *trial, {}, &PlacedMark::trial);
    return mark != m_marks.end() && mark->trial == *trial ? &*mark : nullptr;
}

void HistoryChart::paintPlot(QPainter &painter, const PlotMapping &mapping)
{
    painter.setClipRect(mapping.area.adjusted(-ringReach, -ringReach, ringReach, ringReach));
    paintLaunched(painter, mapping);
    const bool isDimmed = !isExporting() && selection() &&
                          (markOf(selection()->hovered()) || selection()->selected().size() > 1);
    if (isExporting()) {
        const std::vector<PlacedMark> marks = placedMarks(m_data, mapping);
        for (const PlacedMark &mark : marks)
            paintMark(painter, mark, markRadius());
    } else {
        painter.setOpacity(isDimmed ? 0.35 : 1.0);
        m_crowd.draw(painter);
    }
    painter.setOpacity(1.0);
    paintOver(painter, mapping);
}

void HistoryChart::paintLaunched(QPainter &painter, const PlotMapping &mapping) const
{
    const StudyState state = m_model->status().state;
    const bool isGoingOn = state == StudyState::Running || state == StudyState::Paused;
    if (!isGoingOn || m_data.lastLaunched < 0)
        return;
    const double x = mapping.toPixel(m_data.lastLaunched, mapping.y.max).x();
    painter.setPen(QPen(colorsOf(palette()).line, 1.0, Qt::DashLine));
    painter.drawLine(QPointF(x, mapping.area.top()), QPointF(x, mapping.area.bottom()));
}

void HistoryChart::paintOver(QPainter &painter, const PlotMapping &mapping) const
{
    const Colors &colors = colorsOf(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (!isExporting()) {
        for (const PlacedMark &mark : m_marks) {
            if (mark.state == TrialState::Running)
                paintMark(painter, mark, 4.5);
        }
        painter.setOpacity(1.0);
    }
    painter.setPen(QPen(colors.best, 1.6, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPolyline(bestLine(m_data, mapping));
    if (const Trial *best = m_model->best(); best && best->objective()) {
        const QPointF star = mapping.toPixel(best->number, *best->objective());
        if (std::isfinite(star.y()))
            paintBestStar(painter, star, starRadius, colors);
    }
    if (!selection())
        return;
    if (selection()->selected().size() > 1) {
        for (const int trial : selection()->selected()) {
            if (const PlacedMark *mark = markOf(trial))
                paintMark(painter, *mark, markRadius() + 0.6);
        }
        painter.setOpacity(1.0);
    }
    for (const std::optional<int> trial : {selection()->current(), selection()->hovered()}) {
        if (const PlacedMark *mark = markOf(trial)) {
            painter.setPen(QPen(colors.text, 1.4));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(mark->pixel, ringRadius, ringRadius);
            if (!m_model->best() || m_model->best()->number != mark->trial)
                paintMark(painter, *mark, 4.5);
            painter.setOpacity(1.0);
        }
    }
}

std::optional<int> HistoryChart::trialAt(QPointF pixel) const
{
    return markAt(m_marks, pixel, hoverReach);
}

std::set<int> HistoryChart::trialsIn(const QRectF &area) const
{
    std::set<int> trials;
    for (const PlacedMark &mark : m_marks) {
        if (area.adjusted(-2, -2, 2, 2).contains(mark.pixel)) // those on the edge too
            trials.insert(mark.trial);
    }
    return trials;
}

std::set<TrialState> HistoryChart::shownStates() const
{
    std::set<TrialState> states;
    for (const HistoryMark &mark : m_data.marks)
        states.insert(mark.state);
    return states;
}

QStringList HistoryChart::cardOf(int trial, QPointF) const
{
    const Trial *shown = m_model->trial(trial);
    if (!shown)
        return {};
    QString detail;
    if (const auto objective = shown->objectiveAt(shownObjective()))
        detail = QStringLiteral("%1 %2").arg(objectiveName(), valueText(*objective));
    else
        detail = QString::fromStdString(shown->sentence).left(60);
    return trialCard(*m_model, trial, detail);
}

QString HistoryChart::summary() const
{
    const int marks = int(m_data.marks.size());
    if (m_data.best.empty())
        return tr("%n trial(s), none complete yet.", nullptr, marks);
    const BestStep &last = m_data.best.back();
    const auto improvements = m_data.best.size() - 1;
    if (m_model->settings().objectives.size() > 1)
        return tr("%n trial(s). The best in %1 is trial %2 with %3, after %4 improvements.",
                  nullptr, marks)
            .arg(objectiveName())
            .arg(last.trial)
            .arg(valueText(last.value))
            .arg(improvements);
    const Trial *best = m_model->best();
    return tr("%n trial(s). The best is trial %1 with %2, after %3 improvements.", nullptr, marks)
        .arg(best ? best->number : last.trial)
        .arg(valueText(best ? best->objective().value_or(last.value) : last.value))
        .arg(improvements);
}

ChartTable HistoryChart::table() const
{
    ChartTable table;
    table.headers = {tr("trial"), tr("state"), objectiveName(), tr("best so far")};
    auto best = m_data.best.begin();
    QString bestText;
    for (const HistoryMark &mark : m_data.marks) {
        if (best != m_data.best.end() && best->trial == mark.trial) {
            bestText = QString::number(best->value, 'g', 10);
            ++best;
        }
        table.rows.push_back({QString::number(mark.trial), wordOf(mark.state),
                              mark.value ? QString::number(*mark.value, 'g', 10) : QString(),
                              bestText});
    }
    return table;
}

} // namespace attune::ui
