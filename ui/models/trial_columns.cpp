// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/trial_columns.h"

#include "core/study/required_metrics.h"
#include "core/study/requirement.h"
#include "ui/charts/base/number_text.h"
#include "ui/models/study_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/value_text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace attune::ui {

namespace {

using Kind = TrialColumn::Kind;

QString translated(const char *text)
{
    return QCoreApplication::translate("attune::ui::TrialColumns", text);
}

/// Decimals that show about four significant digits of a typical value.
int decimalsFor(double typical)
{
    if (!(std::abs(typical) > 0.0) || !std::isfinite(typical))
        return 4;
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(typical))));
    if (exponent >= 0)
        return std::clamp(3 - exponent, 0, 3);
    return std::clamp(3 - exponent, 4, 8);
}

/// Decimals of a column whose digits align: a thousandth of the range, and two digits of the
/// distance from 1 where a reverse logarithmic range comes closest to it.
int decimalsOfRange(const Hyperparameter &hyperparameter)
{
    if (hyperparameter.type == HyperparameterType::Integer)
        return 0;
    const bool isReverse = resolvedScaling(hyperparameter) == Scaling::ReverseLogarithmic;
    const double finest =
        isReverse ? 100.0 * (1.0 - hyperparameter.max) : hyperparameter.max - hyperparameter.min;
    if (!(finest > 0.0))
        return 4;
    return std::clamp(3 - static_cast<int>(std::floor(std::log10(finest) + 1e-9)), 0, 8);
}

TrialColumn settingColumn(const Hyperparameter &hyperparameter)
{
    TrialColumn column;
    column.kind = Kind::Setting;
    column.name = hyperparameter.name;
    column.title = QString::fromStdString(hyperparameter.name);
    if (hyperparameter.type == HyperparameterType::Categorical) {
        column.categories = hyperparameter.values;
    } else {
        column.scaling = resolvedScaling(hyperparameter);
        column.decimals = decimalsOfRange(hyperparameter);
    }
    return column;
}

/// Of one that is not in the space any more: what it was as far as the trials' values tell.
TrialColumn formerColumn(const std::string &name, const std::vector<Trial> &trials)
{
    Hyperparameter former;
    former.name = name;
    former.type = HyperparameterType::Integer;
    former.min = std::numeric_limits<double>::infinity();
    former.max = -former.min;
    std::set<Value> choices;
    for (const Trial &trial : trials) {
        const auto value = valueOf(trial, name);
        if (!value)
            continue;
        const std::optional<double> number = numberOf(*value);
        if (!number || std::holds_alternative<bool>(*value)) {
            choices.insert(*value);
            continue;
        }
        former.min = std::min(former.min, *number);
        former.max = std::max(former.max, *number);
        if (std::holds_alternative<double>(*value))
            former.type = HyperparameterType::Continuous;
    }
    if (!choices.empty()) {
        for (const Trial &trial : trials) { // numbers among them are choices, too
            if (const auto value = valueOf(trial, name))
                choices.insert(*value);
        }
        former.type = HyperparameterType::Categorical;
        former.values.assign(choices.begin(), choices.end());
    }
    TrialColumn column = settingColumn(former);
    if (former.type == HyperparameterType::Continuous && former.min == former.max)
        column.decimals = decimalsFor(former.min);
    return column;
}

std::optional<double> lastReading(const StudyModel &model, int trial, const std::string &metric)
{
    const auto &points = model.points(trial, metric);
    return points.empty() ? std::nullopt : std::optional<double>(points.back().value);
}

/// So many metrics that nobody asked for have a column at first.
constexpr int mostUnasked = 20;

/// The last readings of all metrics that are no objective.
std::vector<TrialColumn> metricColumns(const StudyModel &model, const Trial *typical)
{
    const StudySettings &settings = model.settings();
    const std::vector<std::string> required = requiredMetrics(settings);
    std::vector<TrialColumn> columns;
    int unasked = 0;
    for (const std::string &metric : model.metrics()) {
        const bool isObjective = std::ranges::find(settings.objectives, metric,
                                                   &Objective::metric) != settings.objectives.end();
        if (isObjective)
            continue;
        TrialColumn column;
        column.kind = Kind::Metric;
        column.name = metric;
        column.title = QString::fromStdString(metric);
        if (typical)
            column.decimals = decimalsFor(lastReading(model, typical->number, metric).value_or(0));
        const bool isAsked = std::ranges::find(required, metric) != required.end() ||
                             std::ranges::find(settings.metrics, metric, &MetricRule::name) !=
                                 settings.metrics.end();
        column.waits = !isAsked && ++unasked > mostUnasked;
        columns.push_back(std::move(column));
    }
    return columns;
}

TrialColumn plainColumn(Kind kind, const char *name, const QString &title)
{
    TrialColumn column;
    column.kind = kind;
    column.name = name;
    column.title = title;
    return column;
}

/// Whose values decide on the digits of a column.
const Trial *typicalTrial(const StudyModel &model)
{
    return model.front().empty() ? model.best() : model.trial(model.front().front());
}

/// The column of each objective but the first.
std::vector<TrialColumn> furtherObjectives(const StudyModel &model)
{
    std::vector<TrialColumn> columns;
    const auto &objectives = model.settings().objectives;
    for (std::size_t i = 1; i < objectives.size(); ++i) {
        TrialColumn column = plainColumn(Kind::Objective, objectives[i].metric.c_str(),
                                         QString::fromStdString(objectives[i].metric));
        column.objective = i;
        if (const Trial *typical = typicalTrial(model))
            column.decimals = decimalsFor(typical->objectiveAt(i).value_or(0.0));
        columns.push_back(std::move(column));
    }
    return columns;
}

