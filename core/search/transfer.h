// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/kernel_learning.h"
#include "core/search/related_studies.h"

#include <functional>
#include <vector>

namespace attune {

/// Parameters learned from rows, beginning with those of a model of the study's own results.
using ParameterLearner = std::function<KernelParameters(const TrainingSet &)>;

/// Rows of a part of a history, in the encoding of the objective's model.
using RowMaker = std::function<TrainingData(const HistoryPart &)>;

/// Which related studies the objective's model learns from, and on what scale: multi-task Bayesian
/// optimization (Swersky, Snoek and Adams 2013), in which the task is one more coordinate.
///
/// The guard against harm is a comparison of models (Kass and Raftery 1995): a study is trusted
/// where one model of its results and the study's own explains them better than two models that
/// know nothing of each other, by the posterior densities of their parameters. Every study is
/// judged by itself. Looks at even selections of many rows.
[[nodiscard]] std::vector<Calibration>
trustedStudies(const RelatedStudies &studies, const Encoding &encoding, const HistoryPart &part,
               const RowMaker &dataOf, const ParameterLearner &learn);

} // namespace attune
