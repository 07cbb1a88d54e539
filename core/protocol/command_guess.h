// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/hyperparameter.h"

#include <string>
#include <vector>

namespace attune {

/// One value found in a pasted command line that could vary.
struct HyperparameterGuess
{
    Hyperparameter hyperparameter; ///< with a sensible range and scaling, default = the value given
    std::string valueText;         ///< as it stood
    int argument = 0;              ///< index in argv where the value stands
    bool isLikely =
        true; ///< ticked at first: false for seeds, ports, numbers of epochs, paths, verbosity ...
    std::string reason; ///< why this range, one sentence
};

/// A pasted command, split, with a placeholder where each guess stood.
struct CommandGuess
{
    std::vector<std::string> arguments; ///< as given
    std::vector<std::string>
        templateArguments; ///< with `{name}` in the place of every guess's value
    std::vector<HyperparameterGuess> guesses;
};

/// Finds `--a b`, `--a=b`, `-a b`, `-a5`, `a=b`, `a b`, booleans (`--flag`, `--no-flag`, `--flag
/// true`), quoted values. The program itself and positional file names are never guesses.
[[nodiscard]] CommandGuess guessHyperparameters(const std::vector<std::string> &arguments);

/// The template again with only the chosen guesses as placeholders, and the rest literal.
[[nodiscard]] std::vector<std::string> templateWith(const CommandGuess &guess,
                                                    const std::vector<bool> &chosen);

} // namespace attune
