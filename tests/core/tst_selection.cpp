// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/selection.h"
#include "core/search/bound_data.h"
#include "search_problems.h"

#include <QtTest>

#include <algorithm>

using namespace attune;

/// What a model keeps of more rows than it can use.
class tst_selection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evenlyAndWithTheLast()
    {
        QCOMPARE(thinned({1, 2, 3, 4, 5, 6}, 3), (std::vector<int>{2, 4, 6}));
        QCOMPARE(thinned({1, 2}, 3), (std::vector<int>{1, 2}));
        QCOMPARE(thinned({}, 3), std::vector<int>{});
    }

    void theBestAndSomeOfTheOthers()
    {
        QCOMPARE(bestAndOthers({9, 1, 8, 0, 7, 6}, 4), (std::vector<int>{1, 2, 3, 5}));
        QCOMPARE(bestAndOthers({3, 2, 1}, 3), (std::vector<int>{0, 1, 2}));
        QCOMPARE(bestAndOthers({}, 3), std::vector<int>{});
    }

    void aBoundKnowsItsMetricAtTheBestResults()
    {
        SearchProblem problem = testing::problemOf({testing::real("x")});
        problem.objectives.front().direction = Direction::Maximize;
        problem.requirements = {Requirement::parse("memory <= 1").value()};
        StudyHistory history;
        constexpr int count = 900;
        constexpr int best = 447; // not among those that an even selection keeps
        for (int i = 0; i < count; ++i) {
            Observation result;
            result.trial = i;
            result.settings = {{"x", (i + 0.5) / count}};
            result.objectives = {i == best ? 2.0 : 1.0 / (1.0 + i % 7)};
            result.required = {i == best ? 5.0 : 0.5};
            history.results.push_back(result);
        }
        const UnitCube cube(problem.space);
        const Encoding encoding(cube);
        const BoundData data = boundDataOf(cube, encoding, problem, 0, {history, count, count});
        QVERIFY(data.factored < count);
        QCOMPARE((data.excess.targets.array() > 0.0).count(), Eigen::Index{1});
    }
};

QTEST_GUILESS_MAIN(tst_selection)
#include "tst_selection.moc"
