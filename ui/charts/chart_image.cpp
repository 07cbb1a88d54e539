// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_image.h"

#include "ui/charts/curves/curves_chart.h"
#include "ui/charts/history/history_chart.h"
#include "ui/models/study_model.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QStringList>

#include <memory>

namespace attune::ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("attune::ui::ChartImage", text);
}

std::unique_ptr<ChartView> chartOf(StudyModel *study, const ChartPicture &picture)
{
    if (picture.kind == ChartKind::Curves) {
        auto chart = std::make_unique<CurvesChart>(study, nullptr);
        chart->setMetric(picture.metric);
        chart->drawSingles(); // who asks for this picture has no history beside it
        return chart;
    }
    auto chart = std::make_unique<HistoryChart>(study, nullptr);
    if (!picture.metric.isEmpty())
        chart->setObjective(picture.metric.toStdString());
    return chart;
}

/// What the chart can show, the first before others.
QStringList metricsFor(const StudyModel &study, ChartKind kind)
{
    QStringList names;
    if (kind == ChartKind::Curves) {
        for (const std::string &name : study.metrics())
            names.push_back(QString::fromStdString(name));
    } else {
        for (const Objective &objective : study.settings().objectives)
            names.push_back(QString::fromStdString(objective.metric));
    }
    return names;
}

} // namespace

Result<void> renderChart(StudyModel *study, const ChartPicture &picture, const QString &path)
{
    const QStringList metrics = metricsFor(*study, picture.kind);
    if (!picture.metric.isEmpty() && !metrics.contains(picture.metric)) {
        const QString sentence =
            picture.kind == ChartKind::Curves
                ? translated("\"%1\" is no metric of this study. Its metrics: %2.")
                : translated("\"%1\" is no objective of this study. Its objectives: %2.");
        return Error{
            ErrorKind::Invalid,
            sentence.arg(picture.metric, metrics.join(QStringLiteral(", "))).toStdString()};
    }
    const std::unique_ptr<ChartView> chart = chartOf(study, picture);
    if (chart->isEmpty())
        return Error{ErrorKind::NotFound,
                     translated("There is nothing to draw yet: no trial of \"%1\" has a value.")
                         .arg(QString::fromStdString(study->settings().name))
                         .toStdString()};
    const QString kind =
        picture.kind == ChartKind::History ? translated("history") : translated("learning curves");
    chart->setCaption(
        QStringLiteral("%1 · %2").arg(QString::fromStdString(study->settings().name), kind));
    chart->setPalette(picture.look == ChartLook::Dark ? darkPalette() : lightPalette());
    // A widget is laid out only when it is shown; this one never reaches a screen.
    chart->setAttribute(Qt::WA_DontShowOnScreen);
    chart->resize(picture.size);
    chart->show();
    QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
    return chart->saveAs(path, 1.0);
}

} // namespace attune::ui
