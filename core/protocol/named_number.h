// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/number_text.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace attune {

/// A number with the word that names it: `loss=0.5`, `"loss": 0.5`, `loss : 0.5`.
struct NamedNumber
{
    std::string_view name;
    std::size_t nameBegin = 0;
    NumberInText number;
    bool isShare = false; ///< `3/10`: the number is 3, and it is no metric
};

/// The next named number at or behind `position`, which moves behind it; nothing at the end.
/// `separators`: the characters that may stand between name and number (`=`, `:`, or both). Times,
/// dates, versions and numbers with a unit are passed over.
[[nodiscard]] std::optional<NamedNumber>
nextNamedNumber(std::string_view line, std::size_t &position, std::string_view separators);

/// A step on a line: its number and where it stands.
struct StepInText
{
    std::int64_t step = 0;
    std::size_t wordBegin = 0; ///< of `epoch` or what names it
    std::size_t begin = 0;
    std::size_t end = 0;
    int rank = 0; ///< 0 is the word that counts furthest, see stepRank()
};

/// How surely a name is that of the step; smaller is surer; nothing for other names. A global step
/// counts before the epoch, and the epoch before a step, which often starts again in every epoch.
[[nodiscard]] std::optional<int> stepRank(std::string_view name);

/// The step that a line of prose announces: `Epoch 3/10`, `epoch=3`, `Step [100/600]`,
/// `iteration #7`. The surest of several.
[[nodiscard]] std::optional<StepInText> stepInProse(std::string_view line);

/// The number of a line that starts with one in brackets behind at most a time in brackets:
/// `[57]<tab>...`, `[03:20:27] [57]<tab>...`.
[[nodiscard]] std::optional<StepInText> stepInBrackets(std::string_view line);

} // namespace attune
