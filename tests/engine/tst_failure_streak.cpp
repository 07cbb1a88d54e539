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
        QVERIFY(!after(4).whyToPause(false, 1, "x"));
        const auto why = after(5).whyToPause(false, 1, "exit code 1.");
        QVERIFY(why && why->ends_with("exit code 1."));
        QVERIFY(!after(5).whyToPause(true, 1, "x"));
    }

    void laterOnesMustBeTenOrThreeRounds()
    {
        QVERIFY(!after(9).whyToPause(true, 2, "x"));
        const auto why = after(10).whyToPause(true, 2, "exit code 1.");
        QVERIFY(why && why->starts_with("The last 10 trials all failed."));
        QVERIFY(!after(23).whyToPause(true, 8, "x"));
        QVERIFY(after(24).whyToPause(true, 8, "x"));
    }

    void aTrialWithAValueBeginsTheCountAnew()
    {
        for (const TrialState good : {TrialState::Complete, TrialState::Stopped}) {
            FailureStreak streak = after(9);
            streak.take(good);
            streak.take(TrialState::Failed);
            QVERIFY(!streak.whyToPause(true, 1, "x"));
        }
        FailureStreak streak = after(9);
        streak.take(TrialState::Cancelled);
        streak.take(TrialState::Failed);
        QVERIFY(streak.whyToPause(true, 1, "x"));
        streak.reset();
        QVERIFY(!streak.whyToPause(true, 1, "x"));
    }
};

QTEST_GUILESS_MAIN(FailureStreakTest)
#include "tst_failure_streak.moc"
