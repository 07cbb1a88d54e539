// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace attune::ui {

/// "45 s", "1 min 10 s", "2 h 5 min", "3 d 4 h": two units at most.
[[nodiscard]] QString durationText(double seconds);

/// A number for a person: at most `digits` significant digits, no trailing zeros, "NaN" and
/// infinities as words. The part before the point is never rounded below 10^6, a whole number not
/// below 10^9.
[[nodiscard]] QString valueText(double value, int digits = 4);

/// As valueText(), with exactly `digits` significant digits, trailing zeros kept: numbers of a
/// column that spans powers of ten.
[[nodiscard]] QString significantText(double value, int digits);

/// As many digits as it takes to read the same number again, as a person types them: 0.00001, 1e-6.
[[nodiscard]] QString exactText(double value);

} // namespace attune::ui
