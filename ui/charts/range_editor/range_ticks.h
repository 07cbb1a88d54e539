// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/scaling.h"

#include <QString>

#include <functional>
#include <vector>

namespace attune::ui {

/// The part of the number line that an axis shows, and how it is stretched. Requires: `scaling` is
/// resolved and possible for [low, high], and low < high.
struct RangeAxis
{
    Scaling scaling = Scaling::Linear;
    double low = 0.0;
    double high = 1.0;

    /// 0 at low, 1 at high; values outside are clamped.
    [[nodiscard]] double unitOf(double value) const;
    [[nodiscard]] double valueAt(double unit) const;
    bool operator==(const RangeAxis &) const = default;
};

/// One mark of an axis; only labelled ones carry text.
struct RangeTick
{
    double value = 0.0;
    double position = 0.0; ///< pixels from the axis's start
    QString label;
};

/// Which values get marks: of an integer only whole ones.
enum class TickValues { Any, Whole };

/// The width of a text in pixels.
using TextWidth = std::function<double(const QString &)>;

/// 1-2-5 marks on linear axes, decades on logarithmic ones, decades of 1 - x on reverse logarithmic
/// ones; finer marks where there is room. No two labels overlap.
[[nodiscard]] std::vector<RangeTick> rangeTicks(const RangeAxis &range, double length,
                                                const TextWidth &width,
                                                TickValues values = TickValues::Any);

/// A number as an axis shows it: plain decimals from 0.00001 to 1,000,000, else with an exponent.
[[nodiscard]] QString numberLabel(double value);

} // namespace attune::ui
