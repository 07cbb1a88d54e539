// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_follower.h"
#include "app/engine/scheduling/active_runs.h"
#include "app/engine/scheduling/trial_launcher.h"
#include "core/study/study_settings.h"
#include "core/study/study_status.h"

#include <QObject>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace attune::engine {

/// One run of the command without a trial, followed to its end.
class TestRun : public QObject
{
    Q_OBJECT

public:
    /// Starts it. Fails with the first problem of the command, or when the program is not there.
    [[nodiscard]] static Result<std::unique_ptr<TestRun>> start(const StudySettings &settings,
                                                                const Settings &values,
                                                                const StudyFolder &folder,
                                                                TrialLauncher &launcher);
    /// A test run that is not over is cancelled: nobody would see what came of it.
    ~TestRun() override;
    void cancel();
    [[nodiscard]] bool isOver() const { return m_isOver; }

Q_SIGNALS:
    /// What the program printed, as it comes, at most a megabyte at each look: of more only the
    /// end, and a line that says so.
    void output(attune::OutputStream stream, const QByteArray &bytes);
    void finished(const attune::TestRunResult &result);

private:
    TestRun(StudySettings settings, Run run, TrialLauncher &launcher);
    void look();
    void readOutput();
    void finish(const RunBatch &batch);

    StudySettings m_settings;
    Run m_run;
    TrialLauncher *m_launcher;
    ActiveRuns m_runs;
    std::array<qint64, 2> m_shown{}; ///< bytes told, by stream
    qint64 m_firstOutputMs = 0;      ///< 0: none yet
    std::vector<MetricSeries> m_series;
    bool m_isOver = false;
};

/// The last test run, where it has ended by itself and `settings` would run the same command in the
/// same place and environment; else it tells nothing of the study as it is.
[[nodiscard]] std::optional<FormerTestRun> formerTestRun(const StudySettings &settings,
                                                         const StudyFolder &folder,
                                                         const TrialLauncher &launcher);

/// Ends the test runs of a study that an earlier process left behind.
void endTestRuns(const StudyFolder &folder, TrialLauncher &launcher);

} // namespace attune::engine
