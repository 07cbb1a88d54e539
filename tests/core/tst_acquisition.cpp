// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/acquisition.h"
#include "core/gp/success_model.h"
#include "gradient_error.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace attune;
using attune::testing::gradientError;

namespace {

bool isClose(double value, double expected, double relative)
{
    return std::abs(value - expected) <= relative * std::max(1e-300, std::abs(expected));
}

SearchSpace mixedSpace()
{
    SearchSpace space;
    for (const char *name : {"a", "b"}) {
        Hyperparameter real;
        real.name = name;
        real.scaling = Scaling::Linear;
        space.hyperparameters.push_back(real);
    }
    Hyperparameter choice;
    choice.name = "c";
    choice.type = HyperparameterType::Categorical;
    choice.values = {std::string("x"), std::string("y"), std::string("z")};
    space.hyperparameters.push_back(choice);
    return space;
}

/// Points of a smooth function, or labels of where it is high.
TrainingSet smoothData(const Encoding &encoding, std::uint64_t seed, int rows = 20)
{
    Rng rng(seed, RandomPurpose::Bootstrap, 0);
    const Eigen::MatrixXd points =
        Eigen::MatrixXd::NullaryExpr(3, rows, [&] { return rng.uniform(); });
    TrainingSet data{encoding.encode(points), Eigen::VectorXd(rows), Eigen::VectorXd::Zero(rows)};
    for (int i = 0; i < rows; ++i)
        data.targets[i] = std::sin(5.0 * points(0, i)) + points(1, i) * points(1, i) - points(2, i);
    return data;
}

constexpr Eigen::Index realCoordinates = 2; ///< the first ones

KernelParameters someParameters()
{
    return {(Eigen::VectorXd(3) << -0.7, -0.3, 0.4).finished(), 0.3, -5.0};
}

} // namespace

class tst_acquisition : public QObject
{
    Q_OBJECT

    UnitCube m_cube{mixedSpace()};
    Encoding m_encoding{m_cube};

    Eigen::MatrixXd places(std::uint64_t seed) const
    {
        Rng rng(seed, RandomPurpose::Bootstrap, 1);
        return m_encoding.encode(
            Eigen::MatrixXd::NullaryExpr(3, 8, [&] { return 0.1 + 0.8 * rng.uniform(); }));
    }

private Q_SLOTS:
    void logImprovementHoldsInBothTails()
    {
        // log(phi(z) + z Phi(z)), computed with 120 digits.
        QVERIFY(isClose(logImprovementFactor(5.0), 1.6094379231264313851, 1e-14));
        QVERIFY(isClose(logImprovementFactor(0.0), -0.91893853320467274178, 1e-14));
        QVERIFY(isClose(logImprovementFactor(-0.5), -1.6205162643873199193, 1e-13));
        QVERIFY(isClose(logImprovementFactor(-1.0), -2.4851210257126413368, 1e-13));
        QVERIFY(isClose(logImprovementFactor(-1.5), -3.5299359208057098515, 1e-13));
        QVERIFY(isClose(logImprovementFactor(-12.0), -77.909100545007348277, 1e-13));
        QVERIFY(isClose(logImprovementFactor(-24.5), -307.44625385773019357, 1e-12));
        QVERIFY(isClose(logImprovementFactor(-25.0), -319.86146358149595433, 1e-12));
        QVERIFY(isClose(logImprovementFactor(-25.5), -332.5258844622049783, 1e-12));
        QVERIFY(isClose(logImprovementFactor(-100.0), -5010.1295788002497923, 1e-13));
        QVERIFY(isClose(logImprovementFactor(-1e5), -5000000023.9447894634, 1e-13));
    }

