// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace attune {

/// What a stream of random numbers is for; part of the key, so that streams never overlap.
enum class RandomPurpose : std::uint64_t {
    RandomSettings = 1,
    SobolScramble = 2,
    GridOrder = 3,
    ModelFit = 4,
    Acquisition = 5,
    Fantasies = 6,
    TrialSeed = 7,
    Preview = 8,
    Bootstrap = 9,
    Bracket = 10,
    FoldSplit = 11,
    Confirmation = 12,
    EarlierStudy = 13,
};

/// Counter-based generator: the i-th number is a pure function of (seed, purpose, index, i), so
/// every draw of a stored study can be made again. SplitMix64's finalizer (Steele, Lea and Flood
/// 2014) over a mixed key and a counter.
class Rng
{
public:
    Rng(std::uint64_t seed, RandomPurpose purpose, std::uint64_t index)
        : m_key(mix(mix(mix(seed) ^ static_cast<std::uint64_t>(purpose)) ^ index))
    {}

    [[nodiscard]] std::uint64_t next()
    {
        return mix(m_key + (++m_counter) * 0x9E3779B97F4A7C15ULL);
    }

    /// Uniform in [0, 1), 53 bits.
    [[nodiscard]] double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    /// Uniform in {0, ..., count - 1}. Requires: count > 0.
    [[nodiscard]] int below(int count)
    {
        __extension__ using Wide = unsigned __int128;
        return static_cast<int>((static_cast<Wide>(next()) * static_cast<Wide>(count)) >> 64);
    }

    /// Standard normal, Box-Muller (one of the pair, so that every call uses two numbers of the
    /// stream).
    [[nodiscard]] double normal()
    {
        const double u = 1.0 - uniform();
        const double v = uniform();
        return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
    }

private:
    static constexpr std::uint64_t mix(std::uint64_t z)
    {
        z += 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    std::uint64_t m_key;
    std::uint64_t m_counter = 0;
};

} // namespace attune
