// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/random_sampler.h"
#include "core/search/untried_settings.h"

#include <QtTest>

#include <cmath>

using namespace attune;

namespace {

Hyperparameter continuous(std::string name, double min, double max)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.min = min;
    made.max = max;
    return made;
}

Hyperparameter integer(std::string name, double min, double max)
{
    Hyperparameter made = continuous(std::move(name), min, max);
    made.type = HyperparameterType::Integer;
    return made;
}

SearchProblem problemOf(std::vector<Hyperparameter> hyperparameters,
                        std::vector<std::string> constraints = {}, std::uint64_t seed = 1)
{
    SearchProblem problem;
    problem.space.hyperparameters = std::move(hyperparameters);
    problem.space.constraints = std::move(constraints);
    problem.search.strategy = Strategy::Random;
    problem.search.seed = seed;
    return problem;
}

Observation observed(int trial, Settings settings)
{
    Observation made;
    made.trial = trial;
    made.settings = std::move(settings);
    return made;
}

Result<Settings> suggested(const RandomSampler &sampler, const StudyHistory &history, int number)
{
    return sampler.suggest(history, ModelFit{}, number, std::stop_token());
}

} // namespace

class TestRandomSampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsUniformlyInScaledSpace();
    void isAPureFunctionOfSeedAndNumber();
    void usesUpAFiniteSpaceWithoutRepeating();
    void countsPendingTrialsAsTried();
    void drawsTheRestWithEqualChances();
    void keepsToConstraints();
    void saysSoWhenConstraintsLeaveNothing();
    void neverRepeatsWhereABranchIsFinite();
    void stopsWhenAsked();
    void hasNoModel();
};

void TestRandomSampler::drawsUniformlyInScaledSpace()
{
    const RandomSampler sampler(problemOf({continuous("lr", 1e-4, 1), integer("n", 1, 4)}));
    std::vector<int> decades(4);
    std::vector<int> levels(4);
    for (int i = 0; i < 8000; ++i) {
        const auto settings = suggested(sampler, {}, i);
        QVERIFY(settings.isOk());
        const double decade = std::log10(std::get<double>(settings->at("lr"))) + 4;
        ++decades[static_cast<std::size_t>(std::min(decade, 3.0))];
        ++levels[static_cast<std::size_t>(std::get<std::int64_t>(settings->at("n")) - 1)];
    }
    for (const auto &counts : {decades, levels}) {
        for (const int count : counts)
            QVERIFY(std::abs(count - 2000) < 180); // 4.6 standard deviations
    }
}

void TestRandomSampler::isAPureFunctionOfSeedAndNumber()
{
    const auto problem = problemOf({continuous("a", 0, 1), continuous("b", 0, 1)});
    const RandomSampler sampler(problem);
    const StudyHistory history{{observed(0, {{"a", 0.5}, {"b", 0.5}})}, {}};
    QVERIFY(*suggested(sampler, {}, 7) == *suggested(RandomSampler(problem), history, 7));
    QVERIFY(*suggested(sampler, {}, 7) != *suggested(sampler, {}, 8));
    auto other = problem;
    other.search.seed = 2;
    QVERIFY(*suggested(sampler, {}, 7) != *suggested(RandomSampler(other), {}, 7));
}

void TestRandomSampler::usesUpAFiniteSpaceWithoutRepeating()
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const RandomSampler sampler(
            problemOf({integer("a", 1, 6), integer("b", 1, 5)}, {"a != b"}, seed));
        StudyHistory history;
        for (int i = 0; i < 25; ++i) {
            auto settings = suggested(sampler, history, i);
            QVERIFY(settings.isOk());
            QVERIFY(settings->at("a") != settings->at("b"));
            QVERIFY(!isTried(history, *settings, i));
            history.results.push_back(observed(i, std::move(*settings)));
        }
        const auto none = suggested(sampler, history, 25);
        QVERIFY(!none.isOk());
        QCOMPARE(none.error().kind, ErrorKind::Exhausted);
        QCOMPARE(none.error().message, std::string("Every combination of values has been tried. "
                                                   "Widen a range or add a choice to go on."));
    }
}

