// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/scaling.h"

#include "core/space/value.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

constexpr double autoRatio = 100.0;
constexpr double autoTolerance = 1e-9;

/// Ranges whose ends differ by less than this factor (in the value, or in the distance to 1) are
/// transformed by log1p of the relative step, which keeps all digits; wider ones by a difference
/// of logarithms, which cannot overflow.
constexpr double narrowRatio = 2.0;

/// 1234567 as "1,234,567"; short scientific text beyond that.
std::string ratioText(double ratio)
{
    if (!(ratio < 1e15)) {
        const double exponent = std::isinf(ratio) ? 308.0 : std::floor(std::log10(ratio));
        return std::string("over 10^").append(textOf(exponent));
    }
    const std::string digits = std::to_string(static_cast<long long>(std::llround(ratio)));
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            text += ',';
        text += digits[i];
    }
    return text;
}

/// ln(value / min). Requires: 0 < min.
double logarithmOver(double min, double max, double value)
{
    if (max / min < narrowRatio)
        return std::log1p((value - min) / min);
    return std::log(value) - std::log(min);
}

/// -ln((1 - value) / (1 - min)). Requires: max < 1 and value < 1.
double reverseLogarithmOver(double min, double max, double value)
{
    if ((1.0 - min) / (1.0 - max) < narrowRatio)
        return -std::log1p(-(value - min) / (1.0 - min));
    return std::log1p(-min) - std::log1p(-value);
}

double linearToUnit(double min, double max, double value)
{
    const double width = max - min;
    if (std::isfinite(width))
        return (value - min) / width;
    return (value / 2 - min / 2) / (max / 2 - min / 2);
}

double linearFromUnit(double min, double max, double unit)
{
    // The nearer end is the base, so that neither end loses digits to the other.
    const double width = max - min;
    if (!std::isfinite(width))
        return min * (1.0 - unit) + max * unit;
    return unit < 0.5 ? min + unit * width : max - (1.0 - unit) * width;
}

double logarithmicFromUnit(double min, double max, double unit)
{
    const double shift = unit * logarithmOver(min, max, max);
    if (max / min < narrowRatio)
        return min + min * std::expm1(shift);
    return std::exp(std::log(min) + shift);
}

double reverseLogarithmicFromUnit(double min, double max, double unit)
{
    const double shift = unit * reverseLogarithmOver(min, max, max);
    if ((1.0 - min) / (1.0 - max) < narrowRatio)
        return min - (1.0 - min) * std::expm1(-shift);
    return -std::expm1(std::log1p(-min) - shift);
}

/// Requires: a value that the scaling can place.
double unclamped(Scaling scaling, double min, double max, double value)
{
    switch (scaling) {
    case Scaling::Auto:
    case Scaling::Linear:
        return linearToUnit(min, max, value);
    case Scaling::Logarithmic:
        return logarithmOver(min, max, value) / logarithmOver(min, max, max);
    case Scaling::ReverseLogarithmic:
        return reverseLogarithmOver(min, max, value) / reverseLogarithmOver(min, max, max);
    }
    return 0.0;
}

} // namespace

ScalingChoice chooseScaling(double min, double max, bool isContinuous)
{
    if (min > 0.0 && max / min >= autoRatio * (1.0 - autoTolerance)) {
        return {Scaling::Logarithmic, "Auto chooses Logarithmic: the range spans " +
                                          ratioText(max / min) + " times its minimum."};
    }
    if (isContinuous && min >= 0.5 * (1.0 - autoTolerance) && max < 1.0 &&
        1.0 - max <= (1.0 - min) / autoRatio * (1.0 + autoTolerance)) {
        return {Scaling::ReverseLogarithmic,
                "Auto chooses Reverse Logarithmic: the distance to 1 shrinks " +
                    ratioText((1.0 - min) / (1.0 - max)) + " times over the range."};
    }
    if (min > 0.0) {
        return {Scaling::Linear,
                "Auto chooses Linear: the range spans less than 100 times its minimum."};
    }
    return {Scaling::Linear, "Auto chooses Linear: the minimum is not above 0."};
}

std::optional<std::string> whyImpossible(Scaling scaling, double min, double max, bool isContinuous)
{
    switch (scaling) {
    case Scaling::Auto:
    case Scaling::Linear:
        return std::nullopt;
    case Scaling::Logarithmic:
        if (!(min > 0.0))
            return "Logarithmic needs a minimum above 0.";
        return std::nullopt;
    case Scaling::ReverseLogarithmic:
        if (!isContinuous)
            return "Reverse Logarithmic needs a continuous hyperparameter.";
        if (!(min >= 0.0))
            return "Reverse Logarithmic needs a minimum of 0 or more.";
        if (!(max < 1.0))
            return "Reverse Logarithmic needs a maximum below 1.";
        return std::nullopt;
    }
    return std::nullopt;
}

double toUnit(Scaling scaling, double min, double max, double value)
{
    if (value <= min)
        return 0.0;
    if (value >= max)
        return 1.0;
    return std::clamp(unclamped(scaling, min, max, value), 0.0, 1.0);
}

std::optional<double> toUnitBeyond(Scaling scaling, double min, double max, double value)
{
    if (value >= min && value <= max)
        return toUnit(scaling, min, max, value);
    if ((scaling == Scaling::Logarithmic && !(value > 0.0)) ||
        (scaling == Scaling::ReverseLogarithmic && !(value < 1.0)))
        return std::nullopt;
    const double unit = unclamped(scaling, min, max, value);
    return std::isfinite(unit) ? std::optional(unit) : std::nullopt;
}

double fromUnit(Scaling scaling, double min, double max, double unit)
{
    if (unit <= 0.0)
        return min;
    if (unit >= 1.0)
        return max;
    double value = min;
    switch (scaling) {
    case Scaling::Auto:
    case Scaling::Linear:
        value = linearFromUnit(min, max, unit);
        break;
    case Scaling::Logarithmic:
        value = logarithmicFromUnit(min, max, unit);
        break;
    case Scaling::ReverseLogarithmic:
        value = reverseLogarithmicFromUnit(min, max, unit);
        break;
    }
    return std::clamp(value, min, max);
}

double sampleDensity(Scaling scaling, double min, double max, double value)
{
    if (!(value >= min && value <= max))
        return 0.0;
    switch (scaling) {
    case Scaling::Auto:
    case Scaling::Linear:
        break;
    case Scaling::Logarithmic:
        return 1.0 / (value * logarithmOver(min, max, max));
    case Scaling::ReverseLogarithmic:
        return 1.0 / ((1.0 - value) * reverseLogarithmOver(min, max, max));
    }
    return 1.0 / (max - min);
}

} // namespace attune
