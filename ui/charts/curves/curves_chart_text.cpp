// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/number_text.h"
#include "ui/charts/base/trial_card.h"
#include "ui/charts/curves/curves_chart.h"
#include "ui/models/study_model.h"
#include "ui/widgets/value_text.h"

#include <QDateTime>
#include <QMenu>

#include <algorithm>
#include <cmath>

/// What the learning curves say in words: cards, menu, summary, table.
namespace attune::ui {

QString CurvesChart::nothingText() const
{
    const bool hasPoint =
        std::ranges::any_of(m_curves, [](const Curve &curve) { return !curve.points.empty(); });
    return hasPoint || m_model->status().failed == 0
               ? tr("Learning curves appear here as soon as a trial prints its metrics.")
               : tr("No trial has printed %1 yet. The log of a trial shows what it printed.")
                     .arg(metricName());
}

QString CurvesChart::singlesText() const
{
    const bool hasEnded = std::ranges::any_of(m_curves, [](const Curve &curve) {
        return !curve.points.empty() && curve.state != TrialState::Running;
    });
    if (!hasEnded)
        return tr("Learning curves appear here as soon as a trial has printed %1 twice.")
            .arg(metricName());
    const auto &objectives = m_model->settings().objectives;
    const bool isObjective =
        std::ranges::find(objectives, m_options.metric, &Objective::metric) != objectives.end();
    return (isObjective ? tr("Each trial printed %1 once, so there are no curves. History shows "
                             "the values.")
                        : tr("Each trial printed %1 once, so there are no curves. The table shows "
                             "the values."))
        .arg(metricName());
}

QStringList CurvesChart::cardOf(int trial, QPointF pixel) const
{
    if (trial < 0 || trial >= static_cast<int>(m_curves.size()))
        return {};
    const Curve &curve = m_curves[static_cast<std::size_t>(trial)];
    const auto index = nearestPoint(curve, mapping().fromPixel(pixel).x());
    if (!index)
        return trialCard(*m_model, trial, {});
    const QPointF point = curve.points[*index];
    const QString value = valueText(point.y(), 4);
    QString where;
    switch (m_options.x) {
    case CurveX::Step:
        where = tr("step %1").arg(valueText(point.x()));
        break;
    case CurveX::Seconds:
        where = secondsText(point.x());
        break;
    case CurveX::WallClock:
        where = QDateTime::fromMSecsSinceEpoch(std::llround(point.x() * 1000.0))
                    .toString(QStringLiteral("HH:mm:ss"));
        break;
    }
    QStringList card =
        trialCard(*m_model, trial, QStringLiteral("%1 · %2 %3").arg(where, metricName(), value));
    const Trial *shown = m_model->trial(trial);
    if (curve.against && shown->stoppedValue && shown->stoppedAgainst)
        card.insert(
            2, tr("stopped with %1, compared with %2")
                   .arg(valueText(*shown->stoppedValue, 4), valueText(*shown->stoppedAgainst, 4)));
    return card;
}

void CurvesChart::fillMenu(QMenu *menu)
{
    QAction *clip = menu->addAction(tr("Clip Outliers"));
    clip->setCheckable(true);
    clip->setChecked(m_clipping == Clipping::Outliers);
    connect(clip, &QAction::toggled, this,
            [this](bool isOn) { setClipping(isOn ? Clipping::Outliers : Clipping::None); });
    menu->addSeparator();
    ChartView::fillMenu(menu);
}

QString CurvesChart::summary() const
{
    const auto count =
        std::ranges::count_if(m_curves, [](const Curve &curve) { return !curve.points.empty(); });
    if (isEmpty())
        return emptyText();
    QString text = tr("%n curve(s) of %1.", nullptr, int(count)).arg(metricName());
    const Trial *best = m_model->best();
    if (best && best->objective())
        text += QLatin1Char(' ') + tr("The best is trial %1 with %2.")
                                       .arg(best->number)
                                       .arg(valueText(*best->objective()));
    return text;
}

ChartTable CurvesChart::table() const
{
    ChartTable table;
    const QString x = m_options.x == CurveX::Step      ? tr("step")
                      : m_options.x == CurveX::Seconds ? tr("seconds")
                                                       : tr("time of day");
    table.headers = {tr("trial"), tr("state"), x, metricName()};
    for (const Curve &curve : m_curves) {
        for (const QPointF &point : curve.points) {
            const QString where =
                m_options.x == CurveX::WallClock
                    ? QDateTime::fromMSecsSinceEpoch(std::llround(point.x() * 1000.0))
                          .toString(Qt::ISODateWithMs)
                    : QString::number(point.x(), 'g', 12);
            table.rows.push_back({QString::number(curve.trial), wordOf(curve.state), where,
                                  QString::number(point.y(), 'g', 10)});
        }
    }
    return table;
}

} // namespace attune::ui
