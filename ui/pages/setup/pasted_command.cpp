// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/pasted_command.h"

#include <algorithm>

namespace attune::ui {

/// The guess with the names of the hyperparameters that are there (`batch_size` for
/// `--batch-size`), which it takes for likely, and their ranges.
CommandGuess namedAsIn(const SearchSpace &space, CommandGuess guess)
{
    for (HyperparameterGuess &each : guess.guesses) {
        const std::string found = each.hyperparameter.name;
        const auto known = std::ranges::find_if(space.hyperparameters, [&](const auto &other) {
            return environmentNameOf(other.name) == environmentNameOf(found);
        });
        if (known == space.hyperparameters.end())
            continue;
        each.hyperparameter = *known;
        each.isLikely = true;
        std::string &argument = guess.templateArguments[static_cast<std::size_t>(each.argument)];
        const std::size_t begin = argument.find('{' + found);
        if (begin != std::string::npos)
            argument.replace(begin + 1, found.size(), known->name);
    }
    return guess;
}

void adoptGuesses(SearchSpace &space, const CommandGuess &guess, const std::vector<bool> &chosen)
{
    for (std::size_t index = 0; index < guess.guesses.size(); ++index) {
        const Hyperparameter &hyperparameter = guess.guesses[index].hyperparameter;
        auto &all = space.hyperparameters;
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto &each) {
            return each.name == hyperparameter.name;
        });
        if (chosen[index] && found == all.end())
            all.push_back(hyperparameter);
        else if (!chosen[index] && found != all.end())
            all.erase(found);
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
