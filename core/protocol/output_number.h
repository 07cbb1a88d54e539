// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/number_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// One number in a line of output with what surrounds it.
struct OutputNumber
{
    NumberInText number;
    std::size_t keyBegin = 0; ///< the words that name it: `Test loss`; equal to keyEnd if there are
    std::size_t keyEnd = 0;   ///< none
    std::size_t unitEnd = 0;  ///< behind a unit that is written at it (`ms`); else number.end
    bool isClockOrCounter =
        false; ///< part of a time, date, version, progress (`3/10`, `45%|`), rate or duration
};

/// All numbers of a line, in order.
[[nodiscard]] std::vector<OutputNumber> numbersOfLine(std::string_view line);

/// `Test loss` -> `test_loss`: the words as one name.
[[nodiscard]] std::string metricNameOf(std::string_view key);

} // namespace attune
