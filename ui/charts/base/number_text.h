// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace attune::ui {

/// A number of a column: always so many decimals, so that digits stand below each other; as
/// valueText() where they would hide it.
[[nodiscard]] QString fixedText(double value, int decimals);

/// A duration that was measured: with decimals below 100 s ("0.83 s", "12.3 s"), else as
/// durationText().
[[nodiscard]] QString secondsText(double seconds);

/// "812 KiB", "1.4 GiB".
[[nodiscard]] QString bytesText(double bytes);

} // namespace attune::ui