QString numberIn(const TrialColumn &column, double number)
{
    return column.scaling == Scaling::Logarithmic ? significantText(number, 3)
                                                  : fixedText(number, column.decimals);
}

} // namespace

bool TrialColumn::isNumeric() const
{
    switch (kind) {
    case Kind::Number:
    case Kind::Objective:
    case Kind::Metric:
    case Kind::Seconds:
    case Kind::Started:
        return true;
    case Kind::Setting:
        return categories.empty();
    case Kind::State:
    case Kind::Curve:
    case Kind::Note:
        return false;
    }
    return false;
}

bool TrialColumn::isAxis() const
{
    return isNumeric() || (kind == Kind::Setting && !categories.empty());
}

std::vector<TrialColumn> trialColumns(const StudyModel &model)
{
    const StudySettings &settings = model.settings();
    std::vector<TrialColumn> columns{
        plainColumn(Kind::Number, "trial", translated("#")),
        plainColumn(Kind::State, "state", translated("State")),
    };
    TrialColumn objective = plainColumn(Kind::Objective, "objective", translated("objective"));
    if (!settings.objectives.empty() && !settings.objectives.front().metric.empty())
        objective.title = QString::fromStdString(settings.objectives.front().metric);
    const Trial *typical = typicalTrial(model);
    if (typical)
        objective.decimals = decimalsFor(typical->objective().value_or(0.0));
    columns.push_back(objective);
    columns.push_back(plainColumn(Kind::Curve, "curve", translated("curve")));
    for (TrialColumn &column : furtherObjectives(model))
        columns.push_back(std::move(column));
    for (const Hyperparameter &hyperparameter : settings.space.hyperparameters)
        columns.push_back(settingColumn(hyperparameter));
    for (const std::string &name : model.triedNames()) {
        if (!settings.space.find(name))
            columns.push_back(formerColumn(name, model.trials()));
    }
    for (TrialColumn &column : metricColumns(model, typical))
        columns.push_back(std::move(column));
    columns.push_back(plainColumn(Kind::Seconds, "seconds", translated("time (s)")));
    columns.back().decimals = 1;
    columns.push_back(plainColumn(Kind::Started, "started", translated("started")));
    columns.back().waits = true;
    columns.push_back(plainColumn(Kind::Note, "note", translated("note")));
    columns.back().waits = true;
    return columns;
}

std::optional<Value> valueIn(const TrialColumn &column, const Trial &trial, const StudyModel &model,
                             std::int64_t nowMs)
{
    const auto number = [](std::optional<double> value) -> std::optional<Value> {
        return value ? std::optional<Value>(*value) : std::nullopt;
    };
    switch (column.kind) {
    case Kind::Number:
        return Value(static_cast<std::int64_t>(trial.number));
    case Kind::State:
        return Value(std::string(stateNameOf(trial)));
    case Kind::Objective:
        return number(trial.objectiveAt(column.objective));
    case Kind::Curve:
        return std::nullopt;
    case Kind::Setting:
        return valueOf(trial, column.name);
    case Kind::Metric:
        return number(hasSeveralRuns(trial) ? requiredValue(model.settings(), trial, column.name)
                                            : lastReading(model, trial.number, column.name));
    case Kind::Seconds:
        return trial.startedMs > 0 ? std::optional<Value>(trial.seconds(nowMs)) : std::nullopt;
    case Kind::Started:
        return trial.startedMs > 0 ? std::optional<Value>(trial.startedMs / 1000.0) : std::nullopt;
    case Kind::Note:
        return trial.note.empty() ? std::nullopt : std::optional<Value>(trial.note);
    }
    return std::nullopt;
}

std::optional<double> positionIn(const TrialColumn &column, const Trial &trial,
                                 const StudyModel &model, std::int64_t nowMs)
{
    const std::optional<Value> value = valueIn(column, trial, model, nowMs);
    if (!value)
        return std::nullopt;
    if (!column.categories.empty()) {
        const auto found = std::ranges::find_if(
            column.categories, [&](const Value &choice) { return sameChoice(choice, *value); });
        if (found == column.categories.end())
            return std::nullopt;
        return static_cast<double>(found - column.categories.begin());
    }
    const std::optional<double> number = numberOf(*value);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

bool hasSeveralRuns(const Trial &trial)
{
    return std::ranges::any_of(
        trial.runs, [](const Run &run) { return run.key.fold > 0 || run.key.replicate > 0; });
}

QString stateText(const Trial &trial)
{
    if (trial.isPaused)
        return translated("Paused at %1").arg(trial.stoppedAtStep.value_or(0));
    if (trial.state == TrialState::Stopped && trial.stoppedAtStep)
        return translated("Stopped at %1").arg(*trial.stoppedAtStep);
    if (!keepsRequirements(trial).value_or(true))
        return translated("%1, missed").arg(wordOf(trial.state));
    return wordOf(trial.state);
}

QString missedText(const StudySettings &settings, const Trial &trial)
{
    QStringList sentences;
    if (keepsRequirements(trial)) {
        for (const std::string &broken : brokenRequirements(settings.requirements, trial))
            sentences << translated("Misses %1.").arg(QString::fromStdString(broken));
    }
    return sentences.join(u' ');
}

QString textIn(const TrialColumn &column, const Trial &trial, const StudyModel &model,
               std::int64_t nowMs)
{
    if (column.kind == Kind::State)
        return stateText(trial);
    const std::optional<Value> value = valueIn(column, trial, model, nowMs);
    if (!value)
        return {};
    if (column.kind == Kind::Started)
        return QDateTime::fromMSecsSinceEpoch(trial.startedMs)
            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    if (const auto *number = std::get_if<double>(&*value))
        return numberIn(column, *number);
    return QString::fromStdString(textOf(*value));
}

} // namespace attune::ui
