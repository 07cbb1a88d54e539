// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/hyperparameter.h"

#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// What the name and the value of an argument tell about how it could vary.
struct RangeSuggestion
{
    Hyperparameter hyperparameter; ///< without a name; its default is the value
    bool isLikely = true;          ///< whether people usually tune it
    std::string reason;            ///< one sentence
};

/// The words of a name: `optimizer.learningRate` -> optimizer, learning, rate; `beta1` -> beta, 1.
[[nodiscard]] std::vector<std::string> nameWords(std::string_view name);

/// A range around `value` that suits what is known by that name, and always holds the value.
[[nodiscard]] RangeSuggestion suggestRange(std::string_view name, std::string_view value);

/// Whether the name alone says that a switch is worth tuning (`--nesterov`, and not `--verbose`).
[[nodiscard]] bool isTunableSwitch(std::string_view name);

/// Whether a name is that of a widely known hyperparameter, seeds and epochs included.
[[nodiscard]] bool isKnownName(std::string_view name);

/// Whether a text is one of the choices that trainers commonly offer (`adam`, `rbf`, `relu`).
[[nodiscard]] bool isKnownChoice(std::string_view text);

/// Whether a text looks like a file, a folder or an address.
[[nodiscard]] bool looksLikePath(std::string_view text);

} // namespace attune
