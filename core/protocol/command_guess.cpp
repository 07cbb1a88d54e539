// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/command_guess.h"

#include "core/protocol/number_text.h"
#include "core/protocol/placeholders.h"
#include "core/protocol/range_knowledge.h"
#include "core/space/search_space.h"

#include <algorithm>

namespace attune {
namespace {

bool isNumber(std::string_view text)
{
    const bool startsLikeOne =
        !text.empty() && text.find_first_of("0123456789") != std::string::npos;
    return startsLikeOne && numberFromText(text).has_value();
}

/// `-a`, `--batch-size`, and not `-5`, `-1e-3`, `-` or `--`.
bool isFlag(std::string_view argument)
{
    const std::size_t name = argument.find_first_not_of('-');
    return argument.starts_with('-') && name != std::string_view::npos && name <= 2 &&
           !isNumber(argument) && (isLetter(argument[name]) || argument[name] == '_');
}

bool isIdentifier(std::string_view text)
{
    return !text.empty() && (isLetter(text.front()) || text.front() == '_') &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return isWordCharacter(c) || c == '-' || c == '.' || c == ':';
           });
}

/// What separates name from value within one argument: `--a=b`, `a=b`.
std::size_t assignmentIn(std::string_view argument)
{
    const std::size_t equals = argument.find('=');
    const std::size_t name = argument.find_first_not_of("-+");
    const bool isAssignment = equals != std::string_view::npos && name != std::string_view::npos &&
                              name < equals && isIdentifier(argument.substr(name, equals - name));
    return isAssignment ? equals : std::string_view::npos;
}

