// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chart_command.h"

#include "app/engine/scheduling/study_runner.h"
#include "ui/charts/chart_image.h"
#include "ui/models/study_model.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace attune {

namespace {

constexpr int failed = 1;
constexpr int wrongUsage = 2;

struct ChartOptions
{
    QString folder;
    QString file;
    ui::ChartPicture picture;
};

void say(std::FILE *stream, const QString &text)
{
    std::fputs((text + u'\n').toLocal8Bit().constData(), stream);
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QObject::tr("Draws a chart of a study to a file."));
    parser.addPositionalArgument(u"DIR"_s, QObject::tr("the study's folder"));
    parser.addOption({u"kind"_s, QObject::tr("history or curves"), u"KIND"_s, u"history"_s});
    parser.addOption({u"metric"_s,
                      QObject::tr("what is drawn: of several objectives the first without it; "
                                  "of curves any metric"),
                      u"NAME"_s});
    parser.addOption(
        {{u"o"_s, u"output"_s}, QObject::tr("the picture: .png, .svg or .pdf"), u"FILE"_s});
    parser.addOption({u"dark"_s, QObject::tr("light lines on a dark ground")});
    parser.addOption(
        {u"size"_s, QObject::tr("width and height in pixels"), u"WxH"_s, u"1200x700"_s});
    parser.addHelpOption();
}

std::optional<ui::ChartKind> kindOf(const QString &name)
{
    if (name == u"history"_s)
        return ui::ChartKind::History;
    if (name == u"curves"_s)
        return ui::ChartKind::Curves;
    return std::nullopt;
}

/// The sizes that a picture can have, in pixels.
std::optional<QSize> sizeOf(const QString &text)
{
    static const QRegularExpression pattern(u"^(\\d{3,4})x(\\d{3,4})$"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

Result<ChartOptions> optionsOf(const QCommandLineParser &parser)
{
    const auto invalid = [](const QString &sentence) {
        return Error{ErrorKind::Invalid, sentence.toStdString()};
    };
    if (parser.positionalArguments().size() != 1)
        return invalid(QObject::tr("Name one study folder: attune chart DIR -o FILE."));
    if (!parser.isSet(u"output"_s))
        return invalid(QObject::tr("Name the picture with -o FILE."));
    const auto kind = kindOf(parser.value(u"kind"_s));
    if (!kind)
        return invalid(QObject::tr("\"%1\" is no kind of chart. Use history or curves.")
                           .arg(parser.value(u"kind"_s)));
    const auto size = sizeOf(parser.value(u"size"_s));
    if (!size)
        return invalid(QObject::tr("\"%1\" is no size. Write it as 1200x700, each 100 to 9999.")
                           .arg(parser.value(u"size"_s)));
    ChartOptions options;
    options.folder = parser.positionalArguments().constFirst();
    options.file = parser.value(u"output"_s);
    options.picture.kind = *kind;
    options.picture.size = *size;
    options.picture.metric = parser.value(u"metric"_s);
    options.picture.look = parser.isSet(u"dark"_s) ? ui::ChartLook::Dark : ui::ChartLook::Light;
    return options;
}

Result<void> draw(const ChartOptions &options)
{
    auto opened = engine::StudyRunner::open(options.folder, engine::OpenMode::ReadOnly);
    if (!opened)
        return opened.error();
    const engine::StudyRunner &runner = **opened;
    ui::StudyModel model(nullptr);
    model.setSettings(runner.settings(), runner.revision());
    model.updateTrials(runner.trials());
    model.updateSeries(runner.envelopes());
    model.setStatus(runner.status());
    return ui::renderChart(&model, options.picture, options.file);
}

} // namespace

int runChartCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{u"attune chart"_s} + arguments)) {
        say(stderr, parser.errorText());
        return wrongUsage;
    }
    if (parser.isSet(u"help"_s)) {
        say(stdout, parser.helpText());
        return 0;
    }
    const Result<ChartOptions> options = optionsOf(parser);
    if (!options) {
        say(stderr, QString::fromStdString(options.error().message));
        return wrongUsage;
    }
    const Result<void> drawn = draw(*options);
    if (!drawn) {
        say(stderr, QString::fromStdString(drawn.error().message));
        return drawn.error().kind == ErrorKind::Invalid ? wrongUsage : failed;
    }
    return 0;
}

} // namespace attune