void TestRandomSampler::countsPendingTrialsAsTried()
{
    const RandomSampler sampler(problemOf({integer("a", 1, 2)}));
    StudyHistory history;
    history.results.push_back(observed(0, {{"a", 1.0}})); // written as a number, the same choice
    QVERIFY(suggested(sampler, history, 1)->at("a") == Value(std::int64_t{2}));
    history.pending.push_back({1, {{"a", std::int64_t{2}}}});
    QCOMPARE(suggested(sampler, history, 2).error().kind, ErrorKind::Exhausted);
    QVERIFY(suggested(sampler, history, 1).isOk()); // its own entry does not count
}

void TestRandomSampler::drawsTheRestWithEqualChances()
{
    // 997 of 1,000 are tried, so that drawing gives up and the rest is walked through.
    StudyHistory history;
    for (int i = 0; i < 997; ++i)
        history.results.push_back(observed(i, {{"a", std::int64_t{i}}}));
    std::map<Value, int> counts;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        const RandomSampler sampler(problemOf({integer("a", 0, 999)}, {}, seed));
        ++counts[suggested(sampler, history, 997)->at("a")];
    }
    QCOMPARE(counts.size(), std::size_t{3});
    for (const auto &[value, count] : counts)
        QVERIFY(std::abs(count - 200) < 55); // 4.8 standard deviations
}

void TestRandomSampler::keepsToConstraints()
{
    const auto problem = problemOf({continuous("a", 0, 1), continuous("b", 0, 1)}, {"a + b < 0.2"});
    const RandomSampler sampler(problem);
    for (int i = 0; i < 200; ++i)
        QVERIFY(problem.space.problemsOf(*suggested(sampler, {}, i)).empty());
}

void TestRandomSampler::saysSoWhenConstraintsLeaveNothing()
{
    const RandomSampler sampler(
        problemOf({continuous("a", 0, 1), continuous("b", 0, 1)}, {"a + b > 2"}));
    const auto none = suggested(sampler, {}, 0);
    QVERIFY(!none.isOk());
    QCOMPARE(none.error().kind, ErrorKind::Invalid);
    QVERIFY(none.error().message.ends_with("Loosen the constraints or widen the ranges."));
}

void TestRandomSampler::neverRepeatsWhereABranchIsFinite()
{
    Hyperparameter kind;
    kind.name = "kind";
    kind.type = HyperparameterType::Categorical;
    kind.values = {std::string("plain"), std::string("tuned")};
    Hyperparameter strength = continuous("strength", 0, 1);
    strength.when = {{"kind", {std::string("tuned")}}};
    const RandomSampler sampler(problemOf({kind, strength}));
    StudyHistory history;
    int plain = 0;
    for (int i = 0; i < 50; ++i) {
        auto settings = suggested(sampler, history, i);
        QVERIFY(settings.isOk());
        plain += settings->size() == 1 ? 1 : 0;
        history.results.push_back(observed(i, std::move(*settings)));
    }
    QCOMPARE(plain, 1);
}

void TestRandomSampler::stopsWhenAsked()
{
    const RandomSampler sampler(problemOf({continuous("a", 0, 1)}));
    std::stop_source source;
    source.request_stop();
    QCOMPARE(sampler.suggest({}, ModelFit{}, 0, source.get_token()).error().kind,
             ErrorKind::Cancelled);
}

void TestRandomSampler::hasNoModel()
{
    const RandomSampler sampler(problemOf({continuous("a", 0, 1)}));
    const ModelFit previous{3, 5, {1.0}};
    QVERIFY(sampler.fit({}, 9, previous, std::stop_token()) == previous);
    QCOMPARE(sampler.nextFitPrefix(previous, 100), 0);
    QVERIFY(!sampler.convergence({}, previous));
}

QTEST_GUILESS_MAIN(TestRandomSampler)
#include "tst_random_sampler.moc"
