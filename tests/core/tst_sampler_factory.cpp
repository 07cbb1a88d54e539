// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/search/sampler.h"
#include "core/search/untried_settings.h"

#include <QtTest>

#include <limits>

using namespace attune;

namespace {

Hyperparameter continuous(std::string name, double min, double max)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.min = min;
    made.max = max;
    made.defaultValue = min + (max - min) * 0.25;
    return made;
}

SearchProblem problemOf(Strategy strategy)
{
    SearchProblem problem;
    problem.space.hyperparameters = {continuous("a", 0, 1), continuous("b", 1, 5)};
    problem.search.strategy = strategy;
    problem.search.gridPoints = 3;
    return problem;
}

const Settings defaults = {{"a", 0.25}, {"b", 2.0}};

Result<Settings> suggested(const SearchProblem &problem, const StudyHistory &history, int number)
{
    return makeSampler(problem)->suggest(history, ModelFit{}, number, std::stop_token());
}

Hyperparameter categories(int count)
{
    Hyperparameter made;
    made.name = "many";
    made.type = HyperparameterType::Categorical;
    for (std::int64_t i = 0; i < count; ++i)
        made.values.emplace_back(i);
    return made;
}

Hyperparameter integer(std::string name, double min, double max, std::int64_t step)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.type = HyperparameterType::Integer;
    made.min = min;
    made.max = max;
    made.step = step;
    return made;
}

/// Every kind of range that could go wrong, in 30 dimensions.
SearchSpace hostileSpace()
{
    SearchSpace space;
    space.hyperparameters = {categories(30),
                             continuous("huge", 1e-300, 1e300),
                             continuous("denormal", 5e-324, 1e-310),
                             continuous("widest", -1e308, 0.7e308),
                             integer("one_level", 3, 9, 100),
                             integer("stepped", 1, 1000, 37),
                             integer("large", -9007199254740992.0, 9007199254740992.0, 1)};
    space.hyperparameters[3].defaultValue.reset();
    for (int i = 0; space.hyperparameters.size() < 30; ++i) {
        auto made = continuous("x" + std::to_string(i), 0, 0.999);
        made.scaling = i % 2 == 0 ? Scaling::ReverseLogarithmic : Scaling::Linear;
        if (i % 3 == 0)
            made.when = {{"many", {std::int64_t{i % 30}, std::int64_t{29}}}};
        space.hyperparameters.push_back(made);
    }
    space.constraints = {"stepped < 900", "huge > denormal"};
    return space;
}

} // namespace

class TestSamplerFactory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithTheDefaults();
    void leavesTheDefaultsWhereTheyCannotRun();
    void walksTheGridFromItsFirstPoint();
    void givesValidSettingsInAHostileSpace_data();
    void givesValidSettingsInAHostileSpace();
    void onlyAModelUsesResults();
    void namesTheIsaLevel();
};

void TestSamplerFactory::startsWithTheDefaults()
{
    for (const Strategy strategy : {Strategy::Random, Strategy::Sobol, Strategy::Bayesian}) {
        const auto problem = problemOf(strategy);
        QVERIFY(*suggested(problem, {}, 0) == defaults);
        QVERIFY(*suggested(problem, {}, 1) != defaults);
        StudyHistory history;
        history.pending.push_back({5, defaults});
        QVERIFY(*suggested(problem, history, 0) != defaults);
    }
}

void TestSamplerFactory::leavesTheDefaultsWhereTheyCannotRun()
{
    auto problem = problemOf(Strategy::Random);
    problem.space.constraints = {"a > 0.5"};
    QVERIFY(*suggested(problem, {}, 0) != defaults);
    problem = problemOf(Strategy::Random);
    problem.space.hyperparameters[1].defaultValue.reset();
    QVERIFY(suggested(problem, {}, 0)->at("a") != Value(0.25));
}

void TestSamplerFactory::walksTheGridFromItsFirstPoint()
{
    const Settings first = {{"a", 0.0}, {"b", 1.0}};
    QVERIFY(*suggested(problemOf(Strategy::Grid), {}, 0) == first);
}

void TestSamplerFactory::givesValidSettingsInAHostileSpace_data()
{
    QTest::addColumn<int>("strategy");
    QTest::newRow("random") << static_cast<int>(Strategy::Random);
    QTest::newRow("sobol") << static_cast<int>(Strategy::Sobol);
    QTest::newRow("grid") << static_cast<int>(Strategy::Grid);
}

void TestSamplerFactory::givesValidSettingsInAHostileSpace()
{
    QFETCH(int, strategy);
    SearchProblem problem;
    problem.space = hostileSpace();
    QCOMPARE(problem.space.problems(), Problems{});
    problem.search.strategy = static_cast<Strategy>(strategy);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        problem.search.seed = seed * 0x123456789ABCDEFULL;
        const auto sampler = makeSampler(problem);
        StudyHistory history;
        for (int number = 0; number < 25; ++number) {
            auto settings = sampler->suggest(history, ModelFit{}, number, std::stop_token());
            QVERIFY(settings.isOk());
            QCOMPARE(problem.space.problemsOf(*settings), Problems{});
            QVERIFY(!isTried(history, *settings, number));
            Observation observation;
            observation.trial = number;
            observation.settings = std::move(*settings);
            history.results.push_back(observation);
        }
    }
}

/// What is kept when a result comes; also with the defaults in front.
void TestSamplerFactory::onlyAModelUsesResults()
{
    for (const bool hasDefaults : {true, false}) {
        const auto uses = [&](Strategy strategy) {
            SearchProblem problem = problemOf(strategy);
            if (!hasDefaults)
                problem.space.hyperparameters.front().defaultValue.reset();
            return makeSampler(problem)->usesResults();
        };
        QVERIFY(!uses(Strategy::Random));
        QVERIFY(!uses(Strategy::Sobol));
        QVERIFY(!uses(Strategy::Grid));
        QVERIFY(uses(Strategy::Bayesian));
    }
}

/// Which of the two builds of the core the dynamic loader has chosen.
void TestSamplerFactory::namesTheIsaLevel()
{
    const bool isThere = QFile::exists(
        QStringLiteral(ATTUNE_BIN_DIR "/../lib/glibc-hwcaps/x86-64-v3/libattune_core.so"));
    const bool isHidden = qEnvironmentVariable("GLIBC_TUNABLES").contains(QStringLiteral("hwcaps"));
    const bool fits = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                      __builtin_cpu_supports("bmi2");
    if (isHidden)
        QSKIP("What the loader knows of the processor was set from outside.");
    QCOMPARE(isaLevel(), std::string(isThere && fits ? "x86-64-v3" : "x86-64"));
}

QTEST_GUILESS_MAIN(TestSamplerFactory)
#include "tst_sampler_factory.moc"
