// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/failure_streak.h"

#include <QTest>

using namespace attune;
using namespace attune::engine;

class FailureStreakTest : public QObject
{
    Q_OBJECT

private:
    static FailureStreak after(int failures)
    {
        FailureStreak streak;
        for (int i = 0; i < failures; ++i)
            streak.take(TrialState::Failed);
        return streak;
    }

private Q_SLOTS:
    void theFirstFiveAreEnoughWithoutAnyValue()
    {
        QVERIFY(!after(4).whyToPause({.trials = 4}, "x"));
        const auto why = after(5).whyToPause({.trials = 5}, "exit code 1.");
        QVERIFY(why && why->ends_with("exit code 1."));
        QVERIFY(!after(5).whyToPause({.trials = 6, .values = 1}, "x"));
    }

    void laterOnesMustBeTenOrThreeRounds()
    {
        QVERIFY(!after(9).whyToPause({.trials = 19, .values = 10, .parallel = 2}, "x"));
        const auto why =
            after(10).whyToPause({.trials = 20, .values = 10, .parallel = 2}, "exit code 1.");
        QVERIFY(why && why->starts_with("The last 10 trials all failed."));
        QVERIFY(!after(23).whyToPause({.trials = 33, .values = 10, .parallel = 8}, "x"));
        QVERIFY(after(24).whyToPause({.trials = 34, .values = 10, .parallel = 8}, "x"));
    }

    void whereFailingIsUsualManyInARowSayNothing()
    {
        QVERIFY(after(10).whyToPause({.trials = 30, .values = 11}, "x"));
        QVERIFY(!after(10).whyToPause({.trials = 30, .values = 10}, "x"));
        QVERIFY(!after(40).whyToPause({.trials = 60, .values = 20, .isOrdered = true}, "x"));
    }

    void whatWentOnFailingAfterRunWasNotUsualBefore()
    {
        FailureStreak streak = after(10);
        streak.reset();
        for (int i = 0; i < 10; ++i)
            streak.take(TrialState::Failed);
        QVERIFY(streak.whyToPause({.trials = 23, .values = 3}, "x"));
    }

    void aTrialWithAValueBeginsTheCountAnew()
    {
        const FailureStreak::Study study{.trials = 30, .values = 20};
        for (const TrialState good : {TrialState::Complete, TrialState::Stopped}) {
            FailureStreak streak = after(9);
            streak.take(good);
            streak.take(TrialState::Failed);
            QVERIFY(!streak.whyToPause(study, "x"));
        }
        FailureStreak streak = after(9);
        streak.take(TrialState::Cancelled);
        streak.take(TrialState::Failed);
        QVERIFY(streak.whyToPause(study, "x"));
        streak.reset();
        QVERIFY(!streak.whyToPause(study, "x"));
    }
};

QTEST_GUILESS_MAIN(FailureStreakTest)
#include "tst_failure_streak.moc"
