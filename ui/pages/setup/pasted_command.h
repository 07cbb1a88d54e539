// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/command_guess.h"
#include "core/space/search_space.h"

#include <string>
#include <utility>
#include <vector>

namespace attune::ui {

using FixedValues = std::vector<std::pair<std::string, std::string>>;

/// The guess with the names of the hyperparameters that are there (`batch_size` for
/// `--batch-size`), which it takes for likely, and their ranges; and with those of the fixed
/// values, which it does not.
[[nodiscard]] CommandGuess namedAsIn(const SearchSpace &space, CommandGuess guess);

/// Whether each guess has the name of a fixed value.
[[nodiscard]] std::vector<bool> fixedIn(const FixedValues &fixed, const CommandGuess &guess);

/// The space that goes with a command whose chosen values vary: what the command does not use any
/// more goes, what has the same name stays as the person set it. `fixed`: values that come back
/// where a guess is not chosen any more.
void adoptGuesses(SearchSpace &space, const CommandGuess &guess, const std::vector<bool> &chosen,
                  const FixedValues &fixed);

/// `unticked` with a placeholder for every chosen value.
[[nodiscard]] std::vector<std::string> ticked(const std::vector<std::string> &unticked,
                                              const CommandGuess &guess,
                                              const std::vector<bool> &chosen);

} // namespace attune::ui
