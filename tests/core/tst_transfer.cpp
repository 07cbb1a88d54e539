// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/marginal_likelihood.h"
#include "core/search/transfer.h"
#include "search_problems.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace attune;
using namespace attune::testing;

namespace {

using Function = double (*)(double x, double y);

double hill(double x, double y)
{
    return std::sin(5.0 * x) + 2.0 * std::pow(y - 0.4, 2);
}

double opposite(double x, double y)
{
    return -hill(x, y);
}

/// Of x and y in [0, 1], drawn by the seed; costs are offset + scale * function.
std::vector<Observation> resultsOf(Function function, int count, std::uint64_t seed,
                                   double offset = 0.0, double scale = 1.0)
{
    Rng draws(seed, RandomPurpose::Preview, 0);
    std::vector<Observation> results;
    for (int i = 0; i < count; ++i) {
        const double x = draws.uniform();
        const double y = draws.uniform();
        results.push_back(observed(i, {{"x", x}, {"y", y}}, offset + scale * function(x, y)));
    }
    return results;
}

/// Costs that have nothing to do with the settings.
std::vector<Observation> noise(int count, std::uint64_t seed)
{
    std::vector<Observation> results = resultsOf(hill, count, seed);
    Rng draws(seed, RandomPurpose::Preview, 1);
    for (Observation &result : results)
        result.objectives = {draws.normal()};
    return results;
}

SearchProblem startingFrom(const std::vector<std::vector<Observation>> &studies)
{
    SearchProblem problem = problemOf({real("x"), real("y")});
    for (const auto &results : studies) {
        EarlierStudy study;
        study.kind = WarmStartKind::Related;
        study.space.hyperparameters = problem.space.hyperparameters;
        study.results = results;
        problem.earlierStudies.push_back(study);
    }
    return problem;
}

/// The related studies of a problem with what their model needs.
struct Transfer
{
    explicit Transfer(const SearchProblem &problem)
        : cube(problem.space), studies(problem, cube),
          encoding(cube, false, static_cast<int>(studies.count()))
    {}

    [[nodiscard]] TrainingData dataOf(const HistoryPart &part) const
    {
        return trainingDataOf(cube, encoding, {}, part);
    }
    [[nodiscard]] TrainingData dataOf(const StudyHistory &history) const
    {
        const int results = static_cast<int>(history.results.size());
        return dataOf(HistoryPart{history, results, results});
    }
    [[nodiscard]] std::vector<Calibration> trusted(const StudyHistory &history) const
    {
        const int results = static_cast<int>(history.results.size());
        Rng draws(1, RandomPurpose::ModelFit, 1);
        return trustedStudies(
            studies, encoding, {history, results, results},
            [this](const HistoryPart &part) { return dataOf(part); },
            [&](const TrainingSet &rows) {
                return learntParameters(encoding, rows, std::nullopt, 1, draws, {});
            });
    }

    UnitCube cube;
    RelatedStudies studies;
    Encoding encoding;
};

} // namespace

