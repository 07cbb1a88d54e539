// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/marginal_likelihood.h"
#include "core/gp/transfer_prior.h"
#include "search_problems.h"

#include <QtTest>

#include <cmath>

using namespace attune;
using namespace attune::testing;

namespace {

constexpr int dimensions = 2;

double hill(const Eigen::VectorXd &x)
{
    return std::sin(5.0 * x[0]) + 2.0 * std::pow(x[1] - 0.4, 2);
}

TrainingSet sampleOf(int rows, std::uint64_t seed, double (*function)(const Eigen::VectorXd &))
{
    Rng draws(seed, RandomPurpose::Preview, 0);
    TrainingSet data{Eigen::MatrixXd(rows, dimensions), Eigen::VectorXd(rows),
                     Eigen::VectorXd::Zero(rows)};
    for (int i = 0; i < rows; ++i) {
        for (int k = 0; k < dimensions; ++k)
            data.inputs(i, k) = draws.uniform();
        data.targets[i] = function(data.inputs.row(i).transpose());
    }
    return data;
}

/// What a study with this seed knows of nothing: noise.
Eigen::MatrixXd noise(Eigen::Index rows, int columns, std::uint64_t seed)
{
    Rng draws(seed, RandomPurpose::Preview, 1);
    Eigen::MatrixXd values(rows, columns);
    for (double &value : values.reshaped())
        value = draws.normal();
    return values;
}

} // namespace

class tst_transfer_prior : public QObject
{
    Q_OBJECT

    UnitCube m_cube{problemOf({real("x"), real("y")}).space};
    Encoding m_encoding{m_cube};
    KernelParameters m_parameters = KernelPrior(dimensions).start;

private Q_SLOTS:
    void normalScoresShareTheRankOfEqualValues()
    {
        const Eigen::VectorXd scores = normalScores(Eigen::Vector4d(3.0, 1.0, 3.0, 1e30));
        QCOMPARE(scores[0], scores[2]);
        QVERIFY(scores[1] < scores[0] && scores[0] < scores[3]);
        QVERIFY(std::abs(scores[1] + scores[3]) < 1e-12);
        QVERIFY(std::abs(scores[0]) < 1e-12);
    }

    void trustsAStudyOfTheSameFunction()
    {
        const TrainingSet data = sampleOf(8, 3, hill);
        Eigen::MatrixXd features(8, 1);
        features.col(0) = data.targets;
        const Eigen::VectorXd weights = transferWeights(m_encoding, m_parameters, data, features);
        QVERIFY2(weights[0] > 0.7, qPrintable(QString::number(weights[0])));
        QVERIFY(weights[0] < 1.0); // ridge
    }

    void trustsMoreWithMoreRows()
    {
        double few = 0.0;
        double many = 0.0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            const TrainingSet little = sampleOf(4, seed, hill);
            const TrainingSet much = sampleOf(12, seed, hill);
            few += transferWeights(m_encoding, m_parameters, little, little.targets)[0];
            many += transferWeights(m_encoding, m_parameters, much, much.targets)[0];
        }
        QVERIFY2(many > few, qPrintable(QString::number(few) + u' ' + QString::number(many)));
    }

    void hasNoWeightForTheOppositeFunction()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            const TrainingSet data = sampleOf(12, seed, hill);
            QCOMPARE(transferWeights(m_encoding, m_parameters, data, -data.targets)[0], 0.0);
        }
    }

    void hasAlmostAlwaysNoWeightForNoise()
    {
        int trusted = 0;
        double total = 0.0;
        constexpr int samples = 100;
        for (std::uint64_t seed = 1; seed <= samples; ++seed) {
            const TrainingSet data = sampleOf(15, seed, hill);
            const double weight =
                transferWeights(m_encoding, m_parameters, data, noise(15, 1, seed))[0];
            trusted += weight > 0.0 ? 1 : 0;
            total += weight;
        }
        QVERIFY2(trusted <= samples / 10, qPrintable(QString::number(trusted)));
        QVERIFY2(total / samples < 0.01, qPrintable(QString::number(total / samples)));
    }

    void findsTheRelatedOneAmongOthers()
    {
        const TrainingSet data = sampleOf(15, 6, hill);
        Eigen::MatrixXd features = noise(15, 3, 6);
        features.col(1) = 0.5 * data.targets;
        const Eigen::VectorXd weights = transferWeights(m_encoding, m_parameters, data, features);
        QVERIFY(weights[1] > 0.5);
        QVERIFY(weights[0] + weights[2] < 0.05);
    }

    void aModelPredictsItsMeanFarFromData()
    {
        const std::vector<GaussianProcess> models{
            GaussianProcess(m_encoding, m_parameters, sampleOf(30, 7, hill), 30)};
        const TransferPrior prior(models, Eigen::VectorXd::Constant(1, 0.8));
        const TrainingSet data = sampleOf(5, 8, hill);
        GaussianProcess model(m_encoding, m_parameters, data, 5, nullptr, &prior);
        const Eigen::MatrixXd far = Eigen::MatrixXd::Constant(1, dimensions, 40.0);
        QVERIFY(std::abs(model.predict(far).means(0, 0) -
                         (prior.values(far)[0] + model.constantMean())) < 1e-6);
        // What was observed is kept, and pending trials are believed as predicted.
        QVERIFY((model.predict(data.inputs).means.col(0) - data.targets).cwiseAbs().maxCoeff() <
                0.1);
        const Eigen::MatrixXd ahead = Eigen::MatrixXd::Constant(1, dimensions, 0.3);
        const double expected = model.predict(ahead).means(0, 0);
        model.addPending(ahead);
        QVERIFY(std::abs(model.predict(ahead).means(0, 0) - expected) < 1e-9);
        model.setFantasies(Eigen::MatrixXd::Constant(1, 2, expected));
        QVERIFY(std::abs(model.predict(ahead).means(0, 1) - expected) < 1e-6);
    }

    void gradientsAreThoseOfTheMeans()
    {
        const std::vector<GaussianProcess> models{
            GaussianProcess(m_encoding, m_parameters, sampleOf(20, 9, hill), 20),
            GaussianProcess(m_encoding, m_parameters, sampleOf(20, 10, hill), 20)};
        const TransferPrior prior(models, Eigen::Vector2d(0.7, 0.2));
        const Eigen::MatrixXd at = Eigen::RowVector2d(0.31, 0.62);
        const Eigen::MatrixXd gradient = prior.gradients(at);
        for (int k = 0; k < dimensions; ++k) {
            constexpr double step = 1e-5;
            Eigen::MatrixXd moved = at;
            moved(0, k) += step;
            const double above = prior.values(moved)[0];
            moved(0, k) -= 2.0 * step;
            const double slope = (above - prior.values(moved)[0]) / (2.0 * step);
            QVERIFY(std::abs(slope - gradient(0, k)) < 1e-6);
        }
    }
};

QTEST_APPLESS_MAIN(tst_transfer_prior)
#include "tst_transfer_prior.moc"
