// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/trial_facts.h"

#include "core/space/search_space.h"
#include "ui/charts/base/number_text.h"
#include "ui/models/history_model.h"
#include "ui/models/study_model.h"
#include "ui/models/trial_columns.h"

#include <QCoreApplication>

#include <map>

namespace attune::ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("attune::ui::TrialFacts", text);
}

QString originText(TrialOrigin origin)
{
    switch (origin) {
    case TrialOrigin::Sampler:
        return translated("suggested by the search");
    case TrialOrigin::Default:
        return translated("the default values");
    case TrialOrigin::Person:
        return translated("your own values");
    case TrialOrigin::Imported:
        return translated("imported; it ran elsewhere");
    }
    return {};
}

} // namespace

Facts valuesOf(const Trial &trial, const StudyModel &model)
{
    const SearchSpace &space = model.settings().space;
    Facts values;
    const auto add = [&](const std::string &name, const std::optional<Value> &value) {
        if (value)
            values.emplace_back(QString::fromStdString(name),
                                QString::fromStdString(textOf(*value)));
    };
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        const auto value = valueOf(trial, hyperparameter.name);
        const bool isLater = hyperparameter.when.empty() && trial.revision < model.revision();
        if (value)
            add(hyperparameter.name, value);
        else
            values.emplace_back(QString::fromStdString(hyperparameter.name),
                                isLater ? translated("not there yet") : translated("not active"));
    }
    for (const auto &[name, former] : trial.settings) { // of a revision before
        if (!space.find(name))
            add(name, former);
    }
    for (const auto &[name, value] : trial.fixed) { // though others could choose
        if (!space.find(name) && model.triedNames().contains(name))
            add(name, value);
    }
    return values;
}

QString endSentence(const Run &run)
{
    switch (run.end) {
    case RunEnd::None:
        return translated("It is still running.");
    case RunEnd::Exited:
        return translated("By itself, with exit code %1.").arg(run.exitCode);
    case RunEnd::Signalled:
        return translated("Signal %1 ended it, which Attune did not send.").arg(run.signal);
    case RunEnd::WallClock:
        return translated("It was ended: it ran longer than the time limit.");
    case RunEnd::Silence:
        return translated("It was ended: it printed nothing for longer than the limit.");
    case RunEnd::Memory:
        return translated("It was ended: it used more memory than the limit.");
    case RunEnd::Output:
        return translated("It was ended: it printed more than the limit.");
    case RunEnd::StoppedByRule:
        return run.sentence.empty() ? translated("Early stopping ended it.")
                                    : QString::fromStdString(run.sentence);
    case RunEnd::Person:
        return translated("You stopped it.");
    case RunEnd::StudyEnded:
        return translated("It was ended with the study.");
    case RunEnd::NotStarted:
        return translated("The program could not be started.");
    case RunEnd::KeeperLost:
        return translated("The process that watched it was lost.");
    }
    return {};
}

QString endText(const Run &run)
{
    switch (run.end) {
    case RunEnd::None:
        return translated("running");
    case RunEnd::Exited:
        return run.exitCode == 0 ? translated("complete")
                                 : translated("exit code %1").arg(run.exitCode);
    case RunEnd::Signalled:
        return translated("signal %1").arg(run.signal);
    case RunEnd::WallClock:
        return translated("time limit");
    case RunEnd::Silence:
        return translated("silent too long");
    case RunEnd::Memory:
        return translated("memory limit");
    case RunEnd::Output:
        return translated("output limit");
    case RunEnd::StoppedByRule:
        return translated("stopped early");
    case RunEnd::Person:
        return translated("stopped by you");
    case RunEnd::StudyEnded:
        return translated("ended with the study");
    case RunEnd::NotStarted:
        return translated("not started");
    case RunEnd::KeeperLost:
        return translated("lost");
    }
    return {};
}

Facts factsOf(const Trial &trial, int revisions, std::int64_t nowMs)
{
    Facts facts;
    facts.emplace_back(translated("Values"), originText(trial.origin));
    facts.emplace_back(translated("Revision"),
                       translated("%1 of %2").arg(trial.revision).arg(revisions));
    if (trial.startedMs > 0) {
        facts.emplace_back(translated("Started"), momentText(trial.startedMs));
        facts.emplace_back(translated("Duration"), secondsText(trial.seconds(nowMs)));
    }
    if (trial.stoppedAtStep)
        facts.emplace_back(trial.isPaused ? translated("Paused at step")
                                          : translated("Stopped at step"),
                           QString::number(*trial.stoppedAtStep));
    if (trial.standardError)
        facts.emplace_back(translated("Standard error"),
                           QString::number(*trial.standardError, 'g', 3));
    if (!trial.runs.empty()) {
        const Run &run = trial.runs.back();
        if (run.cpuSeconds > 0.0)
            facts.emplace_back(translated("CPU time"), secondsText(run.cpuSeconds));
        if (run.peakMemoryBytes > 0)
            facts.emplace_back(translated("Peak memory"),
                               translated("about %1").arg(bytesText(double(run.peakMemoryBytes))));
        if (run.key.rung > 0)
            facts.emplace_back(translated("Runs"), QString::number(curveRunsOf(trial).size()));
        if (run.key.attempt > 1)
            facts.emplace_back(translated("Attempt"), QString::number(run.key.attempt));
        facts.emplace_back(translated("End"), endSentence(run));
    }
    return facts;
}

Facts environmentOf(const StudySettings &settings, const Trial &trial)
{
    std::map<std::string, std::string> variables = settings.environment;
    variables.insert_or_assign("PYTHONUNBUFFERED", std::string(1, '1'));
    const int slot = trial.runs.empty() ? 0 : trial.runs.back().slot;
    if (slot >= 0 && slot < static_cast<int>(settings.slots.size())) {
        for (const auto &[name, value] : settings.slots[static_cast<std::size_t>(slot)].environment)
            variables[name] = value;
    }
    for (const auto &[name, value] : trial.settings)
        variables[environmentNameOf(name)] = textOf(value);
    Facts facts;
    for (const auto &[name, value] : variables)
        facts.emplace_back(QString::fromStdString(name), QString::fromStdString(value));
    return facts;
}

} // namespace attune::ui
