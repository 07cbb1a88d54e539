// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curves/curves_chart.h"

#include "ui/charts/base/chart_paint.h"
#include "ui/models/study_model.h"
#include "ui/selection/trial_selection.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr double hoverReach = 12.0;
constexpr int wantedTicksX = 8;
constexpr int wantedTicksY = 5;
constexpr std::size_t leadingCount = 10;

} // namespace

CurvesChart::CurvesChart(StudyModel *model, TrialSelection *selection, QWidget *parent)
    : ChartView(selection, parent), m_model(model), m_crowd([this](QPainter &painter, int trial) {
          paintCurve(painter, m_curves[static_cast<std::size_t>(trial)], CurveEmphasis::Crowd,
                     painting(mapping()));
      })
{
    setObjectName(QStringLiteral("curvesChart"));
    setEmptyText(tr("Learning curves appear here as soon as a trial prints its metrics."));
    connect(&m_crowd, &DenseLayer::advanced, this, &CurvesChart::updatePlot);
    connect(model, &StudyModel::settingsChanged, this, &CurvesChart::rebuild);
    connect(model, &StudyModel::seriesChanged, this, &CurvesChart::updateCurves);
    connect(model, &StudyModel::trialsChanged, this, &CurvesChart::updateStates);
    rebuild();
}

QString CurvesChart::metricName() const
{
    return QString::fromStdString(m_options.metric);
}

void CurvesChart::setMetric(const QString &metric)
{
    m_hasOwnMetric = !metric.isEmpty();
    m_options.metric = metric.toStdString();
    resetZoom();
    rebuild();
}

void CurvesChart::setX(CurveX x)
{
    m_options.x = x;
    rebuild();
}

void CurvesChart::setSmoothing(double weight)
{
    m_options.smoothing = weight;
    rebuild();
}

void CurvesChart::setClipping(Clipping clipping)
{
    m_clipping = clipping;
    updateAxes();
}

void CurvesChart::drawSingles()
{
    m_areSinglesDrawn = true;
    updateAxes();
}

void CurvesChart::setScales(AxisScale x, AxisScale y)
{
    m_scaleX = x;
    m_scaleY = y;
    updateAxes();
}

void CurvesChart::setShownTrials(const std::set<int> &trials)
{
    m_shown = trials;
    rebuild();
}

bool CurvesChart::isShown(int trial) const
{
    return m_shown.empty() || m_shown.contains(trial);
}

Curve CurvesChart::makeCurve(int trial) const
{
    Curve none;
    none.trial = trial;
    const Trial *shown = m_model->trial(trial);
    if (!shown || !isShown(trial))
        return none;
    CurveOptions options = m_options;
    const auto &objectives = m_model->settings().objectives;
    options.isObjective = !objectives.empty() && objectives.front().metric == options.metric;
    return curveOf(*shown, m_model->points(trial, options.metric), options);
}

bool CurvesChart::isInCrowd(const Curve &curve) const
{
    return curve.state != TrialState::Running && !curve.points.empty();
}

void CurvesChart::rebuild()
{
    if (!m_hasOwnMetric && !m_model->settings().objectives.empty())
        m_options.metric = m_model->settings().objectives.front().metric;
    updateLeading();
    m_curves.clear();
    m_curves.reserve(m_model->trials().size());
    for (const Trial &trial : m_model->trials())
        m_curves.push_back(makeCurve(trial.number));
    restartCrowd(DenseLayer::Former::Discard);
    updateAxes();
}

void CurvesChart::updateStates(const std::vector<int> &numbers)
{
    std::vector<int> changed;
    for (const int number : numbers) {
        const auto index = static_cast<std::size_t>(number);
        const Trial *trial = m_model->trial(number);
        if (index >= m_curves.size() ||
            (trial && (trial->state != m_curves[index].state ||
                       trial->isExcluded != m_curves[index].isExcluded ||
                       trial->stoppedAgainst != m_curves[index].stoppedAgainst)))
            changed.push_back(number);
    }
    updateLeading();
    if (!changed.empty())
        updateCurves(changed);
    else
        updatePlot(); // another one may be the best now
}

void CurvesChart::updateCurves(const std::vector<int> &numbers)
{
    bool mustRestart = false;
    std::vector<int> joining;
    for (const int number : numbers) {
        const auto index = static_cast<std::size_t>(number);
        while (m_curves.size() <= index) {
            Curve none;
            none.trial = static_cast<int>(m_curves.size());
            m_curves.push_back(none);
            m_isInCrowd.push_back(false);
        }
        m_curves[index] = makeCurve(number);
        if (m_isInCrowd[index])
            mustRestart = true;
        else if (isInCrowd(m_curves[index]))
            joining.push_back(number);
    }
    const int count = m_crowdCount + static_cast<int>(joining.size());
    if (mustRestart || crowdStyle(count) != m_crowdStyle) {
        restartCrowd(DenseLayer::Former::Keep);
    } else {
        for (const int number : joining) {
            m_isInCrowd[static_cast<std::size_t>(number)] = true;
            m_crowd.append(number);
        }
        m_crowdCount = count;
    }
    updateAxes();
}

