// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/pasted_command.h"

#include <algorithm>
#include <iterator>

namespace attune::ui {

namespace {

bool isSameName(const std::string &name, const std::string &other)
{
    return environmentNameOf(name) == environmentNameOf(other);
}

/// The placeholder of a guess gets another name.
void renamePlaceholder(CommandGuess &guess, int index, const std::string &from,
                       const std::string &to)
{
    std::string &argument = guess.templateArguments[static_cast<std::size_t>(index)];
    const std::size_t begin = argument.find('{' + from);
    if (begin != std::string::npos)
        argument.replace(begin + 1, from.size(), to);
}

} // namespace

CommandGuess namedAsIn(const SearchSpace &space, CommandGuess guess)
{
    for (HyperparameterGuess &each : guess.guesses) {
        const std::string found = each.hyperparameter.name;
        const auto known = std::ranges::find_if(space.hyperparameters, [&](const auto &other) {
            return isSameName(other.name, found);
        });
        const auto fixed = std::ranges::find_if(
            space.fixed, [&](const auto &other) { return isSameName(other.first, found); });
        if (known != space.hyperparameters.end()) {
            each.hyperparameter = *known;
            each.isLikely = true;
        } else if (fixed != space.fixed.end()) {
            each.hyperparameter.name = fixed->first;
            each.isLikely = false;
            each.reason = "Is fixed to " + fixed->second + ".";
        }
        renamePlaceholder(guess, each.argument, found, each.hyperparameter.name);
    }
    return guess;
}

std::vector<bool> fixedIn(const FixedValues &fixed, const CommandGuess &guess)
{
    std::vector<bool> found;
    for (const HyperparameterGuess &each : guess.guesses)
        found.push_back(std::ranges::any_of(
            fixed, [&](const auto &other) { return other.first == each.hyperparameter.name; }));
    return found;
}

void adoptGuesses(SearchSpace &space, const CommandGuess &guess, const std::vector<bool> &chosen,
                  const FixedValues &fixed)
{
    for (std::size_t index = 0; index < guess.guesses.size(); ++index) {
        const Hyperparameter &hyperparameter = guess.guesses[index].hyperparameter;
        auto &all = space.hyperparameters;
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto &each) {
            return each.name == hyperparameter.name;
        });
        const auto hasItsName = [&](const auto &each) { return each.first == hyperparameter.name; };
        if (chosen[index] && found == all.end()) {
            std::erase_if(space.fixed, hasItsName);
            all.push_back(hyperparameter);
        } else if (!chosen[index] && found != all.end()) {
            all.erase(found);
            std::ranges::copy_if(fixed, std::back_inserter(space.fixed), hasItsName);
        }
    }
}

std::vector<std::string> ticked(const std::vector<std::string> &unticked, const CommandGuess &guess,
                                const std::vector<bool> &chosen)
{
    std::vector<std::string> arguments = unticked;
    for (std::size_t index = 0; index < guess.guesses.size(); ++index) {
        const auto place = static_cast<std::size_t>(guess.guesses[index].argument);
        if (chosen[index])
            arguments[place] = guess.templateArguments[place];
    }
    return arguments;
}

} // namespace attune::ui
