// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the window's thread is busy at a stretch with a study of 10,000 trials: every event is
// timed, the longest of each act is reported.

#include "tests/support/fake_study_library.h"
#include "ui/pages/study_pages.h"
#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

namespace {

constexpr int trialCount = 10'000;
constexpr double targetMs = 50.0;

/// Times every event that is not part of another.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        QElapsedTimer clock;
        clock.start();
        ++m_depth;
        const bool isTaken = QApplication::notify(receiver, event);
        --m_depth;
        note(double(clock.nsecsElapsed()) / 1e6);
        return isTaken;
    }

    void note(double ms) { m_longestMs = std::max(m_longestMs, ms); }
    [[nodiscard]] double takeLongest() { return std::exchange(m_longestMs, 0.0); }

private:
    int m_depth = 0;
    double m_longestMs = 0.0;
};

/// Tells a study as the engine's gateway does: in events of their own.
class PartwiseGateway : public FakeStudyGateway
{
public:
    void load() override
    {
        post([this] { Q_EMIT settingsChanged(settings, revision); });
        post([this] { Q_EMIT trialsChanged(trials); });
        std::vector<SeriesUpdate> updates;
        for (const auto &[number, metrics] : series) {
            for (const MetricSeries &metric : metrics) {
                SeriesUpdate update;
                update.run.trial = number;
                update.metric = metric.metric;
                update.points = metric.points;
                update.isWhole = true;
                updates.push_back(update);
            }
        }
        post([this, updates] { Q_EMIT seriesChanged(updates); });
        post([this] { Q_EMIT statusChanged(status); });
    }

private:
    void post(std::function<void()> act)
    {
        QMetaObject::invokeMethod(this, std::move(act), Qt::QueuedConnection);
    }
};

void settle(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < milliseconds)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
}

template<typename Act>
void measure(TimedApplication &application, const char *name, Act act)
{
    settle(300);
    (void)application.takeLongest();
    QElapsedTimer clock;
    clock.start();
    act();
    application.note(double(clock.nsecsElapsed()) / 1e6);
    settle(400);
    const double longest = application.takeLongest();
    std::printf("%-34s %6.1f ms%s\n", name, longest, longest > targetMs ? "  over the target" : "");
}

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    applyTheme(application, ThemeChoice::Light);
    FakeStudyLibrary library;
    library.gateway = std::make_shared<PartwiseGateway>();
    FakeStudyGateway &gateway = *library.gateway;
    fillWithTrials(gateway, trialCount);
    MainWindow window(&library, makeStudyPages);
    window.resize(1440, 900);
    window.show();
    std::printf("%d trials, the longest time without an answer (target: %.0f ms)\n", trialCount,
                targetMs);
    measure(application, "open", [&] { window.showStudy(library.gateway); });
    for (const QString &page : {u"setUp"_s, u"run"_s, u"compare"_s, u"run"_s})
        measure(application, qPrintable(u"page "_s + page),
                [&] { window.study()->showPage(page); });
    auto *table = window.findChild<QTableView *>(u"trialsTable"_s);
    measure(application, "sort by a hyperparameter",
            [&] { table->sortByColumn(4, Qt::AscendingOrder); });
    measure(application, "scroll", [&] { table->verticalScrollBar()->setValue(90'000); });
    measure(application, "filter",
            [&] { window.findChild<QLineEdit *>(u"trialsFilter"_s)->setText(u"eta < 0.02"_s); });
    measure(application, "filter off",
            [&] { window.findChild<QLineEdit *>(u"trialsFilter"_s)->clear(); });
    measure(application, "select all", [&] { table->selectAll(); });
    measure(application, "select the best",
            [&] { window.commands()->action(u"study.showBest"_s)->trigger(); });
    measure(application, "a trial ends", [&] {
        Trial &trial = gateway.trials.back();
        trial.state = TrialState::Complete;
        trial.objectives = {0.04};
        Q_EMIT gateway.trialsChanged({trial});
    });
    measure(application, "a running trial prints", [&] {
        SeriesUpdate update;
        update.run.trial = trialCount - 2;
        update.metric = "validation error";
        update.points = {{70, 0.05, 0}};
        Q_EMIT gateway.seriesChanged({update});
    });
    measure(application, "resize", [&] { window.resize(1300, 800); });
    return 0;
}
