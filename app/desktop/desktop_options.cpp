// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop_options.h"

#include <QCommandLineParser>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace attune::desktop {

namespace {

const QCommandLineOption runOption(u"run"_s, u"Start the study at once."_s);
const QCommandLineOption exitOption(u"exit-after-startup"_s,
                                    u"Leave as soon as the window has been shown."_s);
const QCommandLineOption darkOption(u"dark"_s, u"Use the dark theme this time."_s);
const QCommandLineOption screenshotOption(u"screenshot"_s,
                                          u"Write a picture of the window and leave."_s, u"FILE"_s);
const QCommandLineOption pageOption(u"page"_s, u"The page of the picture: setUp, run, compare."_s,
                                    u"NAME"_s);
const QCommandLineOption sizeOption(u"size"_s, u"The size of the picture."_s, u"WxH"_s,
                                    u"1440x900"_s);

} // namespace

std::optional<DesktopOptions> DesktopOptions::parse(const QStringList &arguments, QString &problem)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Tune any program that prints a number.\n\n"
        "  attune [DIR|study.json|FILE]     open a study, a definition or a program\n"
        "  attune chart DIR --kind KIND -o FILE     draw a chart without a window"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(
        {runOption, exitOption, darkOption, screenshotOption, pageOption, sizeOption});
    parser.addPositionalArgument(u"path"_s, u"A study, a definition (study.json) or a program."_s,
                                 u"[path]"_s);
    parser.process(arguments);
    DesktopOptions options;
    const QStringList paths = parser.positionalArguments();
    if (paths.size() > 1) {
        problem = u"One study at a time: \"%1\" is one too many."_s.arg(paths[1]);
        return std::nullopt;
    }
    options.path = paths.value(0);
    options.runsAtOnce = parser.isSet(runOption);
    options.exitsAfterStartup = parser.isSet(exitOption);
    options.isDark = parser.isSet(darkOption);
    options.screenshotFile = parser.value(screenshotOption);
    options.page = parser.value(pageOption);
    static const QRegularExpression form(u"^(\\d{2,5})x(\\d{2,5})$"_s);
    const auto match = form.match(parser.value(sizeOption));
    if (!match.hasMatch()) {
        problem = u"\"%1\" is not a size. Write it as 1440x900."_s.arg(parser.value(sizeOption));
        return std::nullopt;
    }
    options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    return options;
}

} // namespace attune::desktop
