// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The time from a line being printed to its point being drawn: a program prints the milliseconds
// since the epoch as its metric, and every point is timed when the learning curves of the real
// window paint it for the first time.

#include "app/desktop/engine_study_library.h"
#include "app/desktop/window_list.h"
#include "tests/bench/bench_study.h"
#include "tests/support/private_home.h"
#include "ui/charts/curves/curves_chart.h"
#include "ui/models/study_model.h"
#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDateTime>
#include <QGraphicsView>

#include <algorithm>
#include <vector>

using namespace attune;

namespace {

constexpr int lineCount = 80;

/// Notes the age of every point that a paint event of the chart draws first.
class PaintClock : public QObject
{
public:
    PaintClock(const ui::StudyModel &model, QObject *painted) : m_model(model)
    {
        painted->installEventFilter(this);
    }

    [[nodiscard]] const std::vector<double> &latencies() const { return m_latencies; }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            const auto &points = m_model.points(0, "loss");
            const double now = double(QDateTime::currentMSecsSinceEpoch());
            for (; m_seen < points.size(); ++m_seen)
                m_latencies.push_back(now - points[m_seen].value);
        }
        return false;
    }

private:
    const ui::StudyModel &m_model;
    std::size_t m_seen = 0;
    std::vector<double> m_latencies;
};

StudySettings clockStudy()
{
    const std::string script =
        "n=0; while [ $n -lt " + std::to_string(lineCount) +
        " ]; do echo \"loss=$(date +%s%3N)\"; sleep 0.1$((n % 10)); n=$((n + 1)); done";
    return bench::simpleStudy({"/bin/sh", "-c", script}, 1, 1);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    PrivateHome home;
    ui::applyTheme(application, ui::ThemeChoice::Light);
    const QString folder = home.path(QStringLiteral("clock"));
    bench::require(engine::createStudy(folder, clockStudy(), QStringLiteral("/")));

    desktop::EngineStudyLibrary library;
    desktop::WindowList windows(&library);
    ui::MainWindow *window = windows.open(folder);
    window->resize(1440, 900);
    const auto waitFor = [](const auto &condition) {
        while (!condition())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    };
    waitFor(
        [&] { return window->study() && !window->study()->model().settings().command.empty(); });
    window->study()->showPage(QStringLiteral("run"));
    // Compare has such a chart too.
    const auto charts = window->findChildren<ui::CurvesChart *>();
    const auto chart = std::find_if(charts.begin(), charts.end(),
                                    [](const auto *each) { return each->isVisible(); });
    if (chart == charts.end())
        return 1;
    PaintClock clock(window->study()->model(), static_cast<QGraphicsView *>(*chart)->viewport());
    window->study()->gateway()->run([](const Result<void> &started) { bench::require(started); });
    waitFor([&] {
        return window->study()->model().status().state == StudyState::Finished &&
               clock.latencies().size() == lineCount;
    });

    std::vector<double> sorted = clock.latencies();
    std::sort(sorted.begin(), sorted.end());
    std::printf("%d points, from printed to drawn: median %.0f ms, 95th percentile %.0f ms, "
                "longest %.0f ms (target: median under 150 ms)\n",
                lineCount, sorted[sorted.size() / 2], sorted[sorted.size() * 95 / 100],
                sorted.back());
    window->close();
    return 0;
}