void CurvesChart::updateAxes()
{
    const Extent extent = extentOf(m_curves, m_clipping, m_scaleX == AxisScale::Logarithmic,
                                   m_scaleY == AxisScale::Logarithmic);
    const bool isDrawn = m_areSinglesDrawn || std::ranges::any_of(m_curves, &isLine);
    setEmptyText(extent.isValid ? singlesText() : nothingText());
    setEmpty(!extent.isValid || !isDrawn);
    if (isEmpty()) {
        announce();
        return;
    }
    AxisSpec x;
    x.labels = m_options.x == CurveX::WallClock ? AxisLabels::Clock
               : m_options.x == CurveX::Step    ? AxisLabels::Whole
                                                : AxisLabels::Numbers;
    x.title = m_options.x == CurveX::Step      ? tr("step")
              : m_options.x == CurveX::Seconds ? tr("seconds that the trial ran")
                                               : tr("time of day");
    x.range = m_options.x == CurveX::WallClock
                  ? AxisRange{extent.minX, std::max(extent.maxX, extent.minX + 1.0)}
                  : niceRange(extent.minX, extent.maxX, m_scaleX, wantedTicksX);
    if (m_options.x != CurveX::WallClock && m_scaleX == AxisScale::Linear && extent.minX >= 0.0 &&
        extent.minX < 0.2 * extent.maxX)
        x.range.min = 0.0;
    AxisSpec y;
    y.title = metricName();
    y.range = niceRange(extent.minY, extent.maxY, m_scaleY, wantedTicksY);
    setAxes(x, y);
    announce();
    updatePlot();
}

void CurvesChart::mappingChanged()
{
    restartCrowd(DenseLayer::Former::Discard);
}

void CurvesChart::restartCrowd(DenseLayer::Former former)
{
    std::vector<int> crowd;
    m_isInCrowd.assign(m_curves.size(), false);
    for (const Curve &curve : m_curves) {
        if (isInCrowd(curve)) {
            m_isInCrowd[static_cast<std::size_t>(curve.trial)] = true;
            crowd.push_back(curve.trial);
        }
    }
    m_crowdCount = static_cast<int>(crowd.size());
    m_crowdStyle = crowdStyle(m_crowdCount);
    const QRectF area = mapping().area;
    if (area.width() >= 1.0 && area.height() >= 1.0)
        m_crowd.restart(withMarks(area), devicePixelRatioF(), std::move(crowd), former);
}

CurvePainting CurvesChart::painting(const PlotMapping &mapping) const
{
    return {PointProjector(mapping), m_crowdStyle, colorsOf(palette())};
}

void CurvesChart::paintPlot(QPainter &painter, const PlotMapping &mapping)
{
    const CurvePainting how = painting(mapping);
    if (isExporting()) {
        CurvePainting crowd = how; // vectors have no layer: each line is as faint as in it
        crowd.crowd.opacity *= how.crowd.layerOpacity;
        for (const Curve &curve : m_curves) {
            if (isInCrowd(curve))
                paintCurve(painter, curve, CurveEmphasis::Crowd, crowd);
        }
        paintEmphasized(painter, how);
        return;
    }
    const std::optional<int> hovered = selection() ? selection()->hovered() : std::nullopt;
    const bool isDimmed = hovered && *hovered < int(m_curves.size()) &&
                          !m_curves[static_cast<std::size_t>(*hovered)].points.empty();
    painter.setOpacity((isDimmed ? 0.3 : 1.0) * m_crowdStyle.layerOpacity);
    m_crowd.draw(painter);
    painter.setOpacity(isDimmed ? 0.3 : 1.0);
    paintEmphasized(painter, how);
    painter.setOpacity(1.0);
    if (isDimmed) {
        const bool isBest = m_model->best() && m_model->best()->number == *hovered;
        paintOne(painter, hovered, isBest ? CurveEmphasis::Best : CurveEmphasis::Chosen, how);
    }
}

void CurvesChart::paintEmphasized(QPainter &painter, const CurvePainting &painting) const
{
    if (painting.crowd.layerOpacity < 1.0) {
        for (const int trial : m_leading)
            paintOne(painter, trial, CurveEmphasis::Leading, painting);
    }
    for (const Curve &curve : m_curves) {
        if (curve.state == TrialState::Running)
            paintOne(painter, curve.trial, CurveEmphasis::Running, painting);
    }
    const Trial *best = m_model->best();
    const std::optional<int> bestNumber = best ? std::optional<int>(best->number) : std::nullopt;
    if (selection() && selection()->selected().size() <= 32) {
        for (const int trial : selection()->selected()) {
            if (trial != bestNumber)
                paintOne(painter, trial, CurveEmphasis::Chosen, painting);
        }
    }
    if (selection() && selection()->current() != bestNumber)
        paintOne(painter, selection()->current(), CurveEmphasis::Chosen, painting);
    paintOne(painter, bestNumber, CurveEmphasis::Best, painting);
    for (const Curve &curve : m_curves) { // not under the lines drawn since
        if (curve.state == TrialState::Running)
            paintEndMark(painter, curve, painting);
    }
}

void CurvesChart::updateLeading()
{
    m_leading = leadingTrials(m_model->trials(), m_model->settings().objectives, m_options.metric,
                              leadingCount);
}

void CurvesChart::paintOne(QPainter &painter, std::optional<int> trial, CurveEmphasis emphasis,
                           const CurvePainting &painting) const
{
    if (!trial || *trial < 0 || *trial >= static_cast<int>(m_curves.size()))
        return;
    paintCurve(painter, m_curves[static_cast<std::size_t>(*trial)], emphasis, painting);
}

std::optional<int> CurvesChart::trialAt(QPointF pixel) const
{
    const PlotMapping shown = mapping();
    if (!shown.area.contains(pixel))
        return std::nullopt;
    const PointProjector projector(shown);
    std::optional<int> nearest;
    double reach = hoverReach;
    for (const Curve &curve : m_curves) {
        if (const auto gap = distanceTo(curve, projector, pixel, reach)) {
            nearest = curve.trial;
            reach = *gap;
        }
    }
    return nearest;
}

std::set<TrialState> CurvesChart::shownStates() const
{
    std::set<TrialState> states;
    for (const Curve &curve : m_curves) {
        if (!curve.points.empty())
            states.insert(curve.state);
    }
    return states;
}

} // namespace attune::ui
