// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/gaussian_process.h"
#include "core/gp/marginal_likelihood.h"
#include "search_problems.h"

#include <Eigen/Dense>

#include <QtTest>

#include <cmath>

using namespace attune;
using LongMatrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;

namespace {

SearchSpace spaceOf(int reals, int categories)
{
    SearchSpace space;
    for (int i = 0; i < reals; ++i) {
        Hyperparameter real;
        real.name = "x" + std::to_string(i);
        real.scaling = Scaling::Linear;
        space.hyperparameters.push_back(real);
    }
    Hyperparameter choice;
    choice.name = "choice";
    choice.type = HyperparameterType::Categorical;
    for (std::int64_t i = 0; i < categories; ++i)
        choice.values.emplace_back(i);
    if (categories > 0)
        space.hyperparameters.push_back(choice);
    return space;
}

TrainingSet randomData(const Encoding &encoding, int n, std::uint64_t seed)
{
    Rng rng(seed, RandomPurpose::Bootstrap, 0);
    const Eigen::MatrixXd points =
        Eigen::MatrixXd::NullaryExpr(encoding.dimensions(), n, [&] { return rng.uniform(); });
    return {encoding.encode(points), Eigen::VectorXd::NullaryExpr(n, [&] { return rng.normal(); }),
            Eigen::VectorXd::NullaryExpr(n, [&] { return 0.1 * rng.uniform(); })};
}

KernelParameters randomParameters(int dimensions, std::uint64_t seed)
{
    Rng rng(seed, RandomPurpose::Bootstrap, 1);
    return {Eigen::VectorXd::NullaryExpr(dimensions, [&] { return -0.5 + 0.5 * rng.normal(); }),
            0.3 * rng.normal(), -3.0 + rng.normal()};
}

/// The kernel written down from its definition, one pair at a time.
long double covarianceOf(const Eigen::RowVectorXd &a, const Eigen::RowVectorXd &b,
                         const Eigen::VectorXd &inverseScales, long double amplitude)
{
    long double squared = 0.0L;
    for (Eigen::Index i = 0; i < a.size(); ++i) {
        const long double difference = (static_cast<long double>(a[i]) - b[i]) * inverseScales[i];
        squared += difference * difference;
    }
    const long double rho = std::sqrt(5.0L * squared);
    return amplitude * (1.0L + rho + rho * rho / 3.0L) * std::exp(-rho);
}

struct Reference
{
    long double mean;
    long double variance;
    long double logLikelihood;
};

/// Mean, variance and evidence in long double with a general solver.
Reference closedForm(const Encoding &encoding, const KernelParameters &parameters,
                     const TrainingSet &data, const Eigen::RowVectorXd &at)
{
    const Eigen::VectorXd inverseScales = encoding.inverseScales(parameters.logLengthScales);
    const long double amplitude = std::exp(static_cast<long double>(parameters.logAmplitude));
    const Eigen::Index n = data.size();
    LongMatrix k(n, n);
    LongMatrix side(n, 1);
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index j = 0; j < n; ++j)
            k(i, j) =
                covarianceOf(data.inputs.row(i), data.inputs.row(j), inverseScales, amplitude);
        k(i, i) += parameters.noise() + data.knownNoise[i];
        side(i, 0) = covarianceOf(data.inputs.row(i), at, inverseScales, amplitude);
    }
    const Eigen::FullPivLU<LongMatrix> solver(k);
    const LongMatrix ones = LongMatrix::Ones(n, 1);
    const LongMatrix targets = data.targets.cast<long double>();
    const LongMatrix solvedOnes = solver.solve(ones);
    const long double mean = (solvedOnes.transpose() * targets)(0, 0) / solvedOnes.sum();
    const LongMatrix residual = (targets.array() - mean).matrix();
    const LongMatrix alpha = solver.solve(residual);
    return {mean + (side.transpose() * alpha)(0, 0),
            amplitude - (side.transpose() * solver.solve(side))(0, 0),
            -0.5L * (residual.transpose() * alpha)(0, 0) - 0.5L * std::log(solver.determinant())};
}

} // namespace

