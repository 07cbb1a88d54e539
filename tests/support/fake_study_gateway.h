// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/pareto_front.h"
#include "core/base/rng.h"
#include "core/study/best_trials.h"
#include "ui/ports/study_gateway.h"

#include <QStringList>

#include <cmath>
#include <map>

namespace attune::ui {

/// A gateway without an engine: keeps what it is told, answers at once, writes down every request
/// in `calls`, and announces what the test asks it to. Set `nextError` to make the next request
/// with an answer fail.
class FakeStudyGateway : public StudyGateway
{
public:
    using StudyGateway::StudyGateway;

    StudySettings settings;
    int revision = 1;
    std::vector<Trial> trials;
    std::map<int, std::vector<MetricSeries>> series;
    std::map<int, std::vector<RunValue>> runValues;
    StudyStatus status;
    QByteArray log;
    QString exportText = QStringLiteral("{}\n");
    std::vector<StudyEvent> events;
    std::optional<Error> nextError;
    QStringList calls;
    Problems warmStartProblems;
    std::optional<StudySettings> lastVaried;
    std::vector<EarlierTrials> earlierTrials;
    std::optional<FormerTestRun> formerTestRun;
    ImportPreview importPreview;
    Settings lastSettings;
    ExportRequest lastExport;
    QString folderPath = QStringLiteral("/studies/digits-xgboost");
    QString sourcePath = QStringLiteral("/home/me/digits");

    [[nodiscard]] QString folder() const override { return folderPath; }
    [[nodiscard]] QString sourceFolder() const override { return sourcePath; }

    void load() override
    {
        calls << QStringLiteral("load");
        Q_EMIT settingsChanged(settings, revision);
        announceTrials();
        Q_EMIT statusChanged(status);
    }

    void applySettings(const StudySettings &applied, Done done) override
    {
        calls << QStringLiteral("applySettings");
        if (!nextError) {
            settings = applied;
            ++revision;
            Q_EMIT settingsChanged(settings, revision);
        }
        answer(done);
    }
    void run(Done done) override
    {
        calls << QStringLiteral("run");
        if (!nextError)
            setState(StudyState::Running);
        answer(done);
    }
    void pause() override
    {
        calls << QStringLiteral("pause");
        setState(StudyState::Paused);
    }
    void stop(RunningTrials running) override
    {
        calls << (running == RunningTrials::Stop ? QStringLiteral("stop Stop")
                                                 : QStringLiteral("stop LetGoOn"));
        setState(StudyState::Idle);
        Q_EMIT stopped();
    }
    void enqueue(const Settings &enqueued, Done done) override
    {
        calls << QStringLiteral("enqueue");
        lastSettings = enqueued;
        answer(done);
    }
    void cancelTrial(int number, Done done) override
    {
        calls << QStringLiteral("cancelTrial %1").arg(number);
        answer(done);
    }
    void retryTrial(int number, Done done) override
    {
        calls << QStringLiteral("retryTrial %1").arg(number);
        answer(done);
    }
    void setExcluded(int number, bool isExcluded, Done done) override
    {
        calls << QStringLiteral("setExcluded %1 %2").arg(number).arg(isExcluded);
        change(number, [&](Trial &trial) { trial.isExcluded = isExcluded; });
        answer(done);
    }
    void setStarred(int number, bool isStarred, Done done) override
    {
        calls << QStringLiteral("setStarred %1 %2").arg(number).arg(isStarred);
        change(number, [&](Trial &trial) { trial.isStarred = isStarred; });
        answer(done);
    }
    void setNote(int number, const QString &note, Done done) override
    {
        calls << QStringLiteral("setNote %1 %2").arg(number).arg(note);
        change(number, [&](Trial &trial) { trial.note = note.toStdString(); });
        answer(done);
    }
    void fetchWarmStartProblems(Answer<Problems> done) override
    {
        calls << QStringLiteral("fetchWarmStartProblems");
        done(warmStartProblems);
    }
    void fetchLastVaried(const QString &name, Answer<std::optional<StudySettings>> answer) override
    {
        calls << QStringLiteral("fetchLastVaried %1").arg(name);
        answer(lastVaried);
    }
    void fetchEarlierTrials(Answer<std::vector<EarlierTrials>> done) override
    {
        done(earlierTrials);
    }
    void fetchImport(const QString &file, const QString &objectiveColumn,
                     Answer<ImportPreview> done) override
    {
        calls << QStringLiteral("fetchImport %1 %2").arg(file, objectiveColumn);
        done(importPreview);
    }
    void importTrials(const QString &file, const QString &objectiveColumn, Done done) override
    {
        calls << QStringLiteral("importTrials %1 %2").arg(file, objectiveColumn);
        answer(done);
    }
    void startTestRun(const Settings &tested, Done done) override
    {
        calls << QStringLiteral("startTestRun");
        lastSettings = tested;
        answer(done);
    }
    void confirmBest(const ConfirmationOptions &options, Done done) override
    {
        calls << QStringLiteral("confirmBest %1 %2 %3")
                     .arg(options.contenders)
                     .arg(options.confidence)
                     .arg(options.rounds);
        answer(done);
    }
    void stopConfirming() override
    {
        calls << QStringLiteral("stopConfirming");
        Q_EMIT confirmationEnded(QStringLiteral("Stopped before it was decided."));
    }
    void cancelTestRun() override { calls << QStringLiteral("cancelTestRun"); }
    void fetchFormerTestRun(Answer<std::optional<FormerTestRun>> former) override
    {
        former(formerTestRun);
    }

