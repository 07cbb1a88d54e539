// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace attune {

/// The standard normal distribution, accurate in both tails.
[[nodiscard]] double normalDensity(double z);
[[nodiscard]] double normalCdf(double z);
[[nodiscard]] double logNormalDensity(double z);
[[nodiscard]] double logNormalCdf(double z);

/// d/dz log Phi(z) = phi(z) / Phi(z), finite for every finite z.
[[nodiscard]] double logNormalCdfSlope(double z);

/// The z with normalCdf(z) = p. Requires: 0 < p < 1.
[[nodiscard]] double normalQuantile(double p);

/// exp(x^2) erfc(x), which neither overflows nor underflows. Requires: x >= 0.
[[nodiscard]] double scaledErfc(double x);

} // namespace attune