class tst_gaussian_process : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void posteriorMatchesTheClosedForm()
    {
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            const UnitCube cube(spaceOf(3, seed % 2 == 0 ? 4 : 0));
            const Encoding encoding(cube);
            const TrainingSet data = randomData(encoding, 25, seed);
            const KernelParameters parameters = randomParameters(encoding.dimensions(), seed);
            const Eigen::MatrixXd at = randomData(encoding, 5, seed + 50).inputs;
            const GaussianProcess model(encoding, parameters, data, 25);
            const Prediction prediction = model.predict(at);
            const LocalPrediction local = model.predictLocally(at);
            for (int i = 0; i < 5; ++i) {
                const Reference reference = closedForm(encoding, parameters, data, at.row(i));
                QVERIFY(std::abs(prediction.means(i, 0) - static_cast<double>(reference.mean)) <
                        1e-10);
                QVERIFY(std::abs(prediction.variances[i] -
                                 static_cast<double>(reference.variance)) < 1e-10);
                QVERIFY(std::abs(local.means(i, 0) - prediction.means(i, 0)) < 1e-12);
                QVERIFY(std::abs(local.variances[i] - prediction.variances[i]) < 1e-12);
            }
        }
    }

    void appendedRowsTeachTheSameAsFactoredOnes()
    {
        const UnitCube cube(spaceOf(4, 3));
        const Encoding encoding(cube);
        const TrainingSet data = randomData(encoding, 40, 5);
        const KernelParameters parameters = randomParameters(5, 5);
        const Eigen::MatrixXd at = randomData(encoding, 6, 6).inputs;
        const Prediction whole = GaussianProcess(encoding, parameters, data, 40).predict(at);
        for (const int factored : {0, 1, 17, 39}) {
            const Prediction grown =
                GaussianProcess(encoding, parameters, data, factored).predict(at);
            QVERIFY((whole.means - grown.means).cwiseAbs().maxCoeff() < 1e-10);
            QVERIFY((whole.variances - grown.variances).cwiseAbs().maxCoeff() < 1e-10);
        }
    }

    void aRememberedFactorGivesTheSameBits()
    {
        const UnitCube cube(spaceOf(4, 3));
        const Encoding encoding(cube);
        const TrainingSet data = randomData(encoding, 150, 20);
        const Eigen::MatrixXd at = randomData(encoding, 6, 21).inputs;
        FactorCache cache;
        for (const std::uint64_t seed : {20, 22, 20, 24, 20, 22}) { // two are remembered
            const KernelParameters parameters = randomParameters(5, seed);
            const Prediction plain = GaussianProcess(encoding, parameters, data, 140).predict(at);
            for (int i = 0; i < 2; ++i) {
                const GaussianProcess model(encoding, parameters, data, 140, &cache);
                const Prediction remembered = model.predict(at);
                QVERIFY(remembered.means == plain.means);
                QVERIFY(remembered.variances == plain.variances);
            }
        }
    }

    void fittedMeansAreThePredictionsAtTheData()
    {
        const UnitCube cube(spaceOf(2, 3));
        const Encoding encoding(cube);
        const TrainingSet data = randomData(encoding, 30, 7);
        const GaussianProcess model(encoding, randomParameters(3, 7), data, 30);
        QVERIFY((model.fittedMeans() - model.predict(data.inputs).means).cwiseAbs().maxCoeff() <
                1e-10);
    }

    void fittedVarianceIsThatOfThePredictionAtTheData()
    {
        const UnitCube cube(spaceOf(3, 3));
        const Encoding encoding(cube);
        const TrainingSet data = randomData(encoding, 25, 40);
        const GaussianProcess model(encoding, randomParameters(4, 40), data, 25);
        const Prediction prediction = model.predict(data.inputs);
        for (Eigen::Index i = 0; i < 25; ++i)
            QVERIFY(std::abs(model.fittedVariance(i) - prediction.variances[i]) < 1e-10);
    }

    void detailThatTheKernelCannotSeeBelongsToTheFunction()
    {
        // The closed form with covariance C = K + delta I and noise r = noise - delta.
        const UnitCube cube(spaceOf(3, 0));
        const Encoding encoding(cube);
        const TrainingSet data = randomData(encoding, 20, 41);
        const KernelParameters parameters = randomParameters(3, 41);
        const GaussianProcess model(encoding, parameters, data, 20);
        const double delta = 0.3 * parameters.noise();
        const Eigen::MatrixXd inputs =
            data.inputs * encoding.inverseScales(parameters.logLengthScales).asDiagonal();
        Eigen::MatrixXd c = matern(squaredDistances(inputs, inputs), parameters.amplitude());
        c.diagonal().array() += delta;
        Eigen::MatrixXd noisy = c;
        noisy.diagonal().array() += data.knownNoise.array() + parameters.noise() - delta;
        const Eigen::MatrixXd gain = c * noisy.inverse();
        const Eigen::VectorXd residual = (data.targets.array() - model.constantMean()).matrix();
        const Eigen::VectorXd means = ((gain * residual).array() + model.constantMean()).matrix();
        QVERIFY((model.fittedMeans(0.3) - means).cwiseAbs().maxCoeff() < 1e-9);
        const Eigen::MatrixXd covariance = c - gain * c;
        for (Eigen::Index i = 0; i < 20; ++i)
            QVERIFY(std::abs(model.fittedVariance(i, 0.3) - covariance(i, i)) < 1e-9);
    }

    void gradientsOfMeanAndVarianceMatchCentralDifferences()
    {
        const UnitCube cube(spaceOf(4, 3));
        const Encoding encoding(cube);
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            const TrainingSet data = randomData(encoding, 30, seed);
            const GaussianProcess model(encoding, randomParameters(5, seed), data, 30);
            const Eigen::MatrixXd at = randomData(encoding, 4, seed + 9).inputs;
            const LocalPrediction local = model.predictLocally(at);
            const Eigen::MatrixXd one = Eigen::MatrixXd::Ones(4, 1);
            const Eigen::MatrixXd zero = Eigen::MatrixXd::Zero(4, 1);
            const Eigen::MatrixXd meanGradient = model.gradients(local, one, zero.col(0));
            const Eigen::MatrixXd varianceGradient = model.gradients(local, zero, one.col(0));
            constexpr double h = 1e-5;
            for (int column = 0; column < encoding.columns(); ++column) {
                Eigen::MatrixXd up = at;
                Eigen::MatrixXd down = at;
                up.col(column).array() += h;
                down.col(column).array() -= h;
                const Prediction above = model.predict(up);
                const Prediction below = model.predict(down);
                const Eigen::VectorXd byMean = (above.means - below.means) / (2.0 * h);
                const Eigen::VectorXd byVariance = (above.variances - below.variances) / (2.0 * h);
                QVERIFY((meanGradient.col(column) - byMean).norm() <= 1e-6 * byMean.norm());
                QVERIFY((varianceGradient.col(column) - byVariance).norm() <=
                        1e-6 * byVariance.norm());
            }
        }
    }

    void believedPendingRowsNarrowTheVarianceOnly()
    {
        const UnitCube cube(spaceOf(3, 0));
        const Encoding encoding(cube);
        const TrainingSet data = randomData(encoding, 20, 8);
        GaussianProcess model(encoding, randomParameters(3, 8), data, 20);
        const Eigen::MatrixXd at = randomData(encoding, 5, 9).inputs;
        const Prediction before = model.predict(at);
        model.addPending(at.topRows(2));
        const Prediction after = model.predict(at);
        QVERIFY((before.means - after.means).cwiseAbs().maxCoeff() < 1e-10);
        QVERIFY((before.variances.array() >= after.variances.array() - 1e-12).all());
        QVERIFY(after.variances[0] < 0.5 * before.variances[0]);
    }

    void fantasiesAreWhatDataWithThoseValuesWouldTeach()
    {
        const UnitCube cube(spaceOf(3, 0));
        const Encoding encoding(cube);
        const TrainingSet data = randomData(encoding, 20, 10);
        const KernelParameters parameters = randomParameters(3, 10);
        const Eigen::MatrixXd pending = randomData(encoding, 2, 11).inputs;
        const Eigen::MatrixXd at = randomData(encoding, 5, 12).inputs;
        GaussianProcess model(encoding, parameters, data, 20);
        const double mean = model.constantMean();
        model.addPending(pending);
        Eigen::MatrixXd values(2, 3);
        values << 0.1, -0.5, 1.0, 0.3, 0.9, -1.2;
        model.setFantasies(values);
        QCOMPARE(model.fantasies(), 3);
        // The closed form with the same constant mean.
        const Eigen::VectorXd scales = encoding.inverseScales(parameters.logLengthScales);
        Eigen::MatrixXd inputs(22, encoding.columns());
        inputs << data.inputs, pending;
        Eigen::VectorXd noise = Eigen::VectorXd::Constant(22, parameters.noise());
        noise.head(20) += data.knownNoise;
        const auto between = [&](const Eigen::MatrixXd &a, const Eigen::MatrixXd &b) {
            return matern(squaredDistances(a * scales.asDiagonal(), b * scales.asDiagonal()),
                          parameters.amplitude());
        };
        Eigen::MatrixXd k = between(inputs, inputs);
        k.diagonal() += noise;
        for (int j = 0; j < 3; ++j) {
            Eigen::VectorXd targets(22);
            targets << data.targets, values.col(j);
            const Eigen::VectorXd expected =
                (between(at, inputs) * k.lu().solve((targets.array() - mean).matrix())).array() +
                mean;
            QVERIFY((model.predict(at).means.col(j) - expected).cwiseAbs().maxCoeff() < 1e-6);
        }
    }

    void evidenceMatchesTheClosedForm()
    {
        const UnitCube cube(spaceOf(3, 4));
        const Encoding encoding(cube);
        const KernelPrior prior(4);
        const TrainingSet data = randomData(encoding, 25, 13);
        const KernelParameters parameters = randomParameters(4, 13);
        const auto posterior = logPosterior(encoding, data, prior, parameters);
        QVERIFY(posterior.has_value());
        const Eigen::ArrayXd deviate =
            (parameters.packed() - prior.mean).array() / prior.deviation.array();
        const Reference reference = closedForm(encoding, parameters, data, data.inputs.row(0));
        const double expected =
            static_cast<double>(reference.logLikelihood) - 0.5 * deviate.square().sum();
        QVERIFY(std::abs(posterior->value - expected) < 1e-9 * std::abs(expected));
        const auto likelihood = logLikelihood(encoding, data, parameters);
        QVERIFY(likelihood.has_value());
        QVERIFY(std::abs(*likelihood - static_cast<double>(reference.logLikelihood)) <
                1e-9 * std::abs(expected));
    }

    /// At the prior's length-scales two random points are as alike on average, of numbers or
    /// choices.
    void choicesAreAsFarApartAsNumbersUnderThePrior()
    {
        const auto meanSquaredDistance = [](const SearchSpace &space) {
            const UnitCube cube(space);
            const Encoding encoding(cube);
            Rng rng(1, RandomPurpose::Bootstrap, 0);
            const auto dimensions = static_cast<Eigen::Index>(space.hyperparameters.size());
            const Eigen::MatrixXd points =
                Eigen::MatrixXd::NullaryExpr(dimensions, 400, [&] { return rng.uniform(); });
            const Eigen::MatrixXd scaled =
                encoding.encode(points) *
                encoding.inverseScales(KernelPrior(encoding).mean.head(dimensions)).asDiagonal();
            return (scaled.topRows(200) - scaled.bottomRows(200)).rowwise().squaredNorm().mean();
        };
        SearchSpace numbers;
        SearchSpace choices;
        for (int i = 0; i < 6; ++i) {
            numbers.hyperparameters.push_back(attune::testing::real("x" + std::to_string(i)));
            choices.hyperparameters.push_back(attune::testing::choice(
                "x" + std::to_string(i), {std::string("a"), std::string("b"), std::string("c"),
                                          std::string("d"), std::string("e")}));
        }
        const double ratio = meanSquaredDistance(choices) / meanSquaredDistance(numbers);
        QVERIFY2(std::abs(ratio - 1.0) < 0.1, qPrintable(QString::number(ratio)));
    }

    void gradientOfTheEvidenceMatchesCentralDifferences()
    {
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            const UnitCube cube(spaceOf(1 + static_cast<int>(seed % 5), seed % 3 == 0 ? 5 : 0));
            const Encoding encoding(cube);
            const KernelPrior prior(encoding.dimensions());
            const TrainingSet data = randomData(encoding, 30, seed);
            const Eigen::VectorXd packed = randomParameters(encoding.dimensions(), seed).packed();
            const auto at = logPosterior(encoding, data, prior, KernelParameters::unpacked(packed));
            QVERIFY(at.has_value());
            Eigen::VectorXd difference(packed.size());
            for (Eigen::Index i = 0; i < packed.size(); ++i) {
                const auto valueAt = [&](double shift) {
                    Eigen::VectorXd moved = packed;
                    moved[i] += shift;
                    return logPosterior(encoding, data, prior, KernelParameters::unpacked(moved))
                        ->value;
                };
                constexpr double h = 1e-4; // five-point stencil: error h^4
                difference[i] =
                    (8.0 * (valueAt(h) - valueAt(-h)) - (valueAt(2 * h) - valueAt(-2 * h))) /
                    (12.0 * h);
            }
            const double error = (at->gradient - difference).norm() / difference.norm();
            QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
        }
    }
};

QTEST_GUILESS_MAIN(tst_gaussian_process)
#include "tst_gaussian_process.moc"