    void fetchRunValues(int trial, Answer<std::vector<RunValue>> done) override
    {
        calls << QStringLiteral("fetchRunValues %1").arg(trial);
        done(runValues[trial]);
    }
    void fetchSeries(int trial, Answer<std::vector<MetricSeries>> done) override
    {
        calls << QStringLiteral("fetchSeries %1").arg(trial);
        done(series[trial]);
    }
    void fetchLog(const RunKey &run, OutputStream /*stream*/, qint64 offset, qint64 maxBytes,
                  Answer<QByteArray> done) override
    {
        calls << QStringLiteral("fetchLog %1").arg(run.trial);
        const qint64 from = offset < 0 ? std::max<qint64>(0, log.size() - maxBytes) : offset;
        done(log.mid(from, maxBytes));
    }
    void fetchExport(const ExportRequest &request, Answer<QString> done) override
    {
        calls << QStringLiteral("fetchExport");
        lastExport = request;
        if (nextError)
            done(*std::exchange(nextError, std::nullopt));
        else
            done(exportText);
    }
    void fetchEvents(qint64 afterId, Answer<std::vector<StudyEvent>> done) override
    {
        std::vector<StudyEvent> later;
        for (const StudyEvent &event : events) {
            if (event.id > afterId)
                later.push_back(event);
        }
        done(later);
    }

    /// Announces all trials and their series.
    void announceTrials()
    {
        Q_EMIT trialsChanged(trials);
        std::vector<SeriesUpdate> updates;
        for (const auto &[number, metrics] : series) {
            for (const MetricSeries &metric : metrics) {
                RunKey key;
                key.trial = number;
                updates.push_back({key, metric.metric, metric.points, true});
            }
        }
        Q_EMIT seriesChanged(updates);
    }

    void setState(StudyState state, const std::string &reason = {})
    {
        status.state = state;
        status.reason = reason;
        Q_EMIT statusChanged(status);
    }

private:
    void answer(const Done &done)
    {
        const auto error = std::exchange(nextError, std::nullopt);
        if (done)
            done(error ? Result<void>(*error) : Result<void>());
    }