    void worthsHaveTheirDerivatives()
    {
        for (const double mean : {-3.0, 0.0, 0.4, 6.0, 30.0}) {
            for (const double variance : {0.01, 0.5, 4.0}) {
                const auto check = [&](auto worth) {
                    const double h = 1e-6;
                    const Worth at = worth(mean, variance);
                    const double byMean =
                        (worth(mean + h, variance).value - worth(mean - h, variance).value) /
                        (2.0 * h);
                    const double dv = variance * h;
                    const double byVariance =
                        (worth(mean, variance + dv).value - worth(mean, variance - dv).value) /
                        (2.0 * dv);
                    return std::abs(at.byMean - byMean) < 1e-6 * (1.0 + std::abs(byMean)) &&
                           std::abs(at.byVariance - byVariance) <
                               1e-6 * (1.0 + std::abs(byVariance));
                };
                QVERIFY(
                    check([](double m, double v) { return logExpectedImprovement(m, v, 0.1); }));
                QVERIFY(check([](double m, double v) { return confidenceBound(m, v, 1.8); }));
            }
        }
    }

    void expectedImprovementIsTheMeanOfSampledImprovements()
    {
        Rng rng(11, RandomPurpose::Bootstrap, 0);
        double sum = 0.0;
        constexpr int samples = 400000;
        for (int i = 0; i < samples; ++i)
            sum += std::max(0.0, 0.3 - (0.5 + 0.7 * rng.normal()));
        const double expected = std::exp(logExpectedImprovement(0.5, 0.49, 0.3).value);
        QVERIFY(isClose(expected, sum / samples, 0.01));
    }

