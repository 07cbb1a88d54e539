// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace attune {

/// Dimensions that the table serves, the first of which needs no row.
inline constexpr int sobolDimensions = 128;

/// The start of one dimension of a Sobol sequence.
struct SobolDirections
{
    std::uint32_t polynomial = 0;               ///< primitive, all coefficients as bits
    std::array<std::uint32_t, 10> initial = {}; ///< m_1 ... m_degree
};

/// Rows for dimensions 2, 3, ...
[[nodiscard]] const std::array<SobolDirections, sobolDimensions - 1> &sobolDirections();

} // namespace attune
