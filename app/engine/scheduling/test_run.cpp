// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/test_run.h"

#include "app/engine/execution/run_end.h"
#include "app/engine/execution/run_outcome.h"
#include "app/engine/scheduling/trial_verdict.h"
#include "core/study/best_trials.h"

#include <QDateTime>
#include <QFile>

#include <algorithm>

namespace attune::engine {

namespace {

constexpr qint64 sliceMs = 15;
constexpr qint64 bytesAtOnce = 1024 * 1024;
/// Output that came only in the last tenth of a run of at least two seconds came at its end.
constexpr qint64 leastRunMs = 2000;
constexpr double lastShare = 0.9;

Problems problemsOfCommand(const StudySettings &settings)
{
    Problems problems = settings.problems();
    std::erase_if(problems, [](const Problem &problem) {
        return !problem.path.starts_with("command") && !problem.path.starts_with("environment") &&
               !problem.path.starts_with("files") && !problem.path.starts_with("hyperparameters") &&
               !problem.path.starts_with("workingDirectory");
    });
    return problems;
}

/// The rules, or none while they are a draft that does not compile.
MetricMatcher matcherOrNone(const StudySettings &settings)
{
    if (auto matcher = matcherOf(rulesOf(settings)))
        return *matcher;
    return *MetricMatcher::compile({});
}

Trial trialOf(const RunKey &key, const Settings &values)
{
    Trial trial;
    trial.number = key.trial;
    trial.settings = values;
    trial.origin = TrialOrigin::Person;
    return trial;
}

/// Of the environment what the person set: the rest is that of the program which starts it.
bool runsAlike(const Job &former, const Job &now, const StudySettings &settings)
{
    return former.command == now.command && former.workingDirectory == now.workingDirectory &&
           former.fixed == now.fixed &&
           std::ranges::all_of(settings.environment, [&](const auto &variable) {
               const auto known = former.environment.find(variable.first);
               return known != former.environment.end() &&
                      known->second == now.environment.at(variable.first);
           });
}

std::string endOf(const RunDirectory &run, OutputStream stream)
{
    QFile log(QString::fromStdString(run.logPath(stream).string()));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    log.seek(std::max<qint64>(0, log.size() - bytesAtOnce));
    return log.read(bytesAtOnce).toStdString();
}

} // namespace

Result<std::unique_ptr<TestRun>> TestRun::start(const StudySettings &settings,
                                                const Settings &values, const StudyFolder &folder,
                                                TrialLauncher &launcher)
{
    if (const Problems problems = problemsOfCommand(settings); !problems.empty())
        return Error{ErrorKind::Invalid, problems.front().sentence};
    if (auto able = launcher.check(settings); !able)
        return able.error();
    const RunKey key = nextTestRunKey(folder.fsPath());
    auto run = launcher.prepare(settings, trialOf(key, values), key, 0);
    if (!run)
        return run.error();
    run->startedMs = QDateTime::currentMSecsSinceEpoch();
    std::unique_ptr<TestRun> test(new TestRun(settings, *run, launcher));
    if (auto launched = launcher.launch(key); !launched)
        return launched.error();
    test->m_runs.add(launcher.directoryOf(key), matcherOrNone(settings), launcher.launcher());
    return test;
}

TestRun::TestRun(StudySettings settings, Run run, TrialLauncher &launcher)
    : m_settings(std::move(settings)), m_run(std::move(run)), m_launcher(&launcher)
{
    connect(&m_runs, &ActiveRuns::due, this, &TestRun::look);
    connect(m_launcher, &TrialLauncher::rang, &m_runs, &ActiveRuns::hurry);
}

TestRun::~TestRun()
{
    cancel();
}

void TestRun::cancel()
{
    if (!m_isOver)
        (void)m_launcher->stop(m_run.key, {StopWhy::Person, "The test run was cancelled."});
}

void TestRun::look()
{
    for (const RunNews &news : m_runs.follow(sliceMs)) {
        for (const RunPoint &point : news.batch.points) {
            auto series = std::ranges::find(m_series, point.metric, &MetricSeries::metric);
            if (series == m_series.end())
                series = m_series.insert(m_series.end(), MetricSeries{point.metric, {}});
            series->points.push_back(point.point);
        }
        if (news.batch.outcome) {
            readOutput();
            finish(news.batch);
            return;
        }
    }
    readOutput();
}

void TestRun::readOutput()
{
    for (const OutputStream stream : {OutputStream::Stdout, OutputStream::Stderr}) {
        QFile log(
            QString::fromStdString(m_launcher->directoryOf(m_run.key).logPath(stream).string()));
        qint64 &shown = m_shown[stream == OutputStream::Stdout ? 0 : 1];
        if (!log.open(QIODevice::ReadOnly) || !log.seek(shown))
            continue;
        const qint64 leftOut = log.size() - shown - bytesAtOnce;
        if (leftOut > 0 && log.seek(shown + leftOut)) {
            shown += leftOut;
            Q_EMIT output(stream, "\n[" + QByteArray::number(leftOut) +
                                      " bytes are not shown here; they are in the log.]\n");
        }
        const QByteArray bytes = log.read(bytesAtOnce);
        if (bytes.isEmpty())
            continue;
        if (m_firstOutputMs == 0)
            m_firstOutputMs = QDateTime::currentMSecsSinceEpoch();
        shown += bytes.size();
        Q_EMIT output(stream, bytes);
    }
}

std::optional<FormerTestRun> formerTestRun(const StudySettings &settings, const StudyFolder &folder,
                                           const TrialLauncher &launcher)
{
    RunKey key = nextTestRunKey(folder.fsPath());
    if (--key.attempt < 1)
        return std::nullopt;
    const RunDirectory directory = launcher.directoryOf(key);
    const auto job = directory.readJob();
    const auto exit = directory.readExit();
    if (!job || !exit || exit->end != RunEnd::Exited || !problemsOfCommand(settings).empty() ||
        !runsAlike(*job, launcher.jobOf(settings, trialOf(key, job->settings), key), settings))
        return std::nullopt;
    FormerTestRun former;
    former.out = endOf(directory, OutputStream::Stdout);
    former.err = endOf(directory, OutputStream::Stderr);
    Run &run = former.result.run;
    run.key = key;
    run.startedMs = exit->startedMs;
    run.endedMs = exit->endedMs;
    run.end = exit->end;
    run.exitCode = exit->exitCode;
    run.signal = exit->signal;
    run.sentence = outcomeSentence(*job, *exit, {});
    return former;
}

void endTestRuns(const StudyFolder &folder, TrialLauncher &launcher)
{
    RunKey key = nextTestRunKey(folder.fsPath());
    while (--key.attempt > 0) {
        const RunDirectory run = launcher.directoryOf(key);
        if (run.hasJob() && !run.hasExit() && launcher.launcher().life(run) != RunLife::Gone)
            (void)launcher.stop(key, {StopWhy::Person, "Attune was closed during the test run."});
    }
}

void TestRun::finish(const RunBatch &batch)
{
    m_isOver = true;
    const RunOutcome &outcome = *batch.outcome;
    const qint64 launchedMs = m_run.startedMs;
    enterOutcome(m_run, outcome);
    if (m_run.startedMs <= 0)
        m_run.startedMs = launchedMs;
    TestRunResult result;
    result.lines = batch.progress[0].lines + batch.progress[1].lines;
    const TrialVerdict verdict = verdictOf(rulesOf(m_settings), outcome, m_series, result.lines);
    result.series = m_series;
    if (!verdict.objectives.empty())
        result.objective = verdict.objectives.front();
    if (verdict.state != TrialState::Complete)
        result.sentence = verdict.sentence;
    m_run.sentence = verdict.sentence;
    result.run = m_run;
    const qint64 ranMs = m_run.endedMs - m_run.startedMs;
    result.cameOnlyAtTheEnd =
        ranMs >= leastRunMs && m_firstOutputMs > 0 &&
        double(m_firstOutputMs - m_run.startedMs) >= lastShare * double(ranMs);
    Q_EMIT finished(result);
}

} // namespace attune::engine
