// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/chart_export.h"

#include "ui/charts/base/chart_view.h"
#include "ui/widgets/export_folder.h"

#include <QBuffer>
#include <QClipboard>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSvgGenerator>

namespace attune::ui {

namespace {

constexpr double pictureRatio = 2.0;

QString translated(const char *text)
{
    return QCoreApplication::translate("attune::ui::ChartExport", text);
}

QByteArray pngOf(ChartView *chart, double ratio)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    chart->image(ratio).save(&buffer, "PNG");
    return buffer.data();
}

QByteArray svgOf(ChartView *chart)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(chart->viewport()->size());
    generator.setViewBox(chart->viewport()->rect());
    generator.setTitle(chart->caption());
    generator.setDescription(chart->summary());
    QPainter painter(&generator);
    chart->paintTo(painter, chart->viewport()->rect());
    painter.end();
    return buffer.data();
}

QByteArray pdfOf(ChartView *chart)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(chart->caption());
    writer.setResolution(96);
    const QSizeF points = QSizeF(chart->viewport()->size()) * 72.0 / 96.0;
    writer.setPageSize(QPageSize(points, QPageSize::Point));
    writer.setPageMargins({});
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::Antialiasing);
    chart->paintTo(painter, QRectF(QPointF(), QSizeF(writer.width(), writer.height())));
    painter.end();
    return buffer.data();
}

} // namespace

Result<void> saveChart(ChartView *chart, const QString &path, double ratio)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    QByteArray bytes;
    if (ending == QLatin1String("png"))
        bytes = pngOf(chart, ratio);
    else if (ending == QLatin1String("svg"))
        bytes = svgOf(chart);
    else if (ending == QLatin1String("pdf"))
        bytes = pdfOf(chart);
    else
        return Error{ErrorKind::Invalid,
                     translated("Cannot write \"%1\": its name must end in .png, .svg or .pdf.")
                         .arg(path)
                         .toStdString()};

    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{ErrorKind::Io, translated("Cannot write \"%1\": %2. Choose another place.")
                                        .arg(path, file.errorString())
                                        .toStdString()};
    return {};
}

void saveChartWithDialog(ChartView *chart)
{
    QString name = chart->caption().isEmpty() ? translated("chart") : chart->caption();
    name.replace(QRegularExpression(QStringLiteral("[/\\\\:]+")), QStringLiteral("-"));
    const QString path = QFileDialog::getSaveFileName(
        chart, translated("Save as Picture"),
        QDir(exportFolder(QDir::currentPath())).filePath(name + QStringLiteral(".png")),
        translated("PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)"));
    if (path.isEmpty())
        return;
    const Result<void> saved = saveChart(chart, path, pictureRatio);
    if (saved)
        rememberExportFolder(path);
    else
        QMessageBox::warning(chart, translated("Save as Picture"),
                             QString::fromStdString(saved.error().message));
}

void copyChart(ChartView *chart)
{
    QGuiApplication::clipboard()->setImage(chart->image(pictureRatio));
}

} // namespace attune::ui
