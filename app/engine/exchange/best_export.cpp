// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/best_export.h"

#include "app/engine/exchange/json_object_reader.h"
#include "core/protocol/command_template.h"
#include "core/study/required_metrics.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace attune::engine {
namespace {

using NamedValues = std::vector<std::pair<std::string, Value>>;

constexpr std::array<std::pair<ExportFormat, const char *>, 7> formatWords{{
    {ExportFormat::Json, "json"},
    {ExportFormat::Yaml, "yaml"},
    {ExportFormat::Toml, "toml"},
    {ExportFormat::Ini, "ini"},
    {ExportFormat::Env, "env"},
    {ExportFormat::Args, "args"},
    {ExportFormat::Command, "command"},
}};

/// In the order of the study, so that a diff of two exports is readable.
NamedValues valuesOf(const StudySettings &settings, const Trial &trial, bool withFixed)
{
    NamedValues values;
    for (const Hyperparameter &hyperparameter : settings.space.hyperparameters) {
        const auto found = trial.settings.find(hyperparameter.name);
        if (found != trial.settings.end())
            values.emplace_back(found->first, found->second);
    }
    // Of a hyperparameter that an edit has taken out of the study since.
    for (const auto &[name, value] : trial.settings) {
        if (!settings.space.find(name))
            values.emplace_back(name, value);
    }
    if (withFixed) {
        for (const auto &[name, text] : settings.space.fixed)
            values.emplace_back(name, valueFromText(text));
    }
    return values;
}

void addIfFinite(NamedValues &metadata, const std::string &name, std::optional<double> value)
{
    if (value && std::isfinite(*value))
        metadata.emplace_back(name, *value);
}

/// What metadata says, in order. An objective is absent where it is not finite.
NamedValues metadataOf(const StudySettings &settings, const Trial &trial, const std::string &reason)
{
    NamedValues metadata{{"study", settings.name},
                         {"trial", static_cast<std::int64_t>(trial.number)}};
    const std::size_t count = settings.objectives.size(); // of a draft: other than the trial's
    if (count == 1)
        metadata.emplace_back("metric", settings.objectives.front().metric);
    if (count < 2)
        addIfFinite(metadata, "objective", trial.objective());
    else
        for (std::size_t i = 0; i < std::min(count, trial.objectives.size()); ++i)
            addIfFinite(metadata, "objective." + settings.objectives[i].metric,
                        trial.objectives[i]);
    for (const std::string &metric : requiredMetrics(settings))
        addIfFinite(metadata, "required." + metric, requiredValue(settings, trial, metric));
    if (!reason.empty())
        metadata.emplace_back("reason", reason);
    return metadata;
}

/// With a point, so that every reader sees a floating-point number: YAML 1.1 takes `1e-05` for text
/// and TOML takes `1` for an integer.
std::string floatText(double value)
{
    std::string text = textOf(Value(value));
    const std::size_t exponent = text.find('e');
    if (text.find('.') == std::string::npos)
        text.insert(std::min(exponent, text.size()), ".0");
    return text;
}

std::string scalarText(const Value &value)
{
    const auto *number = std::get_if<double>(&value);
    return number ? floatText(*number) : textOf(value);
}

Json jsonObject(const NamedValues &values)
{
    Json json = Json::object();
    for (const auto &[name, value] : values)
        json[name] = jsonOfValue(value);
    return json;
}

std::string asJson(const NamedValues &values, const NamedValues &metadata)
{
    Json json = jsonObject(metadata);
    if (metadata.empty())
        json = jsonObject(values);
    else
        json["values"] = jsonObject(values);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

void emitYaml(YAML::Emitter &emitter, const NamedValues &values)
{
    for (const auto &[name, value] : values) {
        emitter << YAML::Key << name << YAML::Value;
        if (const auto *text = std::get_if<std::string>(&value))
            emitter << YAML::DoubleQuoted << *text;
        else
            emitter << scalarText(value);
    }
}

std::string asYaml(const NamedValues &values, const NamedValues &metadata)
{
    YAML::Emitter emitter;
    emitter << YAML::BeginMap;
    emitYaml(emitter, metadata);
    if (!metadata.empty())
        emitter << YAML::Key << "values" << YAML::Value << YAML::BeginMap;
    emitYaml(emitter, values);
    if (!metadata.empty())
        emitter << YAML::EndMap;
    emitter << YAML::EndMap;
    return std::string(emitter.c_str()) + '\n';
}

/// A TOML basic string; JSON's escapes are valid there.
std::string tomlString(const std::string &text)
{
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string tomlLines(const NamedValues &values)
{
    std::string lines;
    for (const auto &[name, value] : values) {
        const bool isBare =
            std::all_of(name.begin(), name.end(), [](char c) { return c != '.' && c != ':'; });
        const auto *text = std::get_if<std::string>(&value);
        lines += (isBare ? name : tomlString(name)) + " = " +
                 (text ? tomlString(*text) : scalarText(value)) + '\n';
    }
    return lines;
}

std::string asToml(const NamedValues &values, const NamedValues &metadata)
{
    return tomlLines(metadata) + (metadata.empty() ? "" : "\n[values]\n") + tomlLines(values);
}

/// Comments and INI values are lines: what would end them becomes a blank.
std::string onOneLine(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::replace(text.begin(), text.end(), '\r', ' ');
    return text;
}

std::string asComments(const NamedValues &metadata)
{
    std::string comments;
    for (const auto &[name, value] : metadata)
        comments += "# " + name + ": " + onOneLine(textOf(value)) + '\n';
    return comments;
}

std::string asIni(const NamedValues &values, const NamedValues &metadata)
{
    std::string text = asComments(metadata) + "[hyperparameters]\n";
    for (const auto &[name, value] : values)
        text += name + " = " + onOneLine(textOf(value)) + '\n';
    return text;
}

std::string asEnvironment(const NamedValues &values, const NamedValues &metadata)
{
    std::string text = asComments(metadata);
    for (const auto &[name, value] : values)
        text += environmentNameOf(name) + '=' + quoteCommandLine({textOf(value)}) + '\n';
    return text;
}

std::string asArguments(const NamedValues &values)
{
    std::string text;
    for (const auto &[name, value] : values)
        text += (text.empty() ? "" : " ") + quoteCommandLine({"--" + name}) + '=' +
                quoteCommandLine({textOf(value)});
    return text + '\n';
}

std::string asCommand(const StudySettings &settings, const Trial &trial)
{
    RunContext context;
    context.trialNumber = trial.number;
    context.trialSeed = trial.runs.empty() ? settings.search.seed : trial.runs.back().seed;
    context.runDirectory = ".";
    context.trialDirectory = ".";
    context.studyDirectory = ".";
    if (const auto resource = maxResourceOf(settings))
        context.resource = std::to_string(*resource);
    const CommandTemplate command(settings.command);
    return quoteCommandLine(command.render(settings.space, trial.settings, context)) + '\n';
}

} // namespace

const char *nameOf(ExportFormat format)
{
    return wordFor(Words<ExportFormat>(formatWords), format);
}

std::optional<ExportFormat> exportFormatFromName(std::string_view name)
{
    for (const auto &[format, word] : formatWords) {
        if (name == word)
            return format;
    }
    return std::nullopt;
}

std::vector<ExportFormat> exportFormats()
{
    std::vector<ExportFormat> formats;
    formats.reserve(std::size(formatWords));
    for (const auto &[format, word] : formatWords)
        formats.push_back(format);
    return formats;
}

std::string exportSettings(const StudySettings &settings, const Trial &trial,
                           const ExportOptions &options)
{
    const NamedValues values = valuesOf(settings, trial, options.withFixed);
    const NamedValues metadata =
        options.withMetadata ? metadataOf(settings, trial, options.reason) : NamedValues();
    switch (options.format) {
    case ExportFormat::Json:
        return asJson(values, metadata);
    case ExportFormat::Yaml:
        return asYaml(values, metadata);
    case ExportFormat::Toml:
        return asToml(values, metadata);
    case ExportFormat::Ini:
        return asIni(values, metadata);
    case ExportFormat::Env:
        return asEnvironment(values, metadata);
    case ExportFormat::Args:
        return asArguments(values);
    case ExportFormat::Command:
        return asCommand(settings, trial);
    }
    return {};
}

} // namespace attune::engine
