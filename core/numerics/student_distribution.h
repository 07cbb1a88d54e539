// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace attune {

/// The probability that Student's t with `freedom` degrees of freedom (need not be whole) is above
/// `t`, accurate in both tails. Requires: freedom > 0; `t` is not NaN.
[[nodiscard]] double studentUpperTail(double t, double freedom);

/// The regularized incomplete beta function I_x(a, b). Requires: a, b > 0 and 0 <= x <= 1.
[[nodiscard]] double incompleteBeta(double a, double b, double x);

} // namespace attune
