// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/gp/gaussian_process.h"

#include <optional>
#include <stop_token>

namespace attune {

/// Kernel parameters for the data, by fit `number` of a chain that goes on from the one before
/// (`known`): many rows are thinned, and how hard it searches depends on how many there are.
[[nodiscard]] KernelParameters learntParameters(const Encoding &encoding, const TrainingSet &data,
                                                const std::optional<KernelParameters> &known,
                                                int number, Rng &draws,
                                                const std::stop_token &stop);

} // namespace attune
