// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace attune::engine {

/// What a person is told of readings that were not taken, since the output has too many metrics;
/// empty for no readings. `firstMetric`: the name of the first of them.
[[nodiscard]] std::string leftOutSentence(std::int64_t readings, const std::string &firstMetric);

/// The first such sentence in a text; empty where there is none.
[[nodiscard]] std::string leftOutPartOf(const std::string &text);

/// The text without its first such sentence.
[[nodiscard]] std::string withoutLeftOutPart(const std::string &text);

} // namespace attune::engine
