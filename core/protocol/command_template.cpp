// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/command_template.h"

#include "core/protocol/number_text.h"
#include "core/protocol/placeholders.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

constexpr std::array<std::string_view, 10> runNames{
    "trial.number", "trial.seed", "trial.directory", "run.directory", "study.directory",
    "fold",         "folds",      "replicate",       "slot",          "resource",
};

std::string runValue(std::string_view name, const RunContext &context)
{
    if (name == "trial.number")
        return std::to_string(context.trialNumber);
    if (name == "trial.seed")
        return std::to_string(context.trialSeed);
    if (name == "trial.directory")
        return context.trialDirectory;
    if (name == "run.directory")
        return context.runDirectory;
    if (name == "study.directory")
        return context.studyDirectory;
    if (name == "fold")
        return std::to_string(context.fold);
    if (name == "folds")
        return std::to_string(context.folds);
    if (name == "replicate")
        return std::to_string(context.replicate);
    if (name == "slot")
        return std::to_string(context.slot);
    return context.resource;
}

bool isRunName(std::string_view name)
{
    return std::find(runNames.begin(), runNames.end(), name) != runNames.end();
}

const std::string *fixedValue(const SearchSpace &space, std::string_view name)
{
    for (const auto &[fixedName, text] : space.fixed) {
        if (fixedName == name)
            return &text;
    }
    return nullptr;
}

std::vector<std::string> knownNames(const SearchSpace &space)
{
    std::vector<std::string> names;
    for (const Hyperparameter &hyperparameter : space.hyperparameters)
        names.push_back(hyperparameter.name);
    for (const auto &[name, text] : space.fixed)
        names.push_back(name);
    names.insert(names.end(), runNames.begin(), runNames.end());
    return names;
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), toLower);
    return lower;
}

/// The truth that a text stands for, or nothing when it is no boolean.
std::optional<bool> truthOf(std::string_view text)
{
    const std::string lower = lowerCase(text);
    if (lower == "true" || lower == "yes" || lower == "on" || lower == "1")
        return true;
    if (lower == "false" || lower == "no" || lower == "off" || lower == "0")
        return false;
    return std::nullopt;
}

/// What placeholders become in one run.
class Renderer
{
public:
    Renderer(const SearchSpace &space, const Settings &settings, const RunContext &context)
        : m_space(space), m_settings(settings), m_context(context)
    {}

    struct Rendered
    {
        std::string text;
        bool holdsInactive = false; ///< a hyperparameter that is not active
        bool isSwitchedOff = false; ///< `{name?TEXT}` of a false value
    };

    [[nodiscard]] Rendered render(std::string_view text) const
    {
        Rendered rendered;
        for (const TemplatePiece &piece : parseTemplate(text)) {
            if (piece.kind == TemplatePiece::Kind::Literal) {
                rendered.text += piece.text;
                continue;
            }
            const auto value = valueOf(piece.name);
            if (!value) {
                rendered.holdsInactive = true;
            } else if (piece.kind == TemplatePiece::Kind::Placeholder) {
                rendered.text += *value;
            } else if (truthOf(*value).value_or(false)) {
                include(rendered, render(piece.text));
            } else if (piece.hasOtherwise) {
                include(rendered, render(piece.otherwise));
            } else {
                rendered.isSwitchedOff = true;
            }
        }
        return rendered;
    }

private:
    static void include(Rendered &rendered, const Rendered &inner)
    {
        rendered.text += inner.text;
        rendered.holdsInactive |= inner.holdsInactive;
        rendered.isSwitchedOff |= inner.isSwitchedOff;
    }

    /// Nothing for an inactive hyperparameter. A person's own names come before those of the run.
    [[nodiscard]] std::optional<std::string> valueOf(const std::string &name) const
    {
        if (const Hyperparameter *hyperparameter = m_space.find(name)) {
            const auto setting = m_settings.find(name);
            if (setting == m_settings.end() || !m_space.isActive(*hyperparameter, m_settings))
                return std::nullopt;
            return textOf(setting->second);
        }
        if (const std::string *text = fixedValue(m_space, name))
            return *text;
        return runValue(name, m_context);
    }

    const SearchSpace &m_space;
    const Settings &m_settings;
    const RunContext &m_context;
};

/// Whether an option that stands before a dropped argument is complete without it: `-a5`,
/// `--a=5`, `--a={a}`, a negative number, `--`.
bool holdsValueOfItsOwn(const std::string &argument)
{
    if (argument == "-" || argument == "--" || argument.find('=') != std::string::npos)
        return true;
    if (numberFromText(argument))
        return true;
    const auto pieces = parseTemplate(argument);
    const bool hasPlaceholder = std::any_of(pieces.begin(), pieces.end(), [](const auto &piece) {
        return piece.kind != TemplatePiece::Kind::Literal;
    });
    return hasPlaceholder || (argument.size() > 2 && argument[1] != '-' &&
                              numberFromText(std::string_view(argument).substr(2)));
}

bool isBoolean(const SearchSpace &space, const std::string &name)
{
    if (const std::string *text = fixedValue(space, name))
        return truthOf(*text).has_value();
    const Hyperparameter *hyperparameter = space.find(name);
    if (!hyperparameter)
        return false;
    switch (hyperparameter->type) {
    case HyperparameterType::Continuous:
        return false;
    case HyperparameterType::Integer:
        return hyperparameter->min >= 0.0 && hyperparameter->max <= 1.0;
    case HyperparameterType::Categorical:
        return std::all_of(hyperparameter->values.begin(), hyperparameter->values.end(),
                           [](const Value &value) { return truthOf(textOf(value)).has_value(); });
    }
    return false;
}

