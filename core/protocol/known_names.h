// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// How the range of a number grows out of its value.
enum class RangeShape {
    Magnitudes,  ///< two orders of magnitude each way, logarithmic
    Factor,      ///< a factor of 10 each way, logarithmic
    Powers,      ///< a factor of 4 each way, whole, logarithmic
    Halves,      ///< from half to twice, whole, linear
    NearOne,     ///< 0.5 .. 0.999, reverse logarithmic
    VeryNearOne, ///< 0.9 .. 0.9999, reverse logarithmic
    Share,       ///< 0.3 .. 1, linear: a part of rows or columns
    Dropped,     ///< 0 .. 0.9, linear
    SmallShare,  ///< 0 .. 0.3, linear
    Penalty,     ///< 0.001 .. 100 or around the value, logarithmic
    Decay,       ///< 1e-6 .. 0.1, logarithmic
    SvmCost,     ///< about 2^-5 .. 2^15, logarithmic
    SvmGamma,    ///< about 2^-15 .. 2^3, logarithmic
    TreeDepth,   ///< 2 .. 12, whole, linear
    FromZero,    ///< 0 .. four times the value, linear
};

/// A family of names and what is known about it.
struct KnownName
{
    /// Alternatives, each a few words that must stand together in the name (`learning rate`).
    std::vector<std::string_view> words;
    RangeShape shape;
    std::string_view reason; ///< one sentence
};

/// What a name's words are known as, or null.
[[nodiscard]] const KnownName *findKnownName(std::span<const std::string> nameWords);

/// Whether it is the name of something that is set and not tuned: seeds, ports, epochs, paths.
[[nodiscard]] bool isRarelyTuned(std::span<const std::string> nameWords);

/// Whether a switch of that name is worth tuning.
[[nodiscard]] bool isModelSwitch(std::span<const std::string> nameWords);

/// Choices that trainers commonly offer together.
struct ChoiceFamily
{
    std::string_view what;                   ///< "optimizers"
    std::vector<std::string_view> spellings; ///< as in the library that made them common
};

/// The family that holds `text` in whatever case, or null. Of several (`linear` is a kernel and a
/// schedule) the one that the name speaks of, else the first.
[[nodiscard]] const ChoiceFamily *findChoiceFamily(std::string_view text,
                                                   std::span<const std::string> nameWords);

} // namespace attune
