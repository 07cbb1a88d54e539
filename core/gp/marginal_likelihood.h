// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/gaussian_process.h"

#include <Eigen/Core>

#include <optional>

namespace attune {

/// Independent normal beliefs about the logarithms of the kernel's parameters, and the box they are
/// searched in.
///
/// Length-scales grow with the number of hyperparameters d as d^(1/4), because distances do, from
/// 0.6 for one: warped targets vary quickly, and a model that is too smooth finds too late what it
/// overlooked. Noise is believed small but may be anything from none to all there is. Half of the
/// way of a trial, on the scale of the resource, is believed to tell much of its end. A related
/// task is believed to have a correlation of 0.83 with the study's own, or much more or less.
///
/// Of more than 8 reals and ordered ones the growth is taken back, by 16 of them altogether: what
/// can be known there is a neighbourhood of the best, and with long scales the model believes that
/// it knows what is far away.
///
/// Two different choices without an order are as far apart as the two ends of a range, and two
/// random ones on average 2 to 2.4 times as far as two random numbers. Their length-scales are
/// longer by that factor, as if the distance were divided by it: at the others' the correlation of
/// two random points of 20 choices of 4 would be 0.03, and no trial would tell of another. (The
/// overlap kernels of Wan et al. 2021 and BoTorch divide by the number of choices instead.)
struct KernelPrior
{
    explicit KernelPrior(int dimensions);
    explicit KernelPrior(const Encoding &encoding);

    Eigen::VectorXd mean;
    Eigen::VectorXd deviation;
    Eigen::VectorXd lower;
    Eigen::VectorXd upper;
    KernelParameters start; ///< where a search begins when nothing is known
};

/// log p(y | theta) up to a constant, the constant mean profiled out (Rasmussen and Williams 2006,
/// equation 5.8). Nothing when the covariance cannot be factored.
[[nodiscard]] std::optional<double> logLikelihood(const Encoding &encoding, const TrainingSet &data,
                                                  const KernelParameters &parameters);

/// The log posterior density of kernel parameters given data, up to a constant, and its gradient.
struct LogPosterior
{
    double value;
    Eigen::VectorXd gradient; ///< with respect to KernelParameters::packed()
};

/// log p(y | theta) + log p(theta), the constant mean profiled out (Rasmussen and Williams 2006,
/// equations 5.8 and 5.9). Nothing when the covariance cannot be factored.
[[nodiscard]] std::optional<LogPosterior> logPosterior(const Encoding &encoding,
                                                       const TrainingSet &data,
                                                       const KernelPrior &prior,
                                                       const KernelParameters &parameters);

} // namespace attune
