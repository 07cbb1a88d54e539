// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_image.h"

#include "ui/charts/curves/curves_chart.h"
#include "ui/charts/history/history_chart.h"
#include "ui/models/study_model.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>

#include <memory>

namespace attune::ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("attune::ui::ChartImage", text);
}

std::unique_ptr<ChartView> chartOf(StudyModel *study, ChartKind kind)
{
    switch (kind) {
    case ChartKind::History:
        return std::make_unique<HistoryChart>(study, nullptr);
    case ChartKind::Curves:
        return std::make_unique<CurvesChart>(study, nullptr);
    }
    return nullptr;
}

} // namespace

Result<void> renderChart(StudyModel *study, const ChartPicture &picture, const QString &path)
{
    const std::unique_ptr<ChartView> chart = chartOf(study, picture.kind);
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
