// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sobol_sampler.h"
#include "core/search/untried_settings.h"

#include <QtTest>

#include <set>

using namespace attune;

namespace {

SearchProblem problemOf(int dimensions, HyperparameterType type, double max)
{
    SearchProblem problem;
    for (int i = 0; i < dimensions; ++i) {
        Hyperparameter made;
        made.name = "x" + std::to_string(i);
        made.type = type;
        made.max = max;
        problem.space.hyperparameters.push_back(made);
    }
    problem.search.strategy = Strategy::Sobol;
    return problem;
}

Result<Settings> suggested(const SobolSampler &sampler, const StudyHistory &history, int number)
{
    return sampler.suggest(history, ModelFit{}, number, std::stop_token());
}

} // namespace

class TestSobolSampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stratifiesEveryHyperparameter();
    void givesEveryLevelTheSameCount();
    void isAPureFunctionOfSeedAndNumber();
    void staysEvenUnderConstraints();
    void usesUpAFiniteSpaceWithoutRepeating();
    void servesManyDimensions();
};

void TestSobolSampler::stratifiesEveryHyperparameter()
{
    const SobolSampler sampler(problemOf(30, HyperparameterType::Continuous, 1.0));
    std::vector<std::set<int>> cells(30);
    for (int i = 0; i < 64; ++i) {
        const auto settings = suggested(sampler, {}, i);
        for (std::size_t j = 0; j < 30; ++j) {
            const double x = std::get<double>(settings->at("x" + std::to_string(j)));
            cells[j].insert(std::min(static_cast<int>(x * 64), 63));
        }
    }
    for (const auto &each : cells)
        QVERIFY(each.size() >= 63); // shortening may move a value over an edge
}

void TestSobolSampler::givesEveryLevelTheSameCount()
{
    const auto problem = problemOf(1, HyperparameterType::Integer, 7.0);
    const UnitCube cube(problem.space);
    const SobolSequence sequence(1, problem.search.seed);
    std::map<Value, int> counts;
    for (std::uint32_t i = 0; i < 64; ++i) {
        std::vector<double> point(1);
        sequence.pointAt(i, point);
        ++counts[cube.valueAt(0, point[0])];
    }
    QCOMPARE(counts.size(), std::size_t{8});
    for (const auto &[level, count] : counts)
        QCOMPARE(count, 8);
}

void TestSobolSampler::isAPureFunctionOfSeedAndNumber()
{
    auto problem = problemOf(3, HyperparameterType::Continuous, 1.0);
    const SobolSampler sampler(problem);
    QVERIFY(*suggested(sampler, {}, 7) == *suggested(SobolSampler(problem), {}, 7));
    QVERIFY(*suggested(sampler, {}, 7) != *suggested(sampler, {}, 8));
    problem.search.seed = 2;
    QVERIFY(*suggested(sampler, {}, 7) != *suggested(SobolSampler(problem), {}, 7));
}

void TestSobolSampler::staysEvenUnderConstraints()
{
    auto problem = problemOf(2, HyperparameterType::Continuous, 1.0);
    problem.space.constraints = {"x0 < 0.25"};
    const SobolSampler sampler(problem);
    std::vector<int> quarters(4);
    for (int i = 0; i < 256; ++i) {
        const auto settings = suggested(sampler, {}, i);
        QVERIFY(problem.space.problemsOf(*settings).empty());
        ++quarters[static_cast<std::size_t>(
            std::min(std::get<double>(settings->at("x1")) * 4, 3.0))];
    }
    for (const int count : quarters)
        QVERIFY(std::abs(count - 64) <= 16); // random points: 7 is one standard deviation
}

void TestSobolSampler::usesUpAFiniteSpaceWithoutRepeating()
{
    const SobolSampler sampler(problemOf(3, HyperparameterType::Integer, 3.0));
    StudyHistory history;
    for (int i = 0; i < 64; ++i) {
        auto settings = suggested(sampler, history, i);
        QVERIFY(settings.isOk());
        QVERIFY(!isTried(history, *settings, i));
        Observation observation;
        observation.trial = i;
        observation.settings = std::move(*settings);
        history.results.push_back(observation);
    }
    QCOMPARE(suggested(sampler, history, 64).error().kind, ErrorKind::Exhausted);
}

void TestSobolSampler::servesManyDimensions()
{
    const auto problem = problemOf(200, HyperparameterType::Continuous, 1.0);
    const auto settings = suggested(SobolSampler(problem), {}, 5);
    QCOMPARE(settings->size(), std::size_t{200});
    QVERIFY(problem.space.problemsOf(*settings).empty());
}

QTEST_GUILESS_MAIN(TestSobolSampler)
#include "tst_sobol_sampler.moc"