std::string baseName(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

/// Index of the first argument that is the program's own: interpreters bring options and a script,
/// `env` brings assignments.
std::size_t firstOwnArgument(const std::vector<std::string> &arguments)
{
    static const std::vector<std::string_view> interpreters{"python", "pypy", "Rscript", "julia",
                                                            "perl",   "ruby", "node",    "bash",
                                                            "sh",     "lua",  "octave"};
    if (arguments.empty())
        return 0;
    std::size_t next = 1;
    std::string program = baseName(arguments.front());
    if (program == "env") {
        while (next < arguments.size() &&
               (arguments[next].find('=') != std::string::npos || isFlag(arguments[next])))
            ++next;
        program = next < arguments.size() ? baseName(arguments[next]) : std::string();
        ++next;
    }
    const bool isInterpreter =
        std::any_of(interpreters.begin(), interpreters.end(),
                    [&](std::string_view name) { return program.starts_with(name); });
    if (!isInterpreter)
        return std::min(next, arguments.size());
    while (next < arguments.size() && isFlag(arguments[next])) {
        const bool bringsTheProgram =
            arguments[next] == "-m" || arguments[next] == "-c" || arguments[next] == "-e";
        if (bringsTheProgram)
            return std::min(next + 2, arguments.size());
        ++next;
    }
    return std::min(next + 1, arguments.size());
}

/// Walks over the arguments once and collects guesses.
class Guesser
{
public:
    explicit Guesser(const std::vector<std::string> &arguments)
    {
        m_guess.arguments = arguments;
        for (const std::string &argument : arguments)
            m_guess.templateArguments.push_back(escapedForTemplate(argument));
    }

    CommandGuess guess()
    {
        m_next = firstOwnArgument(m_guess.arguments);
        while (m_next < m_guess.arguments.size())
            guessNext();
        return std::move(m_guess);
    }

private:
    void guessNext()
    {
        const std::string &argument = m_guess.arguments[m_next];
        if (argument == "--") {
            m_isBehindOptions = true;
            ++m_next;
        } else if (const std::size_t equals = assignmentIn(argument); equals != std::string::npos) {
            addValue(argument.substr(0, equals), m_next, equals + 1);
            ++m_next;
        } else if (!m_isBehindOptions && isFlag(argument)) {
            guessFlag(argument);
        } else if (isPair(m_next)) {
            addValue(argument, m_next + 1, 0);
            m_next += 2;
        } else {
            if (isNumber(argument))
                addPosition(argument);
            ++m_next;
        }
    }

    void guessFlag(const std::string &flag)
    {
        // `-a5`: one letter and its number.
        const bool hasAttachedNumber =
            flag.size() > 2 && flag[1] != '-' && isLetter(flag[1]) && isNumber(flag.substr(2));
        if (hasAttachedNumber) {
            addValue(flag.substr(0, 2), m_next, 2);
            ++m_next;
            return;
        }
        if (takesNext(flag)) {
            addValue(flag, m_next + 1, 0);
            m_next += 2;
            return;
        }
        addSwitch(flag);
        ++m_next;
    }

    /// Whether what follows a flag is its value and not an argument of its own.
    [[nodiscard]] bool takesNext(const std::string &flag) const
    {
        if (m_next + 1 >= m_guess.arguments.size())
            return false;
        const std::string &next = m_guess.arguments[m_next + 1];
        if (isFlag(next) || next == "--" || assignmentIn(next) != std::string::npos)
            return false;
        const bool isSwitchBeforeFile =
            looksLikePath(next) && !isNumber(next) &&
            (isTunableSwitch(flag) || flag.starts_with("--no-") || flag.starts_with("--use-"));
        return !isSwitchBeforeFile;
    }

    /// `lr 0.01` without any dash: a name that is known, or one of several such pairs in a row.
    [[nodiscard]] bool isPair(std::size_t at) const
    {
        const auto isNameAndNumber = [&](std::size_t i) {
            return i + 1 < m_guess.arguments.size() && isIdentifier(m_guess.arguments[i]) &&
                   !looksLikePath(m_guess.arguments[i]) && isNumber(m_guess.arguments[i + 1]);
        };
        if (at + 1 >= m_guess.arguments.size() || !isIdentifier(m_guess.arguments[at]) ||
            looksLikePath(m_guess.arguments[at]))
            return false;
        if (isKnownName(m_guess.arguments[at]))
            return isNameAndNumber(at);
        const bool namesAChoice =
            isKnownChoice(m_guess.arguments[at + 1]) && m_guess.arguments[at].size() > 3;
        const bool isOneOfSeveral = isNameAndNumber(at) && (isNameAndNumber(at + 2) ||
                                                            (at >= 2 && isNameAndNumber(at - 2)));
        return namesAChoice || isOneOfSeveral;
    }

    /// The value that begins at `begin` of argument `at`.
    void addValue(std::string_view rawName, std::size_t at, std::size_t begin)
    {
        const std::string argument = m_guess.arguments[at];
        const std::string text = argument.substr(begin);
        if (text.empty())
            return;
        RangeSuggestion suggestion = suggestRange(rawName, text);
        suggestion.hyperparameter.name = uniqueName(rawName);
        m_guess.templateArguments[at] = escapedForTemplate(argument.substr(0, begin)) + '{' +
                                        suggestion.hyperparameter.name + '}';
        append(std::move(suggestion), text, at);
    }

    void addSwitch(const std::string &flag)
    {
        RangeSuggestion suggestion;
        suggestion.hyperparameter.name = uniqueName(flag);
        suggestion.hyperparameter.type = HyperparameterType::Categorical;
        suggestion.hyperparameter.values = {true, false};
        suggestion.hyperparameter.defaultValue = true;
        suggestion.isLikely = isTunableSwitch(flag);
        suggestion.reason = "A switch: given or left out.";
        m_guess.templateArguments[m_next] =
            '{' + suggestion.hyperparameter.name + '?' + escapedForTemplate(flag) + '}';
        append(std::move(suggestion), flag, m_next);
    }

    void addPosition(const std::string &text)
    {
        RangeSuggestion suggestion = suggestRange({}, text);
        suggestion.hyperparameter.name = uniqueName("argument" + std::to_string(m_next));
        suggestion.isLikely = false;
        suggestion.reason = "A number without a name: give it one if it may vary.";
        m_guess.templateArguments[m_next] = '{' + suggestion.hyperparameter.name + '}';
        append(std::move(suggestion), text, m_next);
    }

    void append(RangeSuggestion suggestion, const std::string &text, std::size_t at)
    {
        m_guess.guesses.push_back({std::move(suggestion.hyperparameter), text, static_cast<int>(at),
                                   suggestion.isLikely, std::move(suggestion.reason)});
    }

    /// The flag's name without its dashes, allowed as a name and not used before.
    [[nodiscard]] std::string uniqueName(std::string_view rawName) const
    {
        rawName.remove_prefix(std::min(rawName.find_first_not_of("-+"), rawName.size()));
        std::string name(rawName);
        std::replace_if(
            name.begin(), name.end(),
            [](char c) {
                return !isWordCharacter(c) &&
                       std::string_view(".:-").find(c) == std::string_view::npos;
            },
            '_');
        if (name.empty() || !(isLetter(name.front()) || name.front() == '_'))
            name.insert(name.begin(), '_');
        const auto isUsed = [&](const std::string &candidate) {
            return std::any_of(m_guess.guesses.begin(), m_guess.guesses.end(), [&](const auto &g) {
                return environmentNameOf(g.hyperparameter.name) == environmentNameOf(candidate);
            });
        };
        std::string unique = name;
        for (int i = 2; isUsed(unique); ++i)
            unique = name + '-' + std::to_string(i);
        return unique;
    }

    CommandGuess m_guess;
    std::size_t m_next = 0;
    bool m_isBehindOptions = false;
};

} // namespace

CommandGuess guessHyperparameters(const std::vector<std::string> &arguments)
{
    return Guesser(arguments).guess();
}

std::vector<std::string> templateWith(const CommandGuess &guess, const std::vector<bool> &chosen)
{
    std::vector<std::string> arguments;
    for (const std::string &argument : guess.arguments)
        arguments.push_back(escapedForTemplate(argument));
    for (std::size_t i = 0; i < guess.guesses.size() && i < chosen.size(); ++i) {
        const auto at = static_cast<std::size_t>(guess.guesses[i].argument);
        if (chosen[i])
            arguments[at] = guess.templateArguments[at];
    }
    return arguments;
}

} // namespace attune
