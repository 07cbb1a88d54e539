// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/encoding.h"
#include "core/gp/factor_cache.h"
#include "core/gp/kernel.h"
#include "core/numerics/cholesky.h"

#include <Eigen/Core>

namespace attune {

/// What a Gaussian process learns from: encoded rows, their targets, and the noise variance known
/// for each (0 where unknown; the model's own noise comes on top).
struct TrainingSet
{
    Eigen::MatrixXd inputs;
    Eigen::VectorXd targets;
    Eigen::VectorXd knownNoise;

    [[nodiscard]] Eigen::Index size() const { return inputs.rows(); }
};

/// Means (one column per fantasy, one column without any) and variances of the function at m
/// points.
struct Prediction
{
    Eigen::MatrixXd means;
    Eigen::VectorXd variances;
};

/// A prediction with what its gradients are made of.
struct LocalPrediction : Prediction
{
    Eigen::MatrixXd scaledInputs; ///< m x columns
    Eigen::MatrixXd slopes;       ///< G, rows x m
    Eigen::MatrixXd weights;      ///< K^-1 k, rows x m
};

/// The posterior of a function with a Matern 5/2 prior and an unknown constant mean (Rasmussen and
/// Williams 2006, algorithm 2.1; the mean by generalized least squares, section 2.7).
///
/// With L L^T = K + sigma_n^2 I:  mean m + k^T alpha,  variance sigma_f^2 - |L^-1 k|^2.
class GaussianProcess
{
public:
    /// Factors the first `factored` rows at once and appends the others in order. The split is part
    /// of the result: the two ways round differently. `cache` is borrowed and may be null.
    GaussianProcess(const Encoding &encoding, const KernelParameters &parameters,
                    const TrainingSet &data, int factored, FactorCache *cache = nullptr);

    [[nodiscard]] int observations() const { return static_cast<int>(m_targets.size()); }
    [[nodiscard]] double constantMean() const { return m_constantMean; }
    [[nodiscard]] const KernelParameters &parameters() const { return m_parameters; }
    [[nodiscard]] int fantasies() const { return static_cast<int>(m_alpha.cols()); }

    /// Posterior means at the observed rows. `detail` is the share of the model's own noise that is
    /// taken for detail of the function, too fine for the kernel, rather than for noise: with
    /// delta = detail sigma_n^2 the mean is that of a function with covariance K + delta I.
    /// Requires: no fantasies.
    [[nodiscard]] Eigen::VectorXd fittedMeans(double detail = 0.0) const;
    /// Posterior variance at an observed row, likewise.
    [[nodiscard]] double fittedVariance(Eigen::Index row, double detail = 0.0) const;

    /// Adds encoded rows whose targets are not known yet: they narrow the variance and, believed to
    /// come out as predicted, leave the mean as it is (Ginsbourger et al. 2010; Desautels et al.
    /// 2014).
    void addPending(const Eigen::MatrixXd &inputs);

    /// Replaces the believed targets of the last `values.rows()` pending rows by samples, one
    /// column per fantasy. Predictions then have as many means. Requires: addPending() with at
    /// least as many rows.
    void setFantasies(const Eigen::MatrixXd &values);

    [[nodiscard]] Prediction predict(const Eigen::MatrixXd &inputs) const;
    /// With variances that are too large, for a ninth of the work: they take the first third of the
    /// rows into account.
    [[nodiscard]] Prediction predictRoughly(const Eigen::MatrixXd &inputs) const;
    [[nodiscard]] LocalPrediction predictLocally(const Eigen::MatrixXd &inputs) const;

    /// The means alone, and their derivatives by the encoded coordinates (m x columns). Requires:
    /// no fantasies.
    [[nodiscard]] Eigen::VectorXd means(const Eigen::MatrixXd &inputs) const;
    [[nodiscard]] Eigen::MatrixXd meanGradients(const Eigen::MatrixXd &inputs) const;

    /// Gradients (m x columns, in encoded coordinates) of a function of the predictions whose
    /// derivatives are `meanSlopes` (m x fantasies) and `varianceSlopes` (m).
    [[nodiscard]] Eigen::MatrixXd gradients(const LocalPrediction &at,
                                            const Eigen::MatrixXd &meanSlopes,
                                            const Eigen::VectorXd &varianceSlopes) const;

    /// Covariance of the function between encoded rows, given the data.
    [[nodiscard]] Eigen::MatrixXd covariance(const Eigen::MatrixXd &inputs) const;

private:
    /// The variances take the first `rows` rows into account.
    [[nodiscard]] Prediction predictWith(const Eigen::MatrixXd &inputs, Eigen::Index rows) const;
    [[nodiscard]] Eigen::MatrixXd scaled(const Eigen::MatrixXd &inputs) const;
    void append(const Eigen::MatrixXd &scaledRow, double noise);
    void solveForTargets();
    /// Variance of the observed rows around the function.
    [[nodiscard]] Eigen::VectorXd noiseAround(double detail) const;

    KernelParameters m_parameters;
    Eigen::VectorXd m_inverseScales;
    Eigen::MatrixXd m_inputs; ///< scaled, observed then pending
    CholeskyFactor m_factor;
    Eigen::VectorXd m_targets;
    Eigen::VectorXd m_noise;    ///< of the observed rows, the model's and the known
    Eigen::VectorXd m_believed; ///< targets of the pending rows
    Eigen::MatrixXd m_alpha;    ///< rows x fantasies
    double m_constantMean = 0.0;
};

} // namespace attune
