// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_runner.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

namespace attune::bench {

/// Ends the program with the sentence of a failed result.
template<typename R>
void require(const R &result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
}

/// Runs a study of `settings` in `folder` to its end; the seconds from run() until it has stopped.
inline double runToEnd(const QString &folder, const StudySettings &settings)
{
    require(engine::createStudy(folder, settings, QCoreApplication::applicationDirPath()));
    auto opened = engine::StudyRunner::open(folder, engine::OpenMode::Write);
    require(opened);
    engine::StudyRunner &runner = **opened;
    QEventLoop loop;
    QObject::connect(&runner, &engine::StudyRunner::stopped, &loop, &QEventLoop::quit);
    QObject::connect(&runner, &engine::StudyRunner::failed, &loop, [](const Error &error) {
        std::fprintf(stderr, "%s\n", error.message.c_str());
    });
    QElapsedTimer timer;
    timer.start();
    require(runner.run());
    if (runner.status().state == StudyState::Running)
        loop.exec();
    const double seconds = static_cast<double>(timer.nsecsElapsed()) * 1e-9;
    const StudyStatus status = runner.status();
    if (status.complete != settings.budget.trials)
        std::fprintf(stderr, "Only %d of %d trials are complete: %s\n", status.complete,
                     settings.budget.trials, status.reason.c_str());
    return seconds;
}

/// One continuous hyperparameter `x`, a metric `loss`, random search.
inline StudySettings simpleStudy(std::vector<std::string> command, int trials, int parallel)
{
    StudySettings settings;
    settings.name = "bench";
    settings.command = std::move(command);
    settings.space.hyperparameters = {
        Hyperparameter{.name = "x", .values = {}, .defaultValue = {}, .when = {}}};
    settings.metrics = {
        MetricRule{.name = "loss", .pattern = "loss=(\\S+)", .stepPattern = {}, .preset = {}}};
    settings.objectives = {Objective{.metric = "loss"}};
    settings.search.strategy = Strategy::Random;
    settings.budget.trials = trials;
    settings.budget.parallel = parallel;
    return settings;
}

} // namespace attune::bench
