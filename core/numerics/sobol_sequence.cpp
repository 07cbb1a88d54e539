// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/sobol_sequence.h"

#include "core/base/rng.h"
#include "core/numerics/sobol_directions.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace attune {

namespace {

constexpr int digits = 32;
constexpr int digitsBelow = 53 - digits;
constexpr double digitUnit = 0x1.0p-32;

/// Stands above a prefix of digits, so that prefixes of different lengths differ.
constexpr std::uint64_t marker = std::uint64_t{1} << digits;

/// v_k = m_k 2^(32-k) of one dimension (Joe and Kuo 2008, equations 2 and 3).
void appendDirections(int dimension, std::vector<std::uint32_t> &directions)
{
    const std::size_t begin = directions.size();
    if (dimension == 0) {
        for (int k = 0; k < digits; ++k)
            directions.push_back(std::uint32_t{1} << (digits - 1 - k));
        return;
    }
    const SobolDirections &row = sobolDirections()[static_cast<std::size_t>(dimension - 1)];
    const int degree = std::bit_width(row.polynomial) - 1;
    for (int k = 0; k < digits; ++k) {
        if (k < degree) {
            directions.push_back(row.initial[static_cast<std::size_t>(k)] << (digits - 1 - k));
            continue;
        }
        const auto earlier = [&](int back) {
            return directions[begin + static_cast<std::size_t>(k - back)];
        };
        std::uint32_t direction = earlier(degree) ^ (earlier(degree) >> degree);
        for (int i = 1; i < degree; ++i) {
            if (((row.polynomial >> (degree - i)) & 1U) != 0)
                direction ^= earlier(i);
        }
        directions.push_back(direction);
    }
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit depends on every bit.
std::uint64_t mixed(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

std::uint64_t keyOf(std::uint64_t seed, int dimension)
{
    return Rng(seed, RandomPurpose::SobolScramble, static_cast<std::uint64_t>(dimension)).next();
}

/// Owen's scrambling of one coordinate's digits.
std::uint32_t scrambled(std::uint32_t value, std::uint64_t key)
{
    std::uint32_t result = 0;
    for (int i = digits - 1; i >= 0; --i) {
        const std::uint64_t prefix = (marker | value) >> (i + 1);
        const auto flip = static_cast<std::uint32_t>(mixed(key + prefix) >> 63);
        result |= (((value >> i) & 1U) ^ flip) << i;
    }
    return result;
}

} // namespace

SobolSequence::SobolSequence(int dimensions, std::optional<std::uint64_t> scrambleSeed)
    : m_dimensions(dimensions), m_seed(scrambleSeed)
{
    assert(dimensions >= 0 && (scrambleSeed || dimensions <= sobolDimensions));
    const int fromTable = std::min(dimensions, sobolDimensions);
    m_directions.reserve(static_cast<std::size_t>(fromTable * digits));
    for (int i = 0; i < fromTable; ++i)
        appendDirections(i, m_directions);
    for (int i = 0; m_seed && i < dimensions; ++i)
        m_keys.push_back(keyOf(*m_seed, i));
}

std::uint32_t SobolSequence::digitsAt(std::uint32_t position, int row) const
{
    std::uint32_t value = 0;
    for (std::uint32_t bits = position ^ (position >> 1); bits != 0; bits &= bits - 1)
        value ^= m_directions[static_cast<std::size_t>(row * digits + std::countr_zero(bits))];
    return value;
}

void SobolSequence::pointAt(std::uint32_t index, std::span<double> point) const
{
    assert(point.size() == static_cast<std::size_t>(m_dimensions));
    std::uint32_t position = index;
    for (int dimension = 0; dimension < m_dimensions; ++dimension) {
        const int row = dimension % sobolDimensions;
        if (row == 0 && dimension > 0)
            position = scrambled(index, keyOf(*m_seed, -dimension));
        const std::uint32_t value = digitsAt(position, row);
        double &coordinate = point[static_cast<std::size_t>(dimension)];
        if (!m_seed) {
            coordinate = value * digitUnit;
            continue;
        }
        const std::uint64_t key = m_keys[static_cast<std::size_t>(dimension)];
        const std::uint64_t below = mixed(key + (marker | value)) >> (64 - digitsBelow);
        coordinate = scrambled(value, key) * digitUnit + static_cast<double>(below) * 0x1.0p-53;
    }
}

} // namespace attune
