// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chart_command.h"
#include "app/desktop/desktop_options.h"
#include "app/desktop/engine_study_library.h"
#include "app/desktop/screenshot.h"
#include "app/desktop/single_instance.h"
#include "app/desktop/window_list.h"
#include "ui/shell/english_plurals.h"
#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"
#include "ui/shell/window_state.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::desktop;

namespace {

constexpr int noDisplay = 1;
constexpr int wrongUsage = 2;

void name(QCoreApplication &application)
{
    QCoreApplication::setApplicationName(u"attune"_s);
    QCoreApplication::setOrganizationName(u"Attune"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ATTUNE_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.attune.Attune"_s);
    QCoreApplication::installTranslator(new ui::EnglishPlurals(&application));
}

/// Whether only text is asked for, which takes no display.
bool asksForText(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--help-all" ||
               argument == "--version" || argument == "-v";
    });
}

/// Qt ends the program where no window can be shown: it does so with a sentence.
void tellOfNoDisplay(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtFatalMsg) {
        std::fputs("attune: cannot show a window: there is no display here, or it does not "
                   "answer. Start it in a desktop session; in a terminal attune-cli runs "
                   "studies, and \"attune chart\" draws them.\n",
                   stderr);
        std::_Exit(noDisplay);
    }
    if (!QByteArrayView(context.category).startsWith("qt.qpa")) // what it tried, at length
        std::fprintf(stderr, "%s\n", qPrintable(message));
}

/// Does what was asked beside showing the window.
void attend(ui::MainWindow *window, const DesktopOptions &options)
{
    if (options.runsAtOnce)
        QObject::connect(window, &ui::MainWindow::studyShown, window,
                         [window] { window->study()->runAtOnce(); });
    if (!options.screenshotFile.isEmpty())
        (new Screenshot(window, options.screenshotFile, options.page, options.size))
            ->start(options.path.isEmpty() ? Screenshot::Subject::StartPage
                                           : Screenshot::Subject::Study);
    if (options.exitsAfterStartup)
        QTimer::singleShot(0, window, [] { QCoreApplication::quit(); });
}

int showWindow(QApplication &application, const DesktopOptions &options)
{
    // A study that is to run, or a picture, belongs to this process: whoever started it waits for
    // its end.
    const bool isOwn =
        options.runsAtOnce || options.exitsAfterStartup || !options.screenshotFile.isEmpty();
    const QString path =
        options.path.isEmpty() ? QString() : QFileInfo(options.path).absoluteFilePath();
    if (!isOwn && SingleInstance::handOver(path))
        return 0;
    const bool isPicture = !options.screenshotFile.isEmpty();
    ui::applyTheme(application, options.isDark ? ui::ThemeChoice::Dark
                                : isPicture    ? ui::ThemeChoice::Light
                                               : ui::WindowState::theme());
    EngineStudyLibrary library;
    WindowList windows(&library);
    SingleInstance instance;
    QObject::connect(&instance, &SingleInstance::pathWanted, &windows, &WindowList::open);
    if (!isOwn)
        instance.listen();
    attend(windows.open(path), options);
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QString problem;
    const bool isChart = argc > 1 && std::strcmp(argv[1], "chart") == 0;
    if (isChart) // Charts are drawn without a window, also where there is no display.
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (!isChart && asksForText(argc, argv)) {
        QCoreApplication application(argc, argv);
        name(application);
        (void)DesktopOptions::parse(QCoreApplication::arguments(), problem); // prints and leaves
    }
    qInstallMessageHandler(tellOfNoDisplay);
    QApplication application(argc, argv);
    qInstallMessageHandler(nullptr);
    name(application);
    if (isChart)
        return runChartCommand(QApplication::arguments().mid(2));
    const auto options = DesktopOptions::parse(QApplication::arguments(), problem);
    if (!options) {
        std::fprintf(stderr, "attune: %s\n", qPrintable(problem));
        return wrongUsage;
    }
    return showWindow(application, *options);
}
