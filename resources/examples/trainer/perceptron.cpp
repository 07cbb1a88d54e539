// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/examples/trainer/perceptron.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <numeric>

namespace example {

using Eigen::Index;
using Eigen::MatrixXf;

namespace {

void softmax(MatrixXf &logits)
{
    const Eigen::VectorXf largest = logits.rowwise().maxCoeff();
    logits.colwise() -= largest;
    logits = logits.array().exp();
    const Eigen::VectorXf sums = logits.rowwise().sum();
    logits.array().colwise() /= sums.array();
}

} // namespace

Perceptron::Perceptron(int inputs, int classes, const Options &options)
    : m_options(options), m_random(options.seed)
{
    int width = inputs;
    for (int i = 0; i <= options.layers; ++i) {
        const int outputs = i == options.layers ? classes : options.hidden;
        std::normal_distribution<float> normal(0.0F, std::sqrt(2.0F / static_cast<float>(width)));
        Layer layer;
        layer.weights = MatrixXf::NullaryExpr(width, outputs, [&] { return normal(m_random); });
        layer.bias = Eigen::RowVectorXf::Zero(outputs);
        layer.weightsVelocity = MatrixXf::Zero(width, outputs);
        layer.biasVelocity = Eigen::RowVectorXf::Zero(outputs);
        m_layers.push_back(std::move(layer));
        width = outputs;
    }
}

void Perceptron::activate(MatrixXf &values) const
{
    switch (m_options.activation) {
    case Activation::Relu:
        values = values.cwiseMax(0.0F);
        break;
    case Activation::Tanh:
        values = values.array().tanh();
        break;
    case Activation::Sigmoid:
        values = (1.0F + (-values.array()).exp()).inverse();
        break;
    }
}

MatrixXf Perceptron::activationSlope(const MatrixXf &activated) const
{
    switch (m_options.activation) {
    case Activation::Relu:
        return (activated.array() > 0.0F).cast<float>();
    case Activation::Tanh:
        return 1.0F - activated.array().square();
    case Activation::Sigmoid:
        return activated.array() * (1.0F - activated.array());
    }
    return {};
}

MatrixXf Perceptron::probabilities(const MatrixXf &inputs) const
{
    MatrixXf values = inputs;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        values = (values * m_layers[i].weights).rowwise() + m_layers[i].bias;
        if (i + 1 < m_layers.size())
            activate(values);
    }
    softmax(values);
    return values;
}

Score Perceptron::score(const DataSet &data) const
{
    const MatrixXf p = probabilities(data.features);
    Score score;
    for (Index r = 0; r < p.rows(); ++r) {
        const int label = data.labels[static_cast<std::size_t>(r)];
        Index chosen = 0;
        p.row(r).maxCoeff(&chosen);
        score.loss -= std::log(std::max(1e-12, static_cast<double>(p(r, label))));
        score.accuracy += chosen == label ? 1.0 : 0.0;
    }
    score.loss /= static_cast<double>(p.rows());
    score.accuracy /= static_cast<double>(p.rows());
    return score;
}

void Perceptron::step(Layer &layer, const MatrixXf &weightsGradient,
                      const Eigen::RowVectorXf &biasGradient)
{
    const auto rate = static_cast<float>(m_options.learningRate);
    const auto momentum = static_cast<float>(m_options.momentum);
    const auto decay = static_cast<float>(m_options.weightDecay);
    layer.weightsVelocity =
        momentum * layer.weightsVelocity - rate * (weightsGradient + decay * layer.weights);
    layer.biasVelocity = momentum * layer.biasVelocity - rate * biasGradient;
    layer.weights += layer.weightsVelocity;
    layer.bias += layer.biasVelocity;
}

