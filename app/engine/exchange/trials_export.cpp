// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/trials_export.h"

#include "app/engine/exchange/json_object_reader.h"
#include "core/study/required_metrics.h"
#include "core/study/requirement.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace attune::engine {
namespace {

constexpr std::array<std::pair<RunEnd, const char *>, 12> endWords{{
    {RunEnd::None, "running"},
    {RunEnd::Exited, "exited"},
    {RunEnd::Signalled, "signalled"},
    {RunEnd::WallClock, "wallClock"},
    {RunEnd::Silence, "silence"},
    {RunEnd::Memory, "memory"},
    {RunEnd::Output, "output"},
    {RunEnd::StoppedByRule, "stoppedByRule"},
    {RunEnd::Person, "person"},
    {RunEnd::StudyEnded, "studyEnded"},
    {RunEnd::NotStarted, "notStarted"},
    {RunEnd::KeeperLost, "keeperLost"},
}};

const char *wordOf(TrialOrigin origin)
{
    switch (origin) {
    case TrialOrigin::Sampler:
        return "sampler";
    case TrialOrigin::Default:
        return "default";
    case TrialOrigin::Person:
        return "person";
    case TrialOrigin::Imported:
        return "imported";
    }
    return "";
}

Json numberOrNull(std::optional<double> number)
{
    return number && std::isfinite(*number) ? Json(*number) : Json(nullptr);
}

Json textOrNull(const std::string &text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

/// Milliseconds are all that is measured.
double seconds(std::int64_t beginMs, std::int64_t endMs)
{
    return static_cast<double>(std::max<std::int64_t>(0, endMs - beginMs)) / 1000.0;
}

Json jsonOfRun(const Run &run, std::int64_t nowMs)
{
    Json json = Json::object();
    json["directory"] = run.directory;
    json["attempt"] = run.key.attempt;
    json["fold"] = run.key.fold;
    json["replicate"] = run.key.replicate;
    json["rung"] = run.key.rung;
    if (run.resource > 0)
        json["resource"] = run.resource;
    json["slot"] = run.slot;
    json["seed"] = run.seed;
    json["command"] = run.command;
    json["started"] = textOrNull(utcText(run.startedMs));
    json["seconds"] = run.startedMs == 0
                          ? Json(nullptr)
                          : Json(seconds(run.startedMs, run.endedMs == 0 ? nowMs : run.endedMs));
    json["end"] = engine::nameOf(run.end);
    json["exitCode"] = run.end == RunEnd::Exited ? Json(run.exitCode) : Json(nullptr);
    json["signal"] = run.signal == 0 ? Json(nullptr) : Json(run.signal);
    json["cpuSeconds"] = run.cpuSeconds;
    json["peakMemoryBytes"] = run.peakMemoryBytes;
    json["reason"] = textOrNull(run.sentence);
    return json;
}

std::string csvField(const std::string &text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string csvRow(const std::vector<std::string> &fields)
{
    std::string row;
    for (const std::string &field : fields)
        row += (row.empty() ? "" : ",") + csvField(field);
    return row + "\r\n";
}

/// What else trials are judged by than one objective, as columns of a table.
std::vector<std::string> goalNames(const StudySettings &settings)
{
    std::vector<std::string> names;
    if (settings.objectives.size() < 2)
        names.emplace_back("objective");
    else
        for (const Objective &objective : settings.objectives)
            names.push_back("objective." + objective.metric);
    for (const std::string &metric : requiredMetrics(settings))
        names.push_back("required." + metric);
    if (!settings.requirements.empty())
        names.emplace_back("meetsRequirements");
    return names;
}

/// Empty where there is none.
std::string textOfNumber(const std::optional<double> &value)
{
    return value ? textOf(Value(*value)) : std::string();
}

/// The fields under them.
std::vector<std::string> goalFields(const StudySettings &settings, const Trial &trial)
{
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, settings.objectives.size()); ++i)
        fields.push_back(
            textOfNumber(i < trial.objectives.size() ? trial.objectives[i] : std::nullopt));
    for (const std::string &metric : requiredMetrics(settings))
        fields.push_back(textOfNumber(requiredValue(settings, trial, metric)));
    if (!settings.requirements.empty()) {
        const auto isMet = keepsRequirements(trial);
        fields.emplace_back(!isMet ? "" : *isMet ? "true" : "false");
    }
    return fields;
}

Json jsonOfRequirements(const StudySettings &settings, const Trial &trial)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < settings.requirements.size(); ++i) {
        const auto requirement = Requirement::parse(settings.requirements[i]);
        const auto value = i < trial.required.size() ? trial.required[i] : std::nullopt;
        Json isMet = nullptr;
        if (requirement && keepsRequirements(trial))
            isMet = value && requirement->isMetBy(*value);
        list.push_back({{"requirement", settings.requirements[i]},
                        {"value", numberOrNull(value)},
                        {"isMet", std::move(isMet)}});
    }
    return list;
}

} // namespace

