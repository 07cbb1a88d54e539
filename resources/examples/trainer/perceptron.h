// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "resources/examples/trainer/data_set.h"
#include "resources/examples/trainer/options.h"

#include <Eigen/Core>

#include <optional>
#include <random>
#include <string>
#include <vector>

namespace example {

/// Loss and accuracy over a data set.
struct Score
{
    double loss = 0.0; ///< mean cross-entropy, nats
    double accuracy = 0.0;
};

/// A multilayer perceptron with softmax output, trained by SGD with momentum, weight decay and
/// dropout.
class Perceptron
{
public:
    Perceptron(int inputs, int classes, const Options &options);

    /// One pass over `data` in random order; the mean training loss.
    double trainEpoch(const DataSet &data);
    [[nodiscard]] Score score(const DataSet &data) const;

    /// Everything that the next epoch depends on, after `epochs` of them. False when the file
    /// can't be written.
    [[nodiscard]] bool save(const std::string &file, int epochs) const;
    /// How many epochs the network of the file has been trained; nothing when there is none of
    /// this shape, and then the network may not be used.
    [[nodiscard]] std::optional<int> load(const std::string &file);

private:
    struct Layer
    {
        Eigen::MatrixXf weights; ///< inputs x outputs
        Eigen::RowVectorXf bias;
        Eigen::MatrixXf weightsVelocity;
        Eigen::RowVectorXf biasVelocity;
    };

    void activate(Eigen::MatrixXf &values) const;
    [[nodiscard]] Eigen::MatrixXf activationSlope(const Eigen::MatrixXf &activated) const;
    [[nodiscard]] Eigen::MatrixXf probabilities(const Eigen::MatrixXf &inputs) const;
    double trainBatch(const Eigen::MatrixXf &inputs, const std::vector<int> &labels);
    void step(Layer &layer, const Eigen::MatrixXf &weightsGradient,
              const Eigen::RowVectorXf &biasGradient);

    Options m_options;
    std::vector<Layer> m_layers;
    std::mt19937_64 m_random;
};

} // namespace example
