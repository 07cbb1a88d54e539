// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/job.h"

#include "app/keeper/json.h"

namespace attune::keeper {

namespace {

using Kind = JsonValue::Kind;

/// Takes typed members out of an object and remembers the first that has the wrong type.
class Members
{
public:
    Members(const JsonValue &object, std::string &problem) : m_object(object), m_problem(problem) {}

    const JsonValue *find(const char *name, Kind kind)
    {
        const JsonValue *const value = m_object.member(name);
        if (value == nullptr || value->kind == Kind::Null)
            return nullptr;
        if (value->kind != kind)
            m_problem = std::string("\"") + name + "\" has the wrong type";
        return value->kind == kind ? value : nullptr;
    }

    std::optional<double> positive(const char *name)
    {
        const JsonValue *const value = find(name, Kind::Number);
        if (value == nullptr)
            return std::nullopt;
        if (value->number < 0.0)
            m_problem = std::string("\"") + name + "\" is negative";
        return value->number;
    }

    std::optional<std::int64_t> mebibytes(const char *name)
    {
        const std::optional<double> value = positive(name);
        return value ? std::optional(static_cast<std::int64_t>(*value * 1048576.0)) : std::nullopt;
    }

    /// A text that the system can take: without a NUL.
    std::string text(const JsonValue &value, const char *name)
    {
        if (value.kind != Kind::Text || value.text.find('\0') != std::string::npos)
            m_problem = std::string("\"") + name + "\" holds something that is not a text";
        return value.text;
    }

    std::string variableName(const std::string &name)
    {
        if (name.empty() || name.find('=') != std::string::npos ||
            name.find('\0') != std::string::npos)
            m_problem = "\"environment\" has a name that no variable can have";
        return name;
    }

private:
    const JsonValue &m_object;
    std::string &m_problem;
};

Limits limitsFrom(const JsonValue &object, std::string &problem)
{
    Members members(object, problem);
    Limits limits;
    limits.seconds = members.positive("seconds");
    limits.silentSeconds = members.positive("silentSeconds");
    limits.outputBytes = members.mebibytes("outputMiB");
    limits.memoryBytes = members.mebibytes("memoryMiB");
    limits.graceSeconds = members.positive("graceSeconds").value_or(limits.graceSeconds);
    return limits;
}

} // namespace

std::variant<Job, std::string> parseJob(const std::string &json)
{
    const JsonResult read = readJson(json);
    if (const auto *problem = std::get_if<std::string>(&read))
        return "job.json cannot be read: " + *problem;
    const auto &object = std::get<JsonValue>(read);
    if (object.kind != Kind::Object)
        return "job.json is not an object";

    std::string problem;
    Members members(object, problem);
    Job job;
    if (const JsonValue *command = members.find("command", Kind::List)) {
        for (const JsonValue &argument : command->items)
            job.command.push_back(members.text(argument, "command"));
    }
    if (const JsonValue *environment = members.find("environment", Kind::Object)) {
        for (std::size_t i = 0; i < environment->items.size(); ++i)
            job.environment.emplace_back(members.variableName(environment->names[i]),
                                         members.text(environment->items[i], "environment"));
    }
    if (const JsonValue *directory = members.find("workingDirectory", Kind::Text))
        job.workingDirectory = members.text(*directory, "workingDirectory");
    if (const JsonValue *bell = members.find("bell", Kind::Text))
        job.bell = bell->text;
    if (const JsonValue *limits = members.find("limits", Kind::Object))
        job.limits = limitsFrom(*limits, problem);
    if (problem.empty() && job.command.empty())
        problem = "\"command\" is missing";
    if (!problem.empty())
        return "job.json cannot be used: " + problem;
    return job;
}

} // namespace attune::keeper
