// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace attune {

/// Points of [0, 1)^d that fill the cube evenly: a Sobol sequence in Gray code order (Bratley and
/// Fox 1988) with the direction numbers of Joe and Kuo (2008), plain or Owen-scrambled. Every point
/// is a pure function of (dimensions, seed, index), so points can be made in any order.
///
/// Scrambling is nested and uniform (Owen 1995): each digit of a coordinate is flipped or not by a
/// hash of the seed, the dimension and all digits above it, as in Burley, "Practical hash-based
/// Owen scrambling" (JCGT 2020). It keeps every elementary interval stratified and makes each point
/// uniform by itself; digits below the 32nd are random.
///
/// Beyond 128 dimensions the table is used again with another scrambling and another order of the
/// points ("padding", Burley section 5); unscrambled sequences have at most 128.
class SobolSequence
{
public:
    /// Without a seed: the plain sequence, whose first point is the origin. Requires: dimensions >=
    /// 0, and at most 128 without a seed.
    SobolSequence(int dimensions, std::optional<std::uint64_t> scrambleSeed);

    [[nodiscard]] int dimensions() const { return m_dimensions; }

    /// Fills `point` (size dimensions()). Aligned blocks of 2^k indices are stratified alike.
    void pointAt(std::uint32_t index, std::span<double> point) const;

private:
    [[nodiscard]] std::uint32_t digitsAt(std::uint32_t position, int row) const;

    int m_dimensions;
    std::optional<std::uint64_t> m_seed;
    std::vector<std::uint64_t> m_keys;       ///< of the scrambling, one for each dimension
    std::vector<std::uint32_t> m_directions; ///< 32 for each dimension of the table that is used
};

} // namespace attune
