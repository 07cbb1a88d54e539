// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace attune {

/// `count` of the elements, evenly by position, the last included.
[[nodiscard]] std::vector<int> thinned(const std::vector<int> &elements, std::size_t count);

/// Places of `count` of the costs, rising: the lowest half and an even selection of the others.
[[nodiscard]] std::vector<int> bestAndOthers(const std::vector<double> &costs, std::size_t count);

} // namespace attune
