// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/duration_model.h"
#include "core/search/training_data.h"

namespace attune {

/// The durations of whole trials whose duration is known; those that were ended early or failed
/// took less than their settings would. Of a long history an even selection.
[[nodiscard]] DurationData durationDataOf(const UnitCube &cube, const Encoding &encoding,
                                          const HistoryPart &part);

/// Few durations, or all alike, say nothing about which settings take long.
[[nodiscard]] bool saysWhatTakesLong(const DurationData &data);

} // namespace attune
