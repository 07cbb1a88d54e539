// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/range_ticks.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double labelGap = 14.0; // pixels between two labels
constexpr double minorGap = 5.0;  // pixels between two marks

/// Marks of equal importance: earlier classes get their labels first.
using Candidates = std::vector<std::vector<double>>;

double niceStep(double rough)
{
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * (1.0 - 1e-9))
            return factor * power;
    }
    return 10.0 * power;
}

std::vector<double> multiplesIn(double step, double low, double high)
{
    std::vector<double> values;
    const double first = std::ceil(low / step - 1e-9);
    for (double index = first; index * step <= high + step * 1e-9 && values.size() < 500; ++index)
        values.push_back(index * step);
    return values;
}

Candidates linearCandidates(const RangeAxis &range, double length)
{
    const double step = niceStep((range.high - range.low) * 80.0 / std::max(length, 80.0));
    return {multiplesIn(step, range.low, range.high),
            {},
            multiplesIn(step / 5.0, range.low, range.high)};
}

/// Powers of ten, then their doubles and fives, then the rest; `toValue` is the identity or 1 - x.
template<typename ToValue>
Candidates decadeCandidates(double low, double high, ToValue toValue)
{
    Candidates candidates(3);
    const int from = static_cast<int>(std::floor(std::log10(low) + 1e-9));
    const int to = static_cast<int>(std::ceil(std::log10(high) - 1e-9));
    for (int exponent = from; exponent <= to; ++exponent) {
        for (int digit = 1; digit <= 9; ++digit) {
            const double magnitude = exponent >= 0 ? digit * std::pow(10.0, exponent)
                                                   : digit / std::pow(10.0, -exponent);
            if (magnitude < low * (1.0 - 1e-12) || magnitude > high * (1.0 + 1e-12))
                continue;
            const std::size_t rank = digit == 1 ? 0 : digit == 2 || digit == 5 ? 1 : 2;
            candidates[rank].push_back(toValue(magnitude));
        }
    }
    return candidates;
}

Candidates candidatesOf(const RangeAxis &range, double length)
{
    switch (range.scaling) {
    case Scaling::Logarithmic:
        if (range.high / range.low < 5.0)
            return linearCandidates(range, length);
        return decadeCandidates(range.low, range.high, [](double value) { return value; });
    case Scaling::ReverseLogarithmic:
        return decadeCandidates(1.0 - range.high, 1.0 - range.low,
                                [](double value) { return 1.0 - value; });
    case Scaling::Auto:
    case Scaling::Linear:
        break;
    }
    return linearCandidates(range, length);
}

/// Up to what computing leaves of it.
bool isWhole(double value)
{
    return std::abs(value - std::round(value)) < 1e-9 * std::max(1.0, std::abs(value));
}

struct Span
{
    double begin = 0.0;
    double end = 0.0;
};

bool isFree(const std::vector<Span> &taken, const Span &span)
{
    return std::none_of(taken.begin(), taken.end(), [&](const Span &other) {
        return span.begin < other.end + labelGap && other.begin < span.end + labelGap;
    });
}

/// Decades that don't all fit are thinned evenly: every second, third, ... keeps its label.
std::size_t strideOf(const std::vector<double> &values, const RangeAxis &range, double length,
                     const TextWidth &width)
{
    if (values.size() < 2)
        return 1;
    double widest = 0.0;
    for (const double value : values)
        widest = std::max(widest, width(numberLabel(value)));
    const double spacing = length * (range.unitOf(values[1]) - range.unitOf(values[0]));
    return static_cast<std::size_t>(
        std::max(1.0, std::ceil((widest + labelGap) / std::max(std::abs(spacing), 1.0))));
}

} // namespace

double RangeAxis::unitOf(double value) const
{
    return toUnit(scaling, low, high, std::clamp(value, low, high));
}

double RangeAxis::valueAt(double unit) const
{
    return fromUnit(scaling, low, high, std::clamp(unit, 0.0, 1.0));
}

std::vector<RangeTick> rangeTicks(const RangeAxis &range, double length, const TextWidth &width,
                                  TickValues values)
{
    std::vector<RangeTick> ticks;
    std::vector<Span> labels;
    Candidates candidates = candidatesOf(range, length);
    if (values == TickValues::Whole) {
        for (std::vector<double> &rank : candidates)
            std::erase_if(rank, [](double value) { return !isWhole(value); });
    }
    for (std::size_t rank = 0; rank < candidates.size(); ++rank) {
        const std::size_t stride = rank == 0 ? strideOf(candidates[rank], range, length, width) : 1;
        for (std::size_t index = 0; index < candidates[rank].size(); ++index) {
            const double value = candidates[rank][index];
            RangeTick tick{value, length * range.unitOf(value), {}};
            const bool isCrowded = std::any_of(ticks.begin(), ticks.end(), [&](const auto &other) {
                return std::abs(other.position - tick.position) < minorGap;
            });
            if (isCrowded)
                continue;
            const QString label = numberLabel(value);
            const double half = width(label) / 2.0;
            const Span span{tick.position - half, tick.position + half};
            if (rank < 2 && index % stride == 0 && isFree(labels, span)) {
                tick.label = label;
                labels.push_back(span);
            }
            ticks.push_back(tick);
        }
    }
    std::sort(ticks.begin(), ticks.end(),
              [](const RangeTick &a, const RangeTick &b) { return a.position < b.position; });
    return ticks;
}

QString numberLabel(double value)
{
    const double size = std::abs(value);
    if (size < 1e-12)
        return u"0"_s;
    if (size < 0.99e-5 || size >= 1.01e6) {
        QString text = QString::number(value, 'g', 3);
        return text.replace(u"e-0"_s, u"e-"_s).replace(u"e+0"_s, u"e"_s).replace(u"e+"_s, u"e"_s);
    }
    const int decimals = std::max(1, 11 - static_cast<int>(std::floor(std::log10(size))));
    QString text = QString::number(value, 'f', decimals); // twelve digits: free of rounding noise
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

} // namespace attune::ui
