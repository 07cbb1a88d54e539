// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/json_object_reader.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/exchange/study_words.h"
#include "core/space/typed_value.h"

#include <algorithm>

namespace attune::engine {
namespace {

constexpr int newestFormat = 1;

template<typename Enum, std::size_t Count>
Words<Enum> words(const std::array<std::pair<Enum, const char *>, Count> &table)
{
    return table;
}

/// The values of a list of scalars; a scalar alone counts as a list of one.
std::vector<Value> readValues(const Json &json, const std::string &path, JsonFindings &findings)
{
    std::vector<Value> values;
    const auto readOne = [&](const Json &element, const std::string &where) {
        if (const auto value = valueOfJson(element))
            values.push_back(*value);
        else
            findings.problems.push_back(
                {where, "Text, a number, true or false is expected here, not " +
                            std::string(kindOf(element)) + '.'});
    };
    if (!json.is_array()) {
        readOne(json, path);
        return values;
    }
    for (std::size_t i = 0; i < json.size(); ++i)
        readOne(json[i], path + '[' + std::to_string(i) + ']');
    return values;
}

void readRange(JsonObjectReader &reader, Hyperparameter &hyperparameter)
{
    const bool isCategorical = hyperparameter.type == HyperparameterType::Categorical;
    reader.read("scaling", hyperparameter.scaling, words(scalingWords));
    reader.read("step", hyperparameter.step);
    for (const auto &[key, bound] :
         {std::pair{"min", &hyperparameter.min}, std::pair{"max", &hyperparameter.max}}) {
        reader.read(key, *bound);
        if (!isCategorical)
            reader.require(key);
    }
}

void readChoices(JsonObjectReader &reader, Hyperparameter &hyperparameter)
{
    const bool isCategorical = hyperparameter.type == HyperparameterType::Categorical;
    reader.read("ordered", hyperparameter.isOrdered);
    const Json *values = isCategorical ? reader.require("values") : reader.find("values");
    if (values && !values->is_array())
        reader.add("values", "\"values\" must be a list.");
    else if (values)
        hyperparameter.values = readValues(*values, reader.pathOf("values"), reader.findings());
}

/// A key of another type is as wrong as an unknown one: it would silently do nothing.
void refuseForeignKeys(const Json &json, JsonObjectReader &reader, HyperparameterType type)
{
    const auto refuse = [&](const char *key, const char *owner) {
        if (json.contains(key))
            reader.add(key, "\"" + std::string(key) + "\" belongs to " + owner +
                                " hyperparameters. Remove it, or change the type.");
    };
    if (type == HyperparameterType::Categorical) {
        for (const char *key : {"min", "max", "scaling"})
            refuse(key, "continuous and integer");
    } else {
        for (const char *key : {"values", "ordered"})
            refuse(key, "categorical");
    }
    if (type != HyperparameterType::Integer)
        refuse("step", "integer");
}

Hyperparameter readHyperparameter(const Json &json, const std::string &path, JsonFindings &findings)
{
    Hyperparameter hyperparameter;
    JsonObjectReader reader(json, path, findings);
    reader.require("name");
    reader.read("name", hyperparameter.name);
    reader.require("type");
    const std::size_t problems = findings.problems.size();
    reader.read("type", hyperparameter.type, words(typeWords));
    const bool hasType =
        json.is_object() && json.contains("type") && findings.problems.size() == problems;
    readRange(reader, hyperparameter);
    readChoices(reader, hyperparameter);
    if (hasType)
        refuseForeignKeys(json, reader, hyperparameter.type);
    if (const Json *value = reader.find("default")) {
        const auto values = readValues(*value, reader.pathOf("default"), findings);
        if (values.size() == 1)
            hyperparameter.defaultValue = typedValue(hyperparameter, values.front());
    }
    if (const Json *when = reader.find("when"); when && !when->is_object()) {
        reader.add("when", "\"when\" must be an object of names and values.");
    } else if (when) {
        for (const auto &[parent, values] : when->items())
            hyperparameter.when.push_back(
                {parent, readValues(values, reader.pathOf("when") + '.' + parent, findings)});
    }
    reader.finish();
    return hyperparameter;
}

Objective readObjective(const Json &json, const std::string &path, JsonFindings &findings)
{
    Objective objective;
    JsonObjectReader reader(json, path, findings);
    reader.require("metric");
    reader.read("metric", objective.metric);
    reader.read("direction", objective.direction, words(directionWords));
    const Json *value = reader.find("value");
    if (value && value->is_object()) {
        objective.value = ObjectiveValue::MeanOfLast;
        reader.readObject("value", [&](JsonObjectReader &mean) {
            mean.require("meanOfLast");
            mean.read("meanOfLast", objective.meanOfLast);
        });
    } else if (value && *value == "best") {
        objective.value = ObjectiveValue::Best;
    } else if (value && *value != "last") {
        reader.add("value", R"("value" must be "last", "best" or {"meanOfLast": 3}.)");
    }
    reader.finish();
    return objective;
}

void readObjectives(JsonObjectReader &root, const Json &json, StudySettings &settings)
{
    const Json *one = root.find("objective");
    const bool hasSeveral = json.contains("objectives");
    if (one && hasSeveral)
        root.add("objectives", "There is \"objective\" and \"objectives\". Keep one of them.");
    if (!one && !hasSeveral)
        root.add("objective", "\"objective\" is missing. Add it.");
    if (one)
        settings.objectives = {readObjective(*one, "objective", root.findings())};
    if (hasSeveral)
        settings.objectives.clear();
    root.readList("objectives", [&](const Json &element, const std::string &path) {
        settings.objectives.push_back(readObjective(element, path, root.findings()));
    });
}

MetricRule readMetric(const Json &json, const std::string &path, JsonFindings &findings)
{
    MetricRule rule;
    JsonObjectReader reader(json, path, findings);
    reader.read("name", rule.name);
    reader.read("pattern", rule.pattern);
    reader.read("stepPattern", rule.stepPattern);
    reader.read("preset", rule.preset);
    const bool isPreset = json.is_object() && json.contains("preset");
    if (isPreset && json.size() > 1)
        reader.add("preset", "A ready-made rule has no name and no pattern of its own. Remove "
                             "them, or remove \"preset\".");
    if (!isPreset) {
        reader.require("name");
        reader.require("pattern");
    }
    reader.finish();
    return rule;
}

void readSearch(JsonObjectReader &root, SearchSettings &search)
{
    root.readObject("search", [&](JsonObjectReader &reader) {
        reader.read("strategy", search.strategy, words(strategyWords));
        reader.read("seed", search.seed);
        reader.read("gridPoints", search.gridPoints);
        reader.read("costAware", search.isCostAware);
        reader.readObject("hyperband", [&](JsonObjectReader &hyperband) {
            hyperband.read("minResource", search.hyperband.minResource);
            hyperband.read("maxResource", search.hyperband.maxResource);
            hyperband.read("reductionFactor", search.hyperband.reductionFactor);
            hyperband.read("brackets", search.hyperband.brackets);
            hyperband.read("modelBased", search.hyperband.isModelBased);
            hyperband.read("mode", search.hyperband.mode, words(hyperbandModeWords));
        });
    });
}

void readStopping(JsonObjectReader &root, StudySettings &settings)
{
    root.readObject("stopping", [&](JsonObjectReader &reader) {
        reader.readObject("trial", [&](JsonObjectReader &trial) {
            TrialStopping &stopping = settings.trialStopping;
            trial.read("rule", stopping.rule, words(stoppingRuleWords));
            trial.read("minSteps", stopping.minSteps);
            trial.read("minTrials", stopping.minTrials);
            trial.read("percentile", stopping.percentile);
            trial.read("patience", stopping.patience);
            trial.read("threshold", stopping.threshold);
        });
        reader.readObject("study", [&](JsonObjectReader &study) {
            StudyStopping &stopping = settings.studyStopping;
            study.read("target", stopping.target);
            study.read("notImprovingFor", stopping.notImprovingFor);
            study.read("notImprovingBy", stopping.notImprovingBy);
            study.read("onConvergence", stopping.onConvergence);
        });
    });
}

void readRunning(JsonObjectReader &root, StudySettings &settings)
{
    root.readObject("budget", [&](JsonObjectReader &reader) {
        reader.read("trials", settings.budget.trials);
        reader.read("parallel", settings.budget.parallel);
        reader.read("seconds", settings.budget.seconds);
    });
    root.readObject("limits", [&](JsonObjectReader &reader) {
        reader.read("seconds", settings.limits.seconds);
        reader.read("silentSeconds", settings.limits.silentSeconds);
        reader.read("memoryMiB", settings.limits.memoryMiB);
        reader.read("outputMiB", settings.limits.outputMiB);
        reader.read("graceSeconds", settings.limits.graceSeconds);
        reader.read("attempts", settings.limits.attempts);
    });
    root.readObject("evaluation", [&](JsonObjectReader &reader) {
        reader.read("folds", settings.evaluation.folds);
        reader.read("replicates", settings.evaluation.replicates);
        reader.read("runAll", settings.evaluation.runsAll);
    });
    root.readList("slots", [&](const Json &element, const std::string &path) {
        JsonObjectReader reader(element, path, root.findings());
        reader.read("environment", settings.slots.emplace_back().environment);
        reader.finish();
    });
    root.readObject("launcher",
                    [&](JsonObjectReader &reader) { reader.read("kind", settings.launcher); });
    root.readList("warmStart", [&](const Json &element, const std::string &path) {
        WarmStart &warmStart = settings.warmStart.emplace_back();
        JsonObjectReader reader(element, path, root.findings());
        reader.require("study");
        reader.read("study", warmStart.study);
        reader.read("kind", warmStart.kind);
        reader.finish();
    });
}

void readCommand(JsonObjectReader &root, StudySettings &settings)
{
    root.read("name", settings.name);
    root.require("command");
    root.read("command", settings.command);
    root.read("shell", settings.usesShell);
    root.read("lineBuffered", settings.lineBuffered);
    root.read("workingDirectory", settings.workingDirectory);
    root.read("environment", settings.environment);
    root.readList("files", [&](const Json &element, const std::string &path) {
        FileTemplate &file = settings.files.emplace_back();
        JsonObjectReader reader(element, path, root.findings());
        reader.require("template");
        reader.read("template", file.templatePath);
        reader.require("to");
        reader.read("to", file.to);
        reader.finish();
    });
}

void readRoot(const Json &json, StudySettings &settings, JsonFindings &findings)
{
    JsonObjectReader root(json, {}, findings);
    if (!json.is_object())
        return;
    int format = newestFormat;
    root.require("attune");
    root.read("attune", format);
    if (format != newestFormat) {
        root.add("attune", "This is format " + std::to_string(format) +
                               ", and this version of Attune knows format " +
                               std::to_string(newestFormat) +
                               ". Use the version of Attune that wrote it.");
        return;
    }
    readCommand(root, settings);
    root.require("hyperparameters");
    root.readList("hyperparameters", [&](const Json &element, const std::string &path) {
        settings.space.hyperparameters.push_back(readHyperparameter(element, path, findings));
    });
    root.read("fixed", settings.space.fixed);
    root.read("constraints", settings.space.constraints);
    root.require("metrics");
    root.readList("metrics", [&](const Json &element, const std::string &path) {
        settings.metrics.push_back(readMetric(element, path, findings));
    });
    readObjectives(root, json, settings);
    root.read("requirements", settings.requirements);
    readSearch(root, settings.search);
    readStopping(root, settings);
    readRunning(root, settings);
    root.finish();
}

} // namespace

ParsedStudy parseStudyJson(std::string_view text)
{
    JsonDocument document = parseJson(text);
    ParsedStudy parsed;
    parsed.problems = std::move(document.problems);
    if (document.root.is_discarded())
        return parsed;
    JsonFindings findings;
    readRoot(document.root, parsed.settings, findings);
    parsed.problems.insert(parsed.problems.end(), findings.problems.begin(),
                           findings.problems.end());
    return parsed;
}

Problems problemsOf(const ParsedStudy &parsed)
{
    Problems problems = parsed.problems;
    // Where the reader has complained, the settings hold a default that says nothing.
    for (Problem &problem : parsed.settings.problems()) {
        const bool isExplained =
            std::any_of(problems.begin(), problems.end(), [&](const Problem &known) {
                return known.path.empty() || known.path == "attune" ||
                       known.path.starts_with(problem.path) || problem.path.starts_with(known.path);
            });
        if (!isExplained)
            problems.push_back(std::move(problem));
    }
    return problems;
}

Problems problemsOfStudyJson(std::string_view text)
{
    return problemsOf(parseStudyJson(text));
}

Result<StudySettings> settingsFromStudyJson(std::string_view text)
{
    ParsedStudy parsed = parseStudyJson(text);
    if (!parsed.problems.empty())
        return Error{ErrorKind::Invalid, listOf(parsed.problems)};
    return std::move(parsed.settings);
}

std::vector<std::string> studyJsonKeys()
{
    // Every list with an element and every object present, so that the reader asks for all keys.
    const Json all = Json::parse(R"({
        "attune": 1, "hyperparameters": [{}], "metrics": [{}], "objectives": [{"value": {}}],
        "objective": {"value": {}}, "files": [{}], "slots": [{}], "warmStart": [{}],
        "search": {"hyperband": {}}, "stopping": {"trial": {}, "study": {}}, "budget": {},
        "limits": {}, "evaluation": {}, "launcher": {}})");
    StudySettings settings;
    JsonFindings findings;
    readRoot(all, settings, findings);
    std::sort(findings.keys.begin(), findings.keys.end());
    findings.keys.erase(std::unique(findings.keys.begin(), findings.keys.end()),
                        findings.keys.end());
    return findings.keys;
}

std::string listOf(const Problems &problems)
{
    std::string list;
    for (const Problem &problem : problems) {
        list += list.empty() ? "" : "\n";
        list += problem.path.empty() ? problem.sentence : problem.path + ": " + problem.sentence;
    }
    return list;
}

} // namespace attune::engine