    void gradientsMatchCentralDifferences()
    {
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            const TrainingSet data = smoothData(m_encoding, seed);
            const GaussianProcess model(m_encoding, someParameters(), data, 20);
            const Eigen::VectorXd incumbent = Eigen::VectorXd::Constant(1, data.targets.minCoeff());
            for (const auto rule :
                 {AcquisitionRule::ExpectedImprovement, AcquisitionRule::ConfidenceBound}) {
                const Acquisition acquisition(model, nullptr, {rule, incumbent, 1.8});
                const double error = gradientError(acquisition, places(seed), realCoordinates);
                QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
            }
        }
    }

    void gradientsMatchUnderFantasiesAndFailures()
    {
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            const TrainingSet data = smoothData(m_encoding, seed);
            GaussianProcess model(m_encoding, someParameters(), data, 20);
            model.addPending(places(seed + 100).topRows(3));
            Rng rng(seed, RandomPurpose::Fantasies, 0);
            model.setFantasies(
                Eigen::MatrixXd::NullaryExpr(3, 4, [&] { return 0.3 * rng.normal(); }));
            TrainingSet labels = data;
            labels.targets = data.targets.unaryExpr([](double y) { return y > 0.3 ? -1.0 : 1.0; });
            const SuccessModel success(m_encoding, someParameters(), labels);
            const Eigen::VectorXd incumbents =
                (Eigen::VectorXd(4) << -0.8, -0.9, -1.0, -0.7).finished();
            for (const auto rule :
                 {AcquisitionRule::ExpectedImprovement, AcquisitionRule::ConfidenceBound}) {
                const Acquisition acquisition(model, &success, {rule, incumbents, 1.8});
                const double error = gradientError(acquisition, places(seed), realCoordinates);
                QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
            }
        }
    }

    void boundsAreNeverBelowTheValues()
    {
        GaussianProcess model(m_encoding, someParameters(), smoothData(m_encoding, 1, 400), 390);
        model.addPending(places(5));
        const SuccessModel success(m_encoding, someParameters(), smoothData(m_encoding, 2));
        for (const AcquisitionRule rule :
             {AcquisitionRule::ExpectedImprovement, AcquisitionRule::ConfidenceBound}) {
            const Acquisition acquisition(model, &success,
                                          {rule, Eigen::VectorXd::Constant(1, -1.5)});
            for (std::uint64_t seed = 10; seed < 30; ++seed) {
                const Eigen::MatrixXd at = places(seed);
                const Eigen::VectorXd gaps = acquisition.upperBounds(at) - acquisition.values(at);
                QVERIFY2(gaps.minCoeff() >= -1e-9, qPrintable(QString::number(gaps.minCoeff())));
            }
        }
    }

    void fewResultsHaveNoBounds()
    {
        const GaussianProcess model(m_encoding, someParameters(), smoothData(m_encoding, 1), 20);
        const Acquisition acquisition(model, nullptr,
                                      {AcquisitionRule::ConfidenceBound, Eigen::VectorXd()});
        QVERIFY(std::isinf(acquisition.upperBounds(places(3)).minCoeff()));
    }

    void pendingTrialsAreNotWorthRepeating()
    {
        const TrainingSet data = smoothData(m_encoding, 1);
        const Eigen::MatrixXd here = places(3).topRows(1);
        GaussianProcess model(m_encoding, someParameters(), data, 20);
        const AcquisitionOptions bound{AcquisitionRule::ConfidenceBound, {}, 1.8};
        const double before = Acquisition(model, nullptr, bound).values(here)[0];
        const double meanBefore = model.predict(here).means(0, 0);
        model.addPending(here);
        QVERIFY(Acquisition(model, nullptr, bound).values(here)[0] < before);
        QVERIFY(std::abs(model.predict(here).means(0, 0) - meanBefore) < 1e-9);
    }

    void failuresNearbyMakeSuccessUnlikely()
    {
        TrainingSet labels = smoothData(m_encoding, 2);
        for (Eigen::Index i = 0; i < labels.size(); ++i)
            labels.targets[i] = labels.inputs(i, 0) < 0.5 ? -1.0 : 1.0;
        const SuccessModel success(m_encoding, someParameters(), labels);
        const Eigen::MatrixXd both =
            m_encoding.encode((Eigen::MatrixXd(3, 2) << 0.1, 0.9, 0.5, 0.5, 0.5, 0.5).finished());
        const Eigen::VectorXd probability = success.logProbability(both, 0.0).array().exp();
        QVERIFY(probability[0] < 0.25);
        QVERIFY(probability[1] > 0.75);
    }

    /// Memory runs out with the batch size, say, on which the loss hardly depends.
    void failuresAreLearntWhereTheObjectiveSeesNoDifference()
    {
        TrainingSet labels = smoothData(m_encoding, 2, 40);
        for (Eigen::Index i = 0; i < labels.size(); ++i)
            labels.targets[i] = labels.inputs(i, 0) < 0.5 ? -1.0 : 1.0;
        KernelParameters objective = someParameters();
        objective.logLengthScales[0] = 5.0;
        const SuccessModel success(m_encoding, objective, labels);
        const Eigen::MatrixXd both =
            m_encoding.encode((Eigen::MatrixXd(3, 2) << 0.1, 0.9, 0.5, 0.5, 0.5, 0.5).finished());
        const Eigen::VectorXd probability = success.logProbability(both, 0.0).array().exp();
        QVERIFY(probability[0] < 0.25);
        QVERIFY(probability[1] > 0.75);
    }

    /// Where they depend on what the objective depends on, that is told, not forgotten.
    void failuresAreLearntAsTheObjectiveIsWhereThatExplainsThem()
    {
        TrainingSet labels = smoothData(m_encoding, 2, 40);
        for (Eigen::Index i = 0; i < labels.size(); ++i)
            labels.targets[i] = labels.inputs(i, 0) < 0.5 ? -1.0 : 1.0;
        KernelParameters objective = someParameters();
        objective.logLengthScales << -0.7, 5.0, 5.0;
        const SuccessModel success(m_encoding, objective, labels);
        // Far from every label in the other two, and yet known.
        const Eigen::MatrixXd both =
            m_encoding.encode((Eigen::MatrixXd(3, 2) << 0.1, 0.9, 0.0, 1.0, 0.9, 0.1).finished());
        const Eigen::VectorXd probability = success.logProbability(both, 0.0).array().exp();
        QVERIFY(probability[0] < 0.1);
        QVERIFY(probability[1] > 0.9);
    }
};

QTEST_GUILESS_MAIN(tst_acquisition)
#include "tst_acquisition.moc"
