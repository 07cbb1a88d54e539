// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/probit_chance.h"

namespace attune {

/// How likely a trial with given settings is to run through: a Gaussian process on labels +1
/// (finished) and -1 (failed) with the objective's length-scales, squashed by a probit.
/// Label regression instead of a full probit likelihood:
/// closed form, and as good at keeping a search out of failing regions.
class SuccessModel final : public ProbitChance
{
public:
    /// `labels.targets` are +1 or -1. Length-scales come from `objective` or the prior, whichever
    /// explains the labels better, but never so short that one failure says nothing about its
    /// neighbourhood.
    SuccessModel(const Encoding &encoding, const KernelParameters &objective,
                 const TrainingSet &labels);
};

} // namespace attune
