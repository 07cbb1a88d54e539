// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/earlier_results.h"
#include "core/search/training_data.h"
#include "search_problems.h"

#include <QtTest>

using namespace attune;
using namespace attune::testing;

namespace {

EarlierStudy studyOf(std::vector<Hyperparameter> hyperparameters, std::vector<Settings> settings,
                     WarmStartKind kind = WarmStartKind::Same)
{
    EarlierStudy study;
    study.kind = kind;
    study.space.hyperparameters = std::move(hyperparameters);
    for (std::size_t i = 0; i < settings.size(); ++i)
        study.results.push_back(observed(static_cast<int>(i), settings[i], 1.0));
    return study;
}

SearchSpace spaceOf(std::vector<Hyperparameter> hyperparameters)
{
    SearchSpace space;
    space.hyperparameters = std::move(hyperparameters);
    return space;
}

} // namespace

class tst_earlier_results : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countUnderNegativeNumbers()
    {
        const EarlierResults taken = resultsInSpace(
            studyOf({real("x")}, {{{"x", 0.2}}, {{"x", 0.4}}}), spaceOf({real("x")}));
        QCOMPARE(taken.results.size(), 2U);
        QCOMPARE(taken.results[0].trial, -1);
        QCOMPARE(taken.results[1].trial, -2);
        QCOMPARE(taken.trials.size(), taken.results.size());
        QVERIFY(taken.results[0].isOfSpace);
        QCOMPARE(taken.results[1].settings, (Settings{{"x", 0.4}}));
        QCOMPARE(taken.leftOut, 0);
    }

    void keepTheirPlaceBeyondANarrowedRange()
    {
        const UnitCube cube(spaceOf({real("x", 0.4, 0.6), integer("n", 4, 7)}));
        const EarlierResults taken = resultsInSpace(
            studyOf({real("x"), integer("n", 1, 12)},
                    {{{"x", 0.35}, {"n", std::int64_t{5}}}, {{"x", 0.5}, {"n", std::int64_t{8}}}}),
            cube.space());
        QCOMPARE(taken.results.size(), 2U);
        QVERIFY(!taken.results[0].isOfSpace);
        QCOMPARE(placeOf(cube, taken.results[0])[0], -0.25);
        QCOMPARE(placeOf(cube, taken.results[0])[1], cube.coordinateOf(1, std::int64_t{5}));
        QCOMPARE(placeOf(cube, taken.results[1])[1], 1.125); // half a level beyond the last cell
    }

    void areLeftOutFarFromTheRange()
    {
        const EarlierResults taken =
            resultsInSpace(studyOf({real("x")}, {{{"x", 0.29}}, {{"x", 0.31}}, {{"x", 0.71}}}),
                           spaceOf({real("x", 0.4, 0.6)}));
        QCOMPARE(taken.results.size(), 1U);
        QCOMPARE(taken.leftOut, 2);
    }

    void areLeftOutWhereTheScalingHasNoPlace()
    {
        Hyperparameter rate = real("rate", 1e-3, 1.0);
        rate.scaling = Scaling::Logarithmic;
        const EarlierResults taken = resultsInSpace(
            studyOf({real("rate")}, {{{"rate", 0.0}}, {{"rate", 5e-4}}}), spaceOf({rate}));
        QCOMPARE(taken.results.size(), 1U);
        QCOMPARE(taken.leftOut, 1);
    }

    void areLeftOutWithAChoiceThatIsGone()
    {
        const auto then = choice("c", {std::string("a"), std::string("b")});
        const auto now = choice("c", {std::string("b"), std::string("d")});
        const EarlierResults taken =
            resultsInSpace(studyOf({then}, {{{"c", std::string("a")}}, {{"c", std::string("b")}}}),
                           spaceOf({now}));
        QCOMPARE(taken.results.size(), 1U);
        QCOMPARE(taken.leftOut, 1);
    }

    void haveTheDefaultOfANewHyperparameter()
    {
        Hyperparameter fresh = real("y");
        const EarlierStudy study = studyOf({real("x")}, {{{"x", 0.2}}});
        QCOMPARE(resultsInSpace(study, spaceOf({real("x"), fresh})).leftOut, 1);
        fresh.defaultValue = 0.7;
        const EarlierResults taken = resultsInSpace(study, spaceOf({real("x"), fresh}));
        QCOMPARE(taken.leftOut, 0);
        QCOMPARE(taken.results.front().settings, (Settings{{"x", 0.2}, {"y", 0.7}}));
    }

    void haveTheFixedValueThatIsTunedNow()
    {
        EarlierStudy study = studyOf({real("x")}, {{{"x", 0.2}}});
        study.space.fixed = {{"n", "5"}};
        const EarlierResults taken =
            resultsInSpace(study, spaceOf({real("x"), integer("n", 1, 9)}));
        QCOMPARE(taken.results.front().settings, (Settings{{"n", std::int64_t{5}}, {"x", 0.2}}));
    }

    void countOnlyWithTheValueThatIsFixedNow()
    {
        SearchSpace space;
        space.hyperparameters = {real("x")};
        space.fixed = {{"n", "5"}};
        const auto study = [](WarmStartKind kind) {
            return studyOf(
                {real("x"), integer("n", 1, 9)},
                {{{"x", 0.2}, {"n", std::int64_t{5}}}, {{"x", 0.3}, {"n", std::int64_t{6}}}}, kind);
        };
        const EarlierResults same = resultsInSpace(study(WarmStartKind::Same), space);
        QCOMPARE(same.results.size(), 1U);
        QCOMPARE(same.results.front().settings, (Settings{{"x", 0.2}}));
        QCOMPARE(resultsInSpace(study(WarmStartKind::Related), space).results.size(), 2U);
    }

    void ofRelatedTasksStandInTheMiddleOfWhatTheyLack()
    {
        const EarlierResults taken =
            resultsInSpace(studyOf({real("x")}, {{{"x", 0.2}}}, WarmStartKind::Related),
                           spaceOf({real("x"), real("y", 0.0, 4.0)}));
        QCOMPARE(taken.results.front().settings, (Settings{{"x", 0.2}, {"y", 2.0}}));
    }

    void leaveOutWhatIsNotActive()
    {
        const auto parent = choice("c", {std::string("a"), std::string("b")});
        const auto child = dependent(real("y"), "c", std::string("b"));
        const EarlierResults taken =
            resultsInSpace(studyOf({parent, real("y")}, {{{"c", std::string("a")}, {"y", 0.1}},
                                                         {{"c", std::string("b")}, {"y", 0.1}}}),
                           spaceOf({parent, child}));
        QCOMPARE(taken.results[0].settings, (Settings{{"c", std::string("a")}}));
        QCOMPARE(taken.results[1].settings.size(), 2U);
    }
};

QTEST_APPLESS_MAIN(tst_earlier_results)
#include "tst_earlier_results.moc"
