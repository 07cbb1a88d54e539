// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/json_object_reader.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/exchange/study_words.h"

#include <array>
#include <cmath>

namespace attune::engine {
namespace {

template<typename Enum, std::size_t Count>
const char *word(const std::array<std::pair<Enum, const char *>, Count> &table, Enum value)
{
    return wordFor(Words<Enum>(table), value);
}

/// Sets `key` unless the value is the default, which a reader assumes anyway.
template<typename T>
void put(Json &object, const char *key, const T &value, const T &defaultValue)
{
    if (!(value == defaultValue))
        object[key] = value;
}

template<typename T>
void put(Json &object, const char *key, const std::optional<T> &value,
         const std::optional<T> &defaultValue)
{
    if (value == defaultValue)
        return;
    object[key] = value ? Json(*value) : Json(nullptr);
}

/// Sets `key` unless there is nothing to say.
void putIfAny(Json &object, const char *key, Json value)
{
    if (!value.empty())
        object[key] = std::move(value);
}

Json jsonOf(const std::vector<Value> &values)
{
    Json list = Json::array();
    for (const Value &value : values)
        list.push_back(jsonOfValue(value));
    return list;
}

Json jsonOf(const Hyperparameter &hyperparameter)
{
    Json json = Json::object();
    json["name"] = hyperparameter.name;
    json["type"] = word(typeWords, hyperparameter.type);
    const bool isWhole = hyperparameter.type == HyperparameterType::Integer;
    if (hyperparameter.type == HyperparameterType::Categorical) {
        put(json, "ordered", hyperparameter.isOrdered, false);
        json["values"] = jsonOf(hyperparameter.values);
    } else {
        const auto bound = [&](double value) {
            constexpr double exactlyRepresented = 0x1.0p53;
            const bool isExact =
                isWhole && std::abs(value) <= exactlyRepresented && std::trunc(value) == value;
            return isExact ? Json(static_cast<std::int64_t>(value)) : Json(value);
        };
        json["min"] = bound(hyperparameter.min);
        json["max"] = bound(hyperparameter.max);
        if (isWhole)
            put(json, "step", hyperparameter.step, std::int64_t{1});
        json["scaling"] = word(scalingWords, hyperparameter.scaling);
    }
    if (hyperparameter.defaultValue)
        json["default"] = jsonOfValue(*hyperparameter.defaultValue);
    for (const Condition &condition : hyperparameter.when)
        json["when"][condition.parent] = jsonOf(condition.values);
    return json;
}

Json jsonOf(const MetricRule &rule)
{
    if (!rule.preset.empty())
        return Json{{"preset", rule.preset}};
    Json json{{"name", rule.name}, {"pattern", rule.pattern}};
    put(json, "stepPattern", rule.stepPattern, std::string());
    return json;
}

Json jsonOf(const Objective &objective)
{
    Json json{{"metric", objective.metric},
              {"direction", word(directionWords, objective.direction)}};
    switch (objective.value) {
    case ObjectiveValue::Last:
        break;
    case ObjectiveValue::Best:
        json["value"] = "best";
        break;
    case ObjectiveValue::MeanOfLast:
        json["value"] = Json{{"meanOfLast", objective.meanOfLast}};
        break;
    }
    return json;
}

Json jsonOf(const SearchSettings &search)
{
    const HyperbandSettings defaults;
    const HyperbandSettings &hyperband = search.hyperband;
    Json json{{"strategy", word(strategyWords, search.strategy)}, {"seed", search.seed}};
    put(json, "gridPoints", search.gridPoints, SearchSettings().gridPoints);
    put(json, "costAware", search.isCostAware, false);
    Json inner = Json::object();
    put(inner, "minResource", hyperband.minResource, defaults.minResource);
    put(inner, "maxResource", hyperband.maxResource, defaults.maxResource);
    put(inner, "reductionFactor", hyperband.reductionFactor, defaults.reductionFactor);
    put(inner, "brackets", hyperband.brackets, defaults.brackets);
    put(inner, "modelBased", hyperband.isModelBased, defaults.isModelBased);
    if (hyperband.mode != defaults.mode)
        inner["mode"] = word(hyperbandModeWords, hyperband.mode);
    putIfAny(json, "hyperband", std::move(inner));
    return json;
}

Json stoppingOf(const StudySettings &settings)
{
    const TrialStopping trialDefaults;
    const StudyStopping studyDefaults;
    Json trial = Json::object();
    if (settings.trialStopping.rule != trialDefaults.rule)
        trial["rule"] = word(stoppingRuleWords, settings.trialStopping.rule);
    put(trial, "minSteps", settings.trialStopping.minSteps, trialDefaults.minSteps);
    put(trial, "minTrials", settings.trialStopping.minTrials, trialDefaults.minTrials);
    put(trial, "percentile", settings.trialStopping.percentile, trialDefaults.percentile);
    put(trial, "patience", settings.trialStopping.patience, trialDefaults.patience);
    put(trial, "threshold", settings.trialStopping.threshold, trialDefaults.threshold);
    const StudyStopping &stopping = settings.studyStopping;
    Json study = Json::object();
    put(study, "target", stopping.target, studyDefaults.target);
    put(study, "notImprovingFor", stopping.notImprovingFor, studyDefaults.notImprovingFor);
    put(study, "notImprovingBy", stopping.notImprovingBy, studyDefaults.notImprovingBy);
    put(study, "onConvergence", stopping.onConvergence, studyDefaults.onConvergence);
    Json json = Json::object();
    putIfAny(json, "trial", std::move(trial));
    putIfAny(json, "study", std::move(study));
    return json;
}

Json jsonOf(const Limits &limits)
{
    const Limits defaults;
    Json json = Json::object();
    put(json, "seconds", limits.seconds, defaults.seconds);
    put(json, "silentSeconds", limits.silentSeconds, defaults.silentSeconds);
    put(json, "memoryMiB", limits.memoryMiB, defaults.memoryMiB);
    put(json, "outputMiB", limits.outputMiB, defaults.outputMiB);
    put(json, "graceSeconds", limits.graceSeconds, defaults.graceSeconds);
    put(json, "attempts", limits.attempts, defaults.attempts);
    return json;
}

void putCommand(Json &root, const StudySettings &settings)
{
    const StudySettings defaults;
    root["name"] = settings.name;
    root["command"] = settings.command;
    put(root, "shell", settings.usesShell, defaults.usesShell);
    put(root, "lineBuffered", settings.lineBuffered, defaults.lineBuffered);
    put(root, "workingDirectory", settings.workingDirectory, defaults.workingDirectory);
    putIfAny(root, "environment", settings.environment);
    for (const FileTemplate &file : settings.files)
        root["files"].push_back(Json{{"template", file.templatePath}, {"to", file.to}});
}

void putSpace(Json &root, const SearchSpace &space)
{
    root["hyperparameters"] = Json::array();
    for (const Hyperparameter &hyperparameter : space.hyperparameters)
        root["hyperparameters"].push_back(jsonOf(hyperparameter));
    for (const auto &[name, text] : space.fixed)
        root["fixed"][name] = text;
    putIfAny(root, "constraints", space.constraints);
}

void putMetrics(Json &root, const StudySettings &settings)
{
    root["metrics"] = Json::array();
    for (const MetricRule &rule : settings.metrics)
        root["metrics"].push_back(jsonOf(rule));
    if (settings.objectives.size() == 1) {
        root["objective"] = jsonOf(settings.objectives.front());
    } else {
        root["objectives"] = Json::array();
        for (const Objective &objective : settings.objectives)
            root["objectives"].push_back(jsonOf(objective));
    }
    putIfAny(root, "requirements", settings.requirements);
}

void putRunning(Json &root, const StudySettings &settings)
{
    root["budget"] =
        Json{{"trials", settings.budget.trials}, {"parallel", settings.budget.parallel}};
    put(root["budget"], "seconds", settings.budget.seconds, {});
    putIfAny(root, "stopping", stoppingOf(settings));
    putIfAny(root, "limits", jsonOf(settings.limits));
    Json evaluation = Json::object();
    put(evaluation, "folds", settings.evaluation.folds, Evaluation().folds);
    put(evaluation, "replicates", settings.evaluation.replicates, Evaluation().replicates);
    put(evaluation, "runAll", settings.evaluation.runsAll, Evaluation().runsAll);
    putIfAny(root, "evaluation", std::move(evaluation));
    for (const Slot &slot : settings.slots) {
        Json json = Json::object();
        putIfAny(json, "environment", slot.environment);
        root["slots"].push_back(std::move(json));
    }
    if (settings.launcher != StudySettings().launcher)
        root["launcher"]["kind"] = settings.launcher;
    for (const WarmStart &warmStart : settings.warmStart)
        root["warmStart"].push_back(Json{{"study", warmStart.study}, {"kind", warmStart.kind}});
}

} // namespace

std::string studyJsonOf(const StudySettings &settings)
{
    Json root{{"attune", 1}};
    putCommand(root, settings);
    putSpace(root, settings.space);
    putMetrics(root, settings);
    root["search"] = jsonOf(settings.search);
    putRunning(root, settings);
    return prettyJson(root);
}

} // namespace attune::engine
