// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace attune {

enum class Scaling { Auto, Linear, Logarithmic, ReverseLogarithmic };

/// What Auto stands for in a range, and why, as a sentence for the range editor.
struct ScalingChoice
{
    Scaling scaling = Scaling::Linear;
    std::string reason;
};

/// Auto's rule, with a relative tolerance of 1e-9 on each threshold: Logarithmic if min > 0 and
/// max/min >= 100; Reverse Logarithmic if continuous, 0.5 <= min, max < 1 and 1 - max <= (1 -
/// min)/100; else Linear.
[[nodiscard]] ScalingChoice chooseScaling(double min, double max, bool isContinuous);

/// Why `scaling` is impossible for the range ("Logarithmic needs a minimum above 0."), or nothing
/// when it is possible.
[[nodiscard]] std::optional<std::string> whyImpossible(Scaling scaling, double min, double max,
                                                       bool isContinuous);

/// Monotone map of [min, max] onto [0, 1], exact at both ends. Requires: a resolved, possible
/// scaling and min < max. Logarithmic: ln; Reverse Logarithmic: -ln(1 - x) by log1p/expm1.
[[nodiscard]] double toUnit(Scaling scaling, double min, double max, double value);
[[nodiscard]] double fromUnit(Scaling scaling, double min, double max, double unit);

/// As toUnit(), but going on below 0 and above 1 outside of the range; nothing where the scaling
/// has no place for the value (Logarithmic: 0 and less; Reverse Logarithmic: 1 and more).
[[nodiscard]] std::optional<double> toUnitBeyond(Scaling scaling, double min, double max,
                                                 double value);

/// Share of samples per unit of value at `value` (the density drawn above the range editor's axis).
[[nodiscard]] double sampleDensity(Scaling scaling, double min, double max, double value);

} // namespace attune
