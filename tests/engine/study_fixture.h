// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_runner.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>
#include <vector>

namespace attune::engine::tests {

using namespace Qt::StringLiterals;

/// Long enough for a loaded machine; tests end as soon as what they wait for has come.
constexpr int patienceMs = 60'000;

/// A study of fake_trainer: one learning rate, the metrics loss and accuracy, random search.
inline StudySettings fakeStudy(std::vector<std::string> arguments, int trials, int parallel = 1)
{
    StudySettings settings;
    settings.name = "fake";
    settings.command = {ATTUNE_BIN_DIR "/fake_trainer"};
    settings.command.insert(settings.command.end(), arguments.begin(), arguments.end());
    settings.command.insert(settings.command.end(), {"--lr", "{lr}"});
    Hyperparameter rate;
    rate.name = "lr";
    rate.min = 1e-4;
    rate.max = 1.0;
    rate.scaling = Scaling::Logarithmic;
    settings.space.hyperparameters = {rate};
    for (const char *name : {"loss", "accuracy"}) {
        MetricRule rule;
        rule.name = name;
        rule.pattern = std::string(name) + " (\\S+)";
        rule.stepPattern = "epoch (\\d+)";
        settings.metrics.push_back(rule);
    }
    settings.objectives = {Objective{.metric = "loss"}};
    settings.search.strategy = Strategy::Random;
    settings.budget.trials = trials;
    settings.budget.parallel = parallel;
    settings.limits.graceSeconds = 1.0;
    return settings;
}

/// One study in a folder of its own.
class StudyFixture
{
public:
    explicit StudyFixture(const StudySettings &settings)
    {
        qputenv("ATTUNE_KEEPER", ATTUNE_BIN_DIR "/attune-keeper");
        const auto made = createStudy(folder(), settings, m_place.path());
        if (!made)
            qFatal("%s", made.error().message.c_str());
    }

    [[nodiscard]] QString folder() const { return m_place.filePath(u"study"_s); }

    [[nodiscard]] std::unique_ptr<StudyRunner> open(OpenMode mode = OpenMode::Write) const
    {
        auto opened = StudyRunner::open(folder(), mode);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        return std::move(*opened);
    }

private:
    QTemporaryDir m_place;
};

inline bool isIdle(const StudyRunner &runner)
{
    const StudyState state = runner.status().state;
    return state != StudyState::Running && state != StudyState::Stopping;
}

/// Runs until the study no longer runs; false when that takes too long.
inline bool runToEnd(StudyRunner &runner)
{
    if (const auto started = runner.run(); !started) {
        qWarning("%s", started.error().message.c_str());
        return false;
    }
    return QTest::qWaitFor([&] { return isIdle(runner); }, patienceMs);
}

inline int count(const StudyRunner &runner, TrialState state)
{
    int count = 0;
    for (const Trial &trial : runner.trials())
        count += trial.state == state ? 1 : 0;
    return count;
}

/// The points of a trial's metric as the runner gives them; empty without any.
inline std::vector<MetricPoint> pointsOf(const StudyRunner &runner, int trial,
                                         const std::string &metric)
{
    const auto all = runner.series(trial);
    if (!all)
        return {};
    for (const MetricSeries &series : *all) {
        if (series.metric == metric)
            return series.points;
    }
    return {};
}

} // namespace attune::engine::tests
