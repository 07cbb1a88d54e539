// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <optional>
#include <string>
#include <vector>

namespace attune::ui {

enum class RangeEnd { Lower, Upper };

/// The best value found lies so close to an end of its range that the range may be too narrow.
struct EdgeNotice
{
    std::string hyperparameter;
    RangeEnd end = RangeEnd::Lower;
    double range = 0.0;             ///< the end as it is
    std::optional<double> proposal; ///< where it could go; nothing where no sensible place is left
    bool operator==(const EdgeNotice &) const = default;
};

/// Notices of all ordered, numeric hyperparameters whose value in the best trial lies within 2 % of
/// an end, in scaled space.
[[nodiscard]] std::vector<EdgeNotice> edgeNotices(const SearchSpace &space, const Trial &best);

/// Where the end of the range could go: one more decade on logarithmic scales, half the range more
/// on a linear one; never across zero, nor to 1 on a reverse logarithmic one.
[[nodiscard]] std::optional<double> extendedEnd(const Hyperparameter &hyperparameter, RangeEnd end);

} // namespace attune::ui
