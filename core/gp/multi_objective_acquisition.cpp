// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/multi_objective_acquisition.h"

#include <utility>

namespace attune {

namespace {

/// Means and variances of all objectives, points in rows.
struct JointPrediction
{
    Eigen::MatrixXd means;
    Eigen::MatrixXd variances;
};

template<typename Predictions>
JointPrediction joined(const Predictions &predictions, Eigen::Index points)
{
    const auto count = static_cast<Eigen::Index>(predictions.size());
    JointPrediction all{Eigen::MatrixXd(points, count), Eigen::MatrixXd(points, count)};
    for (Eigen::Index i = 0; i < count; ++i) {
        const Prediction &prediction = predictions[static_cast<std::size_t>(i)];
        all.means.col(i) = prediction.means.col(0);
        all.variances.col(i) = prediction.variances;
    }
    return all;
}

} // namespace

MultiObjectiveAcquisition::MultiObjectiveAcquisition(const std::vector<GaussianProcess> &models,
                                                     const ChanceModel *chance, JointRule rule)
    : m_models(models), m_chance(chance), m_rule(std::move(rule))
{}

Eigen::VectorXd
MultiObjectiveAcquisition::worthsAt(const std::vector<Prediction> &predictions) const
{
    const JointPrediction all = joined(predictions, predictions.front().means.rows());
    Eigen::VectorXd worths(all.means.rows());
    for (Eigen::Index i = 0; i < worths.size(); ++i)
        worths[i] = m_rule.worth(all.means.row(i), all.variances.row(i)).value;
    return worths;
}

Eigen::VectorXd MultiObjectiveAcquisition::values(const Eigen::MatrixXd &inputs) const
{
    std::vector<Prediction> predictions;
    for (const GaussianProcess &model : m_models)
        predictions.push_back(model.predict(inputs));
    Eigen::VectorXd values = worthsAt(predictions);
    if (m_chance)
        values += m_chance->logProbability(inputs, 0.0);
    return values;
}

Eigen::VectorXd MultiObjectiveAcquisition::upperBounds(const Eigen::MatrixXd &inputs) const
{
    if (m_rule.uncertainty == Uncertainty::MayHarm || m_models.front().observations() < fewRows)
        return AcquisitionFunction::upperBounds(inputs);
    std::vector<Prediction> predictions;
    for (const GaussianProcess &model : m_models)
        predictions.push_back(model.predictRoughly(inputs));
    return worthsAt(predictions); // no chance is above 1
}

AcquisitionFunction::Slopes
MultiObjectiveAcquisition::valuesWithGradients(const Eigen::MatrixXd &inputs) const
{
    const Eigen::Index points = inputs.rows();
    std::vector<LocalPrediction> predictions;
    for (const GaussianProcess &model : m_models)
        predictions.push_back(model.predictLocally(inputs));
    const JointPrediction all = joined(predictions, points);
    Eigen::MatrixXd byMean(points, all.means.cols());
    Eigen::MatrixXd byVariance(points, all.means.cols());
    Slopes result{Eigen::VectorXd(points), Eigen::MatrixXd::Zero(points, inputs.cols())};
    for (Eigen::Index i = 0; i < points; ++i) {
        const JointWorth worth = m_rule.worth(all.means.row(i), all.variances.row(i));
        result.values[i] = worth.value;
        byMean.row(i) = worth.byMean;
        byVariance.row(i) = worth.byVariance;
    }
    for (std::size_t k = 0; k < m_models.size(); ++k) {
        const auto column = static_cast<Eigen::Index>(k);
        result.gradients +=
            m_models[k].gradients(predictions[k], byMean.col(column), byVariance.col(column));
    }
    if (m_chance) {
        const LogProbability success = m_chance->logProbabilityWithGradients(inputs, 0.0);
        result.values += success.values;
        result.gradients += success.gradients;
    }
    return result;
}

} // namespace attune