std::vector<std::string> variedNames(const StudySettings &settings,
                                     const std::vector<Trial> &trials)
{
    std::vector<std::string> names;
    for (const Hyperparameter &hyperparameter : settings.space.hyperparameters)
        names.push_back(hyperparameter.name);
    for (const Trial &trial : trials) {
        for (const auto &[name, value] : trial.settings) {
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    }
    return names;
}

std::string trialsCsv(const StudySettings &settings, const std::vector<Trial> &trials,
                      std::int64_t nowMs)
{
    std::vector<std::string> before{"number", "state"};
    const std::vector<std::string> goals = goalNames(settings);
    before.insert(before.end(), goals.begin(), goals.end());
    const std::vector<std::string> after{
        "started", "seconds",  "origin",       "starred",       "excluded",       "note",
        "reason",  "revision", "stopped.step", "stopped.value", "stopped.against"};
    const auto isTaken = [&](const std::string &name) {
        return std::find(before.begin(), before.end(), name) != before.end() ||
               std::find(after.begin(), after.end(), name) != after.end();
    };
    const std::vector<std::string> names = variedNames(settings, trials);
    std::vector<std::string> header = before;
    for (const std::string &name : names)
        header.push_back(isTaken(name) ? "values." + name : name);
    header.insert(header.end(), after.begin(), after.end());
    std::string csv = csvRow(header);
    for (const Trial &trial : trials) {
        std::vector<std::string> row{std::to_string(trial.number), attune::nameOf(trial.state)};
        const std::vector<std::string> values = goalFields(settings, trial);
        row.insert(row.end(), values.begin(), values.end());
        for (const std::string &name : names) {
            const auto value = valueOf(trial, name);
            row.push_back(value ? textOf(*value) : std::string());
        }
        row.insert(row.end(),
                   {utcText(trial.startedMs),
                    trial.startedMs == 0 ? std::string() : textOf(Value(trial.seconds(nowMs))),
                    wordOf(trial.origin), trial.isStarred ? "true" : "false",
                    trial.isExcluded ? "true" : "false", trial.note, trial.sentence,
                    std::to_string(trial.revision),
                    trial.stoppedAtStep ? std::to_string(*trial.stoppedAtStep) : std::string(),
                    textOfNumber(trial.stoppedValue), textOfNumber(trial.stoppedAgainst)});
        csv += csvRow(row);
    }
    return csv;
}

Json jsonOfObjectives(const StudySettings &settings, const Trial &trial)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < settings.objectives.size(); ++i)
        json[settings.objectives[i].metric] =
            numberOrNull(i < trial.objectives.size() ? trial.objectives[i] : std::nullopt);
    return json;
}

Json jsonOfTrial(const StudySettings &settings, const Trial &trial, std::int64_t nowMs)
{
    Json json = Json::object();
    json["number"] = trial.number;
    json["state"] = attune::nameOf(trial.state);
    json["objective"] = numberOrNull(trial.objective());
    if (settings.objectives.size() > 1)
        json["objectives"] = jsonOfObjectives(settings, trial);
    if (!settings.requirements.empty()) {
        const auto isMet = keepsRequirements(trial);
        json["meetsRequirements"] = isMet ? Json(*isMet) : Json(nullptr);
        json["requirements"] = jsonOfRequirements(settings, trial);
    }
    json["values"] = Json::object();
    for (const auto &[name, value] : trial.settings)
        json["values"][name] = jsonOfValue(value);
    json["started"] = textOrNull(utcText(trial.startedMs));
    json["seconds"] = trial.startedMs == 0 ? Json(nullptr) : Json(trial.seconds(nowMs));
    json["origin"] = wordOf(trial.origin);
    json["reason"] = textOrNull(trial.sentence);
    if (trial.stoppedAtStep)
        json["stopped"] = {{"step", *trial.stoppedAtStep},
                           {"value", numberOrNull(trial.stoppedValue)},
                           {"against", numberOrNull(trial.stoppedAgainst)}};
    if (!trial.stoppedMetric.empty())
        json["stopped"]["metric"] = trial.stoppedMetric;
    if (trial.isPaused)
        json["paused"] = true;
    if (trial.standardError)
        json["standardError"] = *trial.standardError;
    json["revision"] = trial.revision;
    json["note"] = textOrNull(trial.note);
    json["starred"] = trial.isStarred;
    json["excluded"] = trial.isExcluded;
    json["runs"] = Json::array();
    for (const Run &run : trial.runs)
        json["runs"].push_back(jsonOfRun(run, nowMs));
    return json;
}

std::string trialsJson(const StudySettings &settings, const std::vector<Trial> &trials,
                       std::int64_t nowMs)
{
    Json json = Json::array();
    for (const Trial &trial : trials)
        json.push_back(jsonOfTrial(settings, trial, nowMs));
    return prettyJson(json);
}

const char *nameOf(RunEnd end)
{
    return wordFor(Words<RunEnd>(endWords), end);
}

std::string utcText(std::int64_t timeMs)
{
    if (timeMs == 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC).toString(Qt::ISODate).toStdString();
}

} // namespace attune::engine