    template<typename Change>
    void change(int number, Change apply)
    {
        apply(trials.at(static_cast<std::size_t>(number)));
        Q_EMIT trialsChanged({trials.at(static_cast<std::size_t>(number))});
    }
};

/// The definition behind most pictures: XGBoost on digits, six hyperparameters of all types.
inline StudySettings digitsSettings()
{
    const auto continuous = [](const char *name, double min, double max, Scaling scaling) {
        Hyperparameter h;
        h.name = name;
        h.min = min;
        h.max = max;
        h.scaling = scaling;
        return h;
    };
    StudySettings settings;
    settings.name = "digits-xgboost";
    settings.command = {"xgboost",
                        "train.conf",
                        "eta={eta}",
                        "max_depth={max_depth}",
                        "subsample={subsample}",
                        "min_child_weight={min_child_weight}",
                        "colsample_bytree={colsample_bytree}",
                        "booster={booster}",
                        "num_round=60",
                        "seed={trial.seed}"};
    Hyperparameter depth = continuous("max_depth", 2, 12, Scaling::Auto);
    depth.type = HyperparameterType::Integer;
    Hyperparameter booster;
    booster.name = "booster";
    booster.type = HyperparameterType::Categorical;
    booster.values = {std::string("gbtree"), std::string("dart")};
    settings.space.hyperparameters = {
        continuous("eta", 0.001, 1, Scaling::Logarithmic),
        depth,
        continuous("subsample", 0.1, 0.999, Scaling::ReverseLogarithmic),
        continuous("min_child_weight", 1, 100, Scaling::Auto),
        continuous("colsample_bytree", 0.3, 1, Scaling::Linear),
        booster};
    MetricRule rule;
    rule.name = "validation error";
    rule.pattern = "valid-merror:(?<value>\\S+)";
    settings.metrics = {rule};
    settings.objectives = {Objective{"validation error", Direction::Minimize}};
    settings.budget.parallel = 3;
    return settings;
}

/// Fills a gateway with `count` made-up trials of digitsSettings(), three of them still running,
/// the same ones every time.
inline void fillWithTrials(FakeStudyGateway &gateway, int count)
{
    gateway.settings = digitsSettings();
    Rng rng(7, RandomPurpose::Preview, 0);
    constexpr std::int64_t start = 1'780'000'000'000;
    for (int n = 0; n < count; ++n) {
        Trial trial;
        trial.number = n;
        const double pull = std::min(0.85, n / (0.6 * count));
        const double eta = std::pow(10.0, -3.0 * rng.uniform() * (1 - pull) - 1.6 * pull);
        const auto depth =
            static_cast<std::int64_t>(2 + 10 * (rng.uniform() * (1 - pull) + 0.4 * pull));
        trial.settings = {
            {"eta", std::round(eta * 1e4) / 1e4},
            {"max_depth", depth},
            {"subsample", std::round((0.4 + 0.55 * rng.uniform()) * 1e3) / 1e3},
            {"min_child_weight", std::round(std::pow(10.0, 1.4 * rng.uniform()) * 10) / 10},
            {"colsample_bytree", std::round((0.3 + 0.7 * rng.uniform()) * 100) / 100},
            {"booster", std::string(rng.uniform() < 0.75 ? "gbtree" : "dart")}};
        const double miss = std::abs(std::log10(eta) + 1.6);
        const double floor =
            0.031 + 0.02 * miss + 0.002 * std::abs(depth - 6.0) + 0.008 * rng.uniform();
        const bool isRunning = n >= count - 3;
        const bool hasFailed = !isRunning && n % 19 == 6;
        const bool isStopped = !isRunning && !hasFailed && floor > 0.046;
        const int steps = hasFailed   ? 0
                          : isRunning ? 12 + 9 * (count - n)
                          : isStopped ? 14 + n % 9
                                      : 60;
        trial.startedMs = start + n * 9000LL;
        MetricSeries curve{"validation error", {}};
        for (int step = 0; step < steps; ++step) {
            const double fall = 0.22 * std::exp(-step * (0.06 + 0.05 / (1 + 4 * miss)));
            curve.points.push_back(
                {step, floor + fall + 0.002 * (rng.uniform() - 0.5), trial.startedMs + step * 190});
        }
        trial.state = isRunning   ? TrialState::Running
                      : hasFailed ? TrialState::Failed
                      : isStopped ? TrialState::Stopped
                                  : TrialState::Complete;
        if (isStopped) {
            trial.stoppedAtStep = steps - 1;
            trial.stoppedValue = curve.points.back().value;
            trial.stoppedAgainst = 0.8 * curve.points.back().value;
        }
        if (hasFailed)
            trial.sentence = "The program exited with code 1: Check failed: gpair.size() > 0.";
        if (!isRunning && steps > 0)
            trial.objectives = {curve.points.back().value};
        if (!isRunning)
            trial.endedMs = trial.startedMs + 190LL * std::max(steps, 3);
        Run run;
        run.key.trial = n;
        run.directory = "trials/" + std::to_string(n);
        run.command = {"xgboost", "train.conf", "eta=" + textOf(trial.settings.at("eta"))};
        run.startedMs = trial.startedMs;
        run.endedMs = trial.endedMs;
        run.end = isRunning ? RunEnd::None : RunEnd::Exited;
        run.exitCode = hasFailed ? 1 : 0;
        run.peakMemoryBytes = 84LL << 20;
        trial.runs = {run};
        gateway.trials.push_back(trial);
        if (steps > 0)
            gateway.series[n] = {curve};
        gateway.status.running += isRunning;
        gateway.status.failed += hasFailed;
        gateway.status.stopped += isStopped;
        gateway.status.complete += trial.state == TrialState::Complete;
    }
    gateway.status.state = StudyState::Running;
    gateway.status.budgetTrials = count > 47 ? count + count / 4 : 50;
    gateway.settings.budget.trials = gateway.status.budgetTrials;
    gateway.status.parallel = 3;
    gateway.status.secondsLeft = 70;
    gateway.status.trialsPerMinute = 2.1;
    gateway.status.isSuggestionReady = true;
    if (const Trial *best = bestTrial(gateway.trials, gateway.settings.objectives.front())) {
        gateway.status.bestTrial = best->number;
        gateway.status.bestValue = best->objective();
    }
}

/// Gives what fillWithTrials() made a second objective, a size, and a requirement of a recall.
inline void giveGoals(FakeStudyGateway &gateway)
{
    StudySettings &settings = gateway.settings;
    for (const char *name : {"size", "recall"})
        settings.metrics.push_back({name, std::string(name) + " (\\S+)", "", ""});
    settings.objectives.push_back(Objective{"size", Direction::Minimize});
    settings.requirements = {"recall >= 0.9"};
    for (Trial &trial : gateway.trials) {
        if (!trial.objective())
            continue;
        const double error = *trial.objective();
        const double depth = numberOf(trial.settings.at("max_depth")).value_or(0.0);
        const double share = numberOf(trial.settings.at("colsample_bytree")).value_or(0.0);
        const double size = std::round(10.0 * (4.0 + depth * depth * share)) / 10.0;
        const double recall = 0.95 - 1.2 * (error - 0.035) - 0.02 * (trial.number % 4);
        trial.objectives = {error, size};
        trial.required = {recall};
        trial.meetsRequirements = recall >= 0.9;
        gateway.series[trial.number].push_back({"size", {{1, size, trial.endedMs}}});
        gateway.series[trial.number].push_back({"recall", {{1, recall, trial.endedMs}}});
    }
    gateway.status.bestTrial.reset();
    gateway.status.bestValue.reset();
    gateway.status.front.clear();
    for (const Trial *trial : paretoTrials(gateway.trials, settings.objectives))
        gateway.status.front.push_back(trial->number);
}

} // namespace attune::ui
