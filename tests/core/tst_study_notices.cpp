// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/study_notices.h"

#include "core/stopping/successive_halving.h"

#include <QtTest>

using namespace attune;

namespace {

Hyperparameter integer(std::string name, double min, double max)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.type = HyperparameterType::Integer;
    made.min = min;
    made.max = max;
    return made;
}

StudySettings studyOf(Strategy strategy, std::vector<Hyperparameter> hyperparameters, int trials)
{
    StudySettings settings;
    settings.search.strategy = strategy;
    settings.space.hyperparameters = std::move(hyperparameters);
    settings.budget.trials = trials;
    return settings;
}

StudySettings promoting(int trials, int brackets = 1)
{
    StudySettings settings = studyOf(Strategy::Hyperband, {Hyperparameter{}}, trials);
    settings.search.hyperband.mode = HyperbandMode::Promote;
    settings.search.hyperband.maxResource = 27;
    settings.search.hyperband.brackets = brackets;
    return settings;
}

using Notices = std::vector<std::string>;

} // namespace

class TestStudyNotices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countTheCombinationsOfAGrid()
    {
        StudySettings grid = studyOf(Strategy::Grid, {integer("a", 1, 6), integer("b", 1, 9)}, 54);
        grid.search.gridPoints = 9;
        QCOMPARE(noticesOf(grid), Notices{"54 combinations: all of them fit into the budget."});
        grid.budget.trials = 20;
        QCOMPARE(noticesOf(grid), Notices{"54 combinations, of which the budget tries 20."});
        grid.space.constraints = {"a < b"};
        QCOMPARE(noticesOf(grid), Notices{"33 combinations, of which the budget tries 20."});
        grid.space.hyperparameters.push_back(integer("c", 0, 999));
        grid.space.hyperparameters.back().when = {{"a", {std::int64_t{1}}}};
        grid.search.gridPoints = 500;
        QCOMPARE(noticesOf(grid), Notices{"At most 27000 combinations, of which the budget tries "
                                          "20."});
    }

    void countTheSettingsOfAFiniteSpace()
    {
        const std::vector<Hyperparameter> finite{integer("a", 1, 2), integer("b", 1, 4)};
        QCOMPARE(noticesOf(studyOf(Strategy::Bayesian, finite, 8)),
                 Notices{"8 distinct settings: the study ends when all of them have been tried."});
        QCOMPARE(noticesOf(studyOf(Strategy::Bayesian, finite, 7)), Notices{});
        QCOMPARE(noticesOf(studyOf(Strategy::Random, {Hyperparameter{}}, 7)), Notices{});
    }

    void warnWhereNoTrialCanReachTheMaximum()
    {
        QCOMPARE(noticesOf(promoting(20)),
                 Notices{"With 20 trials none can reach step 27: 1 of 3 goes on from each rung. "
                         "Use 27 or more trials, or a larger search.hyperband.minResource."});
        QCOMPARE(noticesOf(promoting(27)), Notices{});
        StudySettings stopping = promoting(20);
        stopping.search.hyperband.mode = HyperbandMode::Stop;
        QCOMPARE(noticesOf(stopping), Notices{});
    }

    void countTheTrialsOfEachBracket()
    {
        // The last of four brackets has no rung: its first trial runs to the maximum.
        const auto least = leastTrialsToMaximum(promoting(100, 4));
        QVERIFY(least && *least >= 1);
        const auto bracket = [](std::int64_t trial) {
            return bracketOf(promoting(100, 4).search.hyperband, 27, 1, static_cast<int>(trial));
        };
        QCOMPARE(bracket(*least - 1), 3);
        for (std::int64_t trial = 0; trial < *least - 1; ++trial)
            QVERIFY(bracket(trial) != 3);
    }
};

QTEST_APPLESS_MAIN(TestStudyNotices)
#include "tst_study_notices.moc"