double Perceptron::trainBatch(const MatrixXf &inputs, const std::vector<int> &labels)
{
    std::vector<MatrixXf> outputs = {inputs};
    std::vector<MatrixXf> masks;
    const auto keep = static_cast<float>(1.0 - m_options.dropout);
    std::bernoulli_distribution kept(keep);
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        MatrixXf values = (outputs.back() * m_layers[i].weights).rowwise() + m_layers[i].bias;
        if (i + 1 < m_layers.size()) {
            activate(values);
            if (m_options.dropout > 0.0) {
                masks.push_back(MatrixXf::NullaryExpr(values.rows(), values.cols(), [&] {
                    return kept(m_random) ? 1.0F / keep : 0.0F;
                }));
                values = values.cwiseProduct(masks.back());
            }
        }
        outputs.push_back(std::move(values));
    }
    MatrixXf delta = outputs.back();
    softmax(delta);
    double loss = 0.0;
    for (Index r = 0; r < delta.rows(); ++r) {
        const int label = labels[static_cast<std::size_t>(r)];
        loss -= std::log(std::max(1e-12, static_cast<double>(delta(r, label))));
        delta(r, label) -= 1.0F;
    }
    delta /= static_cast<float>(delta.rows());
    for (std::size_t i = m_layers.size(); i-- > 0;) {
        const MatrixXf weightsGradient = outputs[i].transpose() * delta;
        const Eigen::RowVectorXf biasGradient = delta.colwise().sum();
        if (i > 0) {
            delta = delta * m_layers[i].weights.transpose();
            const bool hasMask = !masks.empty();
            MatrixXf activated = outputs[i];
            if (hasMask) {
                delta = delta.cwiseProduct(masks[i - 1]);
                activated *= keep;
            }
            delta = delta.cwiseProduct(activationSlope(activated));
        }
        step(m_layers[i], weightsGradient, biasGradient);
    }
    return loss;
}

double Perceptron::trainEpoch(const DataSet &data)
{
    std::vector<Index> order(data.labels.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::shuffle(order.begin(), order.end(), m_random);
    double loss = 0.0;
    const auto batch = static_cast<std::size_t>(m_options.batchSize);
    for (std::size_t begin = 0; begin < order.size(); begin += batch) {
        const std::size_t end = std::min(order.size(), begin + batch);
        MatrixXf inputs(static_cast<Index>(end - begin), data.features.cols());
        std::vector<int> labels;
        for (std::size_t i = begin; i < end; ++i) {
            inputs.row(static_cast<Index>(i - begin)) = data.features.row(order[i]);
            labels.push_back(data.labels[static_cast<std::size_t>(order[i])]);
        }
        loss += trainBatch(inputs, labels);
    }
    return loss / static_cast<double>(order.size());
}

bool Perceptron::save(const std::string &file, int epochs) const
{
    // Beside its place first: whoever reads it finds a whole one.
    const std::string part = file + ".part";
    std::ofstream out(part);
    out.precision(std::numeric_limits<float>::max_digits10);
    out << epochs << ' ' << m_layers.size() << '\n';
    for (const Layer &layer : m_layers) {
        out << layer.weights.rows() << ' ' << layer.weights.cols() << '\n';
        out << layer.weights << '\n' << layer.bias << '\n';
        out << layer.weightsVelocity << '\n' << layer.biasVelocity << '\n';
    }
    out << m_random << '\n';
    out.close();
    return out && std::rename(part.c_str(), file.c_str()) == 0;
}

std::optional<int> Perceptron::load(const std::string &file)
{
    std::ifstream in(file);
    int epochs = 0;
    std::size_t layers = 0;
    if (!(in >> epochs >> layers) || layers != m_layers.size())
        return std::nullopt;
    const auto read = [&in](auto &matrix) {
        for (Index row = 0; row < matrix.rows(); ++row) {
            for (Index column = 0; column < matrix.cols(); ++column)
                in >> matrix(row, column);
        }
    };
    for (Layer &layer : m_layers) {
        Index rows = 0;
        Index columns = 0;
        in >> rows >> columns;
        if (rows != layer.weights.rows() || columns != layer.weights.cols())
            return std::nullopt;
        read(layer.weights);
        read(layer.bias);
        read(layer.weightsVelocity);
        read(layer.biasVelocity);
    }
    in >> m_random;
    return in ? std::optional(epochs) : std::nullopt;
}

} // namespace example
