// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/model_rows.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace attune;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Observation trialWith(Outcome outcome, std::int64_t resource, double objective,
                      std::vector<PartialResult> partial)
{
    Observation result;
    result.outcome = outcome;
    result.objectives = {objective};
    result.resource = resource;
    result.partial = std::move(partial);
    return result;
}

/// Two whole trials of 27 steps, which gain 3 and 5 from step 3 on and 1 and 2 from step 9 on, and
/// one that was ended at step 9.
StudyHistory threeTrials()
{
    StudyHistory history;
    history.results = {
        trialWith(Outcome::Complete, 27, 1.0, {{3, 4.0}, {9, 2.0}}),
        trialWith(Outcome::Stopped, 9, 7.0, {{3, 8.0}}),
        trialWith(Outcome::Complete, 27, 2.0, {{3, 7.0}, {9, 4.0}}),
    };
    return history;
}

ModelRows rowsOf(const StudyHistory &history, Direction direction = Direction::Minimize,
                 OnTheWay onTheWay = OnTheWay::Modelled)
{
    return {history, static_cast<int>(history.results.size()), {{direction}}, onTheWay, {}};
}

double positionOf(double share)
{
    return 1.0 + std::log(share) / std::log(81.0);
}

bool isClose(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

} // namespace

class tst_model_rows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesWhatWasOnTheWayByWhatWholeTrialsGained()
    {
        const StudyHistory history = threeTrials();
        const std::vector<ModelRow> rows = rowsOf(history).rowsOf({1}, WayDetail::All);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].cost, 8.0 - 4.0);
        QCOMPARE(rows[1].cost, 7.0 - 1.5);
        QVERIFY(isClose(rows[0].position, positionOf(3.0 / 27.0)));
        QVERIFY(isClose(rows[1].position, positionOf(9.0 / 27.0)));
        QVERIFY(!rows[0].isWhole && !rows[1].isWhole && !rows[1].isUncertain);
    }

    void takesTheEndsOfWholeTrialsAsTheyAre()
    {
        const StudyHistory history = threeTrials();
        const std::vector<ModelRow> rows = rowsOf(history).rowsOf({0, 2}, WayDetail::All);
        QCOMPARE(rows.size(), std::size_t(6));
        QCOMPARE(rows[2].cost, 1.0);
        QCOMPARE(rows[2].position, 1.0);
        QVERIFY(rows[2].isWhole && rows[5].isWhole && !rows[4].isWhole);
        QCOMPARE(rows[5].result, 2);
    }

    void findsWhatIsGainedBetweenTwoStepsByTheLogarithm()
    {
        StudyHistory history = threeTrials();
        history.results.push_back(trialWith(Outcome::Stopped, 5, 6.0, {}));
        const std::vector<ModelRow> rows = rowsOf(history).rowsOf({3}, WayDetail::All);
        const double share = std::log(5.0 / 3.0) / std::log(9.0 / 3.0);
        QVERIFY(isClose(rows.front().cost, 6.0 - 4.0 + share * (4.0 - 1.5)));
        history.results[3].resource = 20; // later than any step of the others
        const double late = std::log(20.0 / 9.0) / std::log(27.0 / 9.0);
        QVERIFY(isClose(rowsOf(history).rowsOf({3}, WayDetail::All).front().cost,
                        6.0 - 1.5 * (1.0 - late)));
    }

    void turnsWhatIsMaximized()
    {
        const StudyHistory history = threeTrials();
        const std::vector<ModelRow> rows =
            rowsOf(history, Direction::Maximize).rowsOf({0, 1}, WayDetail::All);
        QCOMPARE(rows[2].cost, -1.0);
        QCOMPARE(rows[3].cost, -8.0 + 4.0);
    }

    void keepsOfLongHistoriesTheEndAndTheLastOnTheWay()
    {
        const StudyHistory history = threeTrials();
        const std::vector<ModelRow> rows = rowsOf(history).rowsOf({0, 1, 2}, WayDetail::Ends);
        QCOMPARE(rows.size(), std::size_t(4));
        QVERIFY(rows[0].isWhole && rows[3].isWhole);
        QCOMPARE(rows[1].cost, 4.0);
        QCOMPARE(rows[2].cost, 5.5);
    }

    void leavesOutWhatWasLessThanAnEightyFirst()
    {
        StudyHistory history;
        const auto trial = trialWith(Outcome::Complete, 810, 1.0, {{9, 3.0}, {10, 3.0}, {27, 2.0}});
        history.results = {trial, trial};
        const std::vector<ModelRow> rows = rowsOf(history).rowsOf({0}, WayDetail::All);
        QCOMPARE(rows.size(), std::size_t(3));
        QVERIFY(isClose(rows[0].position, 0.0));
    }

    void comparesTrialsOfDifferentLengthByTheirShare()
    {
        // Each loses 8 from a ninth of its way on, and 3 from a third on.
        StudyHistory history;
        history.results = {trialWith(Outcome::Complete, 9, 1.0, {{1, 9.0}, {3, 4.0}}),
                           trialWith(Outcome::Complete, 90, 2.0, {{10, 10.0}, {30, 5.0}})};
        for (const int trial : {0, 1}) {
            const std::vector<ModelRow> rows = rowsOf(history).rowsOf({trial}, WayDetail::All);
            QCOMPARE(rows.size(), std::size_t(3));
            QVERIFY(isClose(rows[0].position, positionOf(1.0 / 9.0)));
            for (const ModelRow &row : rows)
                QVERIFY(isClose(row.cost, history.results[trial].objectives[0]));
        }
    }

    void takesTheMeanOfSeveralRunsForWhatItIs()
    {
        StudyHistory history = threeTrials();
        history.results[1].resource = 0;
        history.results[1].noiseStd = 0.2;
        const ModelRow row = rowsOf(history).rowsOf({1}, WayDetail::All).back();
        QVERIFY(!row.isUncertain && !row.isWhole);
        QCOMPARE(row.position, 1.0);
    }

    void believesLittleWhereNobodyKnowsHowFarATrialCame()
    {
        StudyHistory history = threeTrials();
        history.results[1].resource = 0;
        history.results[1].partial.clear();
        const std::vector<ModelRow> rows = rowsOf(history).rowsOf({1}, WayDetail::All);
        QCOMPARE(rows.size(), std::size_t(1));
        QVERIFY(rows.front().isUncertain && !rows.front().isWhole);
        QCOMPARE(rows.front().cost, 7.0);
        const std::vector<ModelRow> ignored =
            rowsOf(threeTrials(), Direction::Minimize, OnTheWay::Ignored)
                .rowsOf({0, 1, 2}, WayDetail::All);
        QCOMPARE(ignored.size(), std::size_t(3));
        QVERIFY(ignored[1].isUncertain);
    }

    void learnsFromTheLongestWhereNoneIsWhole()
    {
        StudyHistory history;
        history.results = {trialWith(Outcome::Stopped, 9, 2.0, {{3, 5.0}}),
                           trialWith(Outcome::Stopped, 3, 6.0, {{1, 9.0}})};
        const std::vector<ModelRow> rows = rowsOf(history).rowsOf({0, 1}, WayDetail::All);
        QVERIFY(isClose(rows[1].position, positionOf(9.0 / 27.0))); // it may be thrice as long
        QCOMPARE(rows[1].cost, 2.0);
        QCOMPARE(rows[3].cost, 6.0 - 3.0);
    }

    void leavesOutWhatIsNoNumber()
    {
        StudyHistory history = threeTrials();
        history.results[0].partial[0].objective = infinity;
        history.results[1].partial[0].objective = std::nan("");
        const std::vector<ModelRow> rows = rowsOf(history).rowsOf({0, 1, 2}, WayDetail::All);
        QCOMPARE(rows.size(), std::size_t(6));
        for (const ModelRow &row : rows)
            QVERIFY(std::isfinite(row.cost));
        QCOMPARE(rows[3].cost, 7.0 - 3.0);
        QCOMPARE(rows[5].cost, 2.0);
    }
};

QTEST_APPLESS_MAIN(tst_model_rows)
#include "tst_model_rows.moc"