void collectProblems(std::string_view text, const SearchSpace &space, const std::string &path,
                     Problems &problems)
{
    const std::vector<std::string> known = knownNames(space);
    for (const TemplatePiece &piece : parseTemplate(text)) {
        if (piece.kind == TemplatePiece::Kind::Literal)
            continue;
        if (std::find(known.begin(), known.end(), piece.name) == known.end()) {
            const std::string near = nearMatch(piece.name, known);
            problems.push_back({path, "\"{" + piece.name + "}\" stands for no value here" +
                                          (near.empty() ? ". Add \"" + piece.name +
                                                              "\" as a hyperparameter or a fixed "
                                                              "value."
                                                        : "; did you mean \"{" + near + "}\"?") +
                                          " Write \"{{\" for a brace itself."});
        } else if (piece.kind == TemplatePiece::Kind::Conditional &&
                   !isBoolean(space, piece.name)) {
            problems.push_back({path, "\"{" + piece.name +
                                          "?...}\" needs a true or false value, and \"" +
                                          piece.name + "\" is none."});
        }
        collectProblems(piece.text, space, path, problems);
        collectProblems(piece.otherwise, space, path, problems);
    }
}

void collectNames(std::string_view text, std::vector<std::string> &names)
{
    for (const TemplatePiece &piece : parseTemplate(text)) {
        if (piece.kind == TemplatePiece::Kind::Literal)
            continue;
        if (!isRunName(piece.name) &&
            std::find(names.begin(), names.end(), piece.name) == names.end())
            names.push_back(piece.name);
        collectNames(piece.text, names);
        collectNames(piece.otherwise, names);
    }
}

} // namespace

CommandTemplate::CommandTemplate(std::vector<std::string> arguments)
    : m_arguments(std::move(arguments))
{}

Problems CommandTemplate::problems(const SearchSpace &space) const
{
    Problems problems;
    if (m_arguments.empty())
        problems.push_back(
            {"command", "The command is empty: give the program and its arguments."});
    else if (m_arguments.front().empty())
        problems.push_back({"command[0]", "The program's name is empty: give the program to run."});
    for (std::size_t i = 0; i < m_arguments.size(); ++i)
        collectProblems(m_arguments[i], space, "command[" + std::to_string(i) + "]", problems);
    return problems;
}

std::vector<std::string> CommandTemplate::render(const SearchSpace &space, const Settings &settings,
                                                 const RunContext &context) const
{
    const Renderer renderer(space, settings, context);
    std::vector<std::string> rendered;
    bool previousWasKept = false;
    for (std::size_t i = 0; i < m_arguments.size(); ++i) {
        auto argument = renderer.render(m_arguments[i]);
        if (!argument.holdsInactive && !argument.isSwitchedOff) {
            rendered.push_back(std::move(argument.text));
            previousWasKept = true;
            continue;
        }
        if (argument.holdsInactive && previousWasKept && isValueOfTheOneBefore(i))
            rendered.pop_back();
        previousWasKept = false;
    }
    return rendered;
}

/// The program itself stays; only an option that asks for a value goes with it.
bool CommandTemplate::isValueOfTheOneBefore(std::size_t index) const
{
    return index >= 2 && m_arguments[index - 1].starts_with('-') &&
           !holdsValueOfItsOwn(m_arguments[index - 1]);
}

std::vector<std::string> CommandTemplate::without(const std::vector<std::string> &names) const
{
    std::vector<std::string> kept;
    bool previousWasKept = false;
    for (std::size_t i = 0; i < m_arguments.size(); ++i) {
        const std::vector<std::string> used = CommandTemplate({m_arguments[i]}).usedNames();
        const bool isGone =
            i > 0 && std::any_of(used.begin(), used.end(), [&](const std::string &name) {
                return std::find(names.begin(), names.end(), name) != names.end();
            });
        if (isGone && previousWasKept && isValueOfTheOneBefore(i))
            kept.pop_back();
        if (!isGone)
            kept.push_back(m_arguments[i]);
        previousWasKept = !isGone;
    }
    return kept;
}

std::vector<std::string> CommandTemplate::usedNames() const
{
    std::vector<std::string> names;
    for (const std::string &argument : m_arguments)
        collectNames(argument, names);
    return names;
}

std::vector<std::string> CommandTemplate::unknownNames(const SearchSpace &space) const
{
    std::vector<std::string> names = usedNames();
    const std::vector<std::string> known = knownNames(space);
    std::erase_if(names, [&](const std::string &name) {
        return std::find(known.begin(), known.end(), name) != known.end();
    });
    return names;
}

std::string renderText(std::string_view text, const SearchSpace &space, const Settings &settings,
                       const RunContext &context)
{
    return Renderer(space, settings, context).render(text).text;
}

Problems textProblems(std::string_view text, const SearchSpace &space, const std::string &path)
{
    Problems problems;
    collectProblems(text, space, path, problems);
    return problems;
}

std::map<std::string, std::string> environmentOf(const SearchSpace &space, const Settings &settings)
{
    std::map<std::string, std::string> environment;
    for (const auto &[name, text] : space.fixed)
        environment[environmentNameOf(name)] = text;
    for (const auto &[name, value] : settings)
        environment[environmentNameOf(name)] = textOf(value);
    return environment;
}

} // namespace attune
