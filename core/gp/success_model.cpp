// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/success_model.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

constexpr double shortestLengthScale = 0.1;
constexpr double labelNoise = 0.1;

KernelParameters labelParameters(KernelParameters objective)
{
    for (double &logLengthScale : objective.logLengthScales)
        logLengthScale = std::max(logLengthScale, std::log(shortestLengthScale));
    objective.logAmplitude = 0.0;
    objective.logNoise = std::log(labelNoise);
    return objective;
}

} // namespace

SuccessModel::SuccessModel(const Encoding &encoding, const KernelParameters &objective,
                           const TrainingSet &labels)
    : ProbitChance({encoding, labelParameters(objective), labels, static_cast<int>(labels.size())},
                   Side::Above, labelNoise)
{}

} // namespace attune