class tst_transfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTaskIsACoordinateBehindTheOthers()
    {
        const UnitCube cube(problemOf({real("x"), real("y")}).space);
        const Encoding encoding(cube, true, 2);
        QCOMPARE(encoding.columns(), 5);
        QCOMPARE(encoding.lengthScales(), 5);
        QCOMPARE(encoding.resourceColumn(), 2);
        QCOMPARE(encoding.taskColumn(1), 3);
        QCOMPARE(encoding.taskColumn(2), 4);
        const Eigen::MatrixXd row = encoding.encode(Eigen::Vector2d(0.25, 0.5));
        QCOMPARE(row, (Eigen::MatrixXd(1, 5) << 0.25, 0.5, endOfResource, 0.0, 0.0).finished());
        QCOMPARE(KernelPrior(encoding).mean.size(), 7);
    }

    void scoresAreBroughtToTheStudysOwnScale()
    {
        const Transfer transfer(startingFrom({resultsOf(hill, 40, 1, 1000.0, 50.0)}));
        const StudyHistory history{resultsOf(hill, 12, 2, -3.0, 0.1), {}};
        const TrainingData own = transfer.dataOf(history);
        const Calibration calibration = transfer.studies.calibration(0, own, history);
        QVERIFY(calibration.isTrusted());
        const StudyHistory joined = transfer.studies.joined(history, {calibration});
        QCOMPARE(joined.results.size(), 52U);
        QVERIFY(std::equal(history.results.begin(), history.results.end(),
                           joined.results.begin() + 40));
        double worst = 0.0; // of all but the worst tenth, whose costs count as less bad
        for (std::size_t i = 0; i < 40; ++i) {
            const Observation &result = joined.results[i];
            QCOMPARE(result.relatedTask, 1);
            const double expected =
                -3.0 + 0.1 * hill(numberAt(result.settings, "x"), numberAt(result.settings, "y"));
            if (result.objectives.front() < -2.9)
                worst = std::max(worst, std::abs(result.objectives.front() - expected));
        }
        QVERIFY2(worst < 0.03, qPrintable(QString::number(worst))); // the range is 0.27
    }

    void resultsBeyondTheRangeStayBeyond()
    {
        SearchProblem problem = startingFrom({resultsOf(hill, 12, 1)});
        problem.space.hyperparameters[0].max = 0.8; // the study had 1
        const Transfer transfer(problem);
        const StudyHistory joined = transfer.studies.joined({}, {Calibration{0.0, 1.0}});
        const TrainingData data = transfer.dataOf(joined);
        int beyond = 0;
        for (std::size_t i = 0; i < joined.results.size(); ++i) {
            const double x = numberAt(joined.results[i].settings, "x");
            QVERIFY(std::abs(data.objective.inputs(static_cast<Eigen::Index>(i), 0) - x / 0.8) <
                    1e-9);
            beyond += x > 0.8 ? 1 : 0;
        }
        QVERIFY(beyond > 0);
    }

    void studiesWithEqualCostsSayNothing()
    {
        const Transfer transfer(startingFrom({resultsOf(hill, 10, 1, 2.0, 0.0)}));
        QCOMPARE(transfer.studies.count(), 0U);
    }

    void noWholeTrialGivesNoScale()
    {
        const Transfer transfer(startingFrom({resultsOf(hill, 10, 1)}));
        StudyHistory history{resultsOf(hill, 6, 2), {}};
        for (Observation &result : history.results)
            result.outcome = Outcome::Stopped;
        QVERIFY(!transfer.studies.calibration(0, transfer.dataOf(history), history).isTrusted());
        history.results[0].outcome = Outcome::Complete;
        history.results[1].outcome = Outcome::Complete;
        QVERIFY(transfer.studies.calibration(0, transfer.dataOf(history), history).isTrusted());
    }

    void equalCostsSayNothingAboutTheScale()
    {
        const Transfer transfer(startingFrom({resultsOf(hill, 10, 1)}));
        const StudyHistory history{resultsOf(hill, 5, 2, 1.0, 0.0), {}};
        QVERIFY(!transfer.studies.calibration(0, transfer.dataOf(history), history).isTrusted());
    }

    void trustsAStudyOfTheSameFunctionOnAnotherScale()
    {
        int trusted = 0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            const Transfer transfer(startingFrom({resultsOf(hill, 30, seed, 5.0, 20.0)}));
            const StudyHistory history{resultsOf(hill, 10, 100 + seed), {}};
            trusted += areTrusted(transfer.trusted(history)) ? 1 : 0;
        }
        QVERIFY2(trusted >= 9, qPrintable(QString::number(trusted)));
    }

    void hardlyTrustsTheOppositeOrNoise()
    {
        int opposites = 0;
        int noises = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const StudyHistory history{resultsOf(hill, 12, 100 + seed), {}};
            const Transfer turned(startingFrom({resultsOf(opposite, 30, seed)}));
            opposites += areTrusted(turned.trusted(history)) ? 1 : 0;
            const Transfer noisy(startingFrom({noise(30, seed)}));
            noises += areTrusted(noisy.trusted(history)) ? 1 : 0;
        }
        QVERIFY2(opposites <= 1, qPrintable(QString::number(opposites)));
        QVERIFY2(noises <= 2, qPrintable(QString::number(noises)));
    }

    void everyStudyIsJudgedByItself()
    {
        const Transfer transfer(
            startingFrom({resultsOf(opposite, 30, 1), resultsOf(hill, 30, 2, 3.0, 4.0)}));
        const auto trusted = transfer.trusted({resultsOf(hill, 12, 101), {}});
        QVERIFY(!trusted[0].isTrusted());
        QVERIFY(trusted[1].isTrusted());
    }

    void relatedRowsAreNeitherBestNorSuccesses()
    {
        const Transfer transfer(startingFrom({resultsOf(hill, 10, 1)}));
        StudyHistory history{resultsOf(hill, 4, 2), {}};
        for (Observation &result : history.results)
            result.outcome = Outcome::Stopped; // so that no row is whole
        history.results.push_back(observed(4, {{"x", 0.5}, {"y", 0.5}}, std::nullopt));
        const TrainingData data =
            transfer.dataOf(transfer.studies.joined(history, {Calibration{0.0, 1.0}}));
        QCOMPARE(data.relatedRows, 10);
        QCOMPARE(rowsOfBest(data), (std::vector<int>{10, 11, 12, 13}));
        QCOMPARE(data.labels.size(), 5);
        QCOMPARE(data.objective.inputs.col(transfer.encoding.taskColumn(1)).sum(), 10.0);
        QVERIFY(
            std::none_of(data.areWhole.begin(), data.areWhole.end(), [](bool is) { return is; }));
    }

    void theDensityHasItsGradientByTheSimilarity()
    {
        const Transfer transfer(startingFrom({resultsOf(hill, 15, 1), resultsOf(hill, 15, 2)}));
        const StudyHistory history{resultsOf(hill, 10, 3), {}};
        const TrainingData data = transfer.dataOf(
            transfer.studies.joined(history, {Calibration{0.0, 1.0}, Calibration{0.1, 0.9}}));
        const KernelPrior prior(transfer.encoding);
        Eigen::VectorXd at = prior.start.packed();
        at[2] += 0.3;
        const auto valueAt = [&](const Eigen::VectorXd &packed) {
            return *logPosterior(transfer.encoding, data.objective, prior,
                                 KernelParameters::unpacked(packed));
        };
        const Eigen::VectorXd gradient = valueAt(at).gradient;
        for (Eigen::Index i = 0; i < at.size(); ++i) {
            constexpr double step = 1e-5;
            Eigen::VectorXd up = at;
            Eigen::VectorXd down = at;
            up[i] += step;
            down[i] -= step;
            const double slope = (valueAt(up).value - valueAt(down).value) / (2.0 * step);
            QVERIFY2(std::abs(slope - gradient[i]) <= 1e-6 * (1.0 + std::abs(slope)),
                     qPrintable(QString::number(i)));
        }
    }
};

QTEST_GUILESS_MAIN(tst_transfer)
#include "tst_transfer.moc"
