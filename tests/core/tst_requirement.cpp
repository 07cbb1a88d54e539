// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/best_trials.h"
#include "core/study/requirement.h"

#include <QtTest>

#include <limits>

using namespace attune;

namespace {

Trial completeTrial(int number, double loss, std::vector<std::optional<double>> required,
                    const std::vector<std::string> &requirements)
{
    Trial trial;
    trial.number = number;
    trial.state = TrialState::Complete;
    trial.objectives = {loss};
    trial.required = std::move(required);
    trial.meetsRequirements = areMet(requirementsOf(requirements), trial.required);
    return trial;
}

const std::vector<std::string> accurateAndSmall{"accuracy >= 0.9", "size < 20"};

} // namespace

class tst_requirement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryComparison()
    {
        QCOMPARE(*Requirement::parse("accuracy >= 0.9"),
                 (Requirement{"accuracy", Comparison::AtLeast, 0.9}));
        QCOMPARE(*Requirement::parse("val:size<1e3"),
                 (Requirement{"val:size", Comparison::LessThan, 1000.0}));
        QCOMPARE(*Requirement::parse("  time per step  <= 2 "),
                 (Requirement{"time per step", Comparison::AtMost, 2.0}));
        QCOMPARE(*Requirement::parse("gain>-1"), (Requirement{"gain", Comparison::MoreThan, -1.0}));
    }

    void refusesWhatIsNoBound()
    {
        for (const char *text : {"", "accuracy", "accuracy = 0.9", "accuracy == 0.9", ">= 0.9",
                                 "accuracy >=", "accuracy >= high", "accuracy >= nan",
                                 "accuracy >= inf", "0.1 < accuracy < 0.9"}) {
            const auto parsed = Requirement::parse(text);
            QVERIFY2(!parsed, text);
            QVERIFY(parsed.error().message.find("accuracy >= 0.9") != std::string::npos);
        }
    }

    void equalityCountsOnlyWhereItIsWritten()
    {
        QVERIFY(Requirement::parse("a >= 1")->isMetBy(1.0));
        QVERIFY(!Requirement::parse("a > 1")->isMetBy(1.0));
        QVERIFY(Requirement::parse("a <= 1")->isMetBy(1.0));
        QVERIFY(!Requirement::parse("a < 1")->isMetBy(1.0));
        QVERIFY(!Requirement::parse("a < 1")->isMetBy(std::numeric_limits<double>::quiet_NaN()));
    }

    void excessIsPositiveOnTheWrongSide()
    {
        QCOMPARE(Requirement::parse("a >= 1")->excessOf(0.75), 0.25);
        QCOMPARE(Requirement::parse("a < 1")->excessOf(0.75), -0.25);
    }

    void aValueThatIsMissingMeetsNothing()
    {
        const auto requirements = requirementsOf(accurateAndSmall);
        QVERIFY(areMet(requirements, {0.95, 10.0}));
        QVERIFY(!areMet(requirements, {0.95, std::nullopt}));
        QVERIFY(!areMet(requirements, {0.95}));
        QVERIFY(areMet({}, {}));
    }

    void theBestIsTheBestOfThoseThatMeetThem()
    {
        const std::vector<Trial> trials{
            completeTrial(0, 0.1, {0.5, 10.0}, accurateAndSmall),
            completeTrial(1, 0.3, {0.95, 10.0}, accurateAndSmall),
            completeTrial(2, 0.2, {0.92, 30.0}, accurateAndSmall),
            completeTrial(3, 0.4, {0.99, 5.0}, accurateAndSmall),
        };
        QCOMPARE(bestTrial(trials, Objective{})->number, 1);
        QCOMPARE(rankedTrials(trials, Objective{}).size(), std::size_t{2});
        QVERIFY(!whyNoneMeets(accurateAndSmall, trials));
    }

    void saysWhatNoTrialReaches()
    {
        const std::vector<Trial> trials{completeTrial(0, 0.1, {0.5, 30.0}, accurateAndSmall),
                                        completeTrial(1, 0.3, {0.875, 10.0}, accurateAndSmall)};
        QVERIFY(bestTrial(trials, Objective{}) == nullptr);
        QCOMPARE(*whyNoneMeets(accurateAndSmall, trials),
                 std::string("No trial has accuracy >= 0.9; the nearest is 0.875 of trial 1."));
    }

    void saysThatNoTrialMeetsAllAtOnce()
    {
        const std::vector<Trial> trials{completeTrial(0, 0.1, {0.95, 30.0}, accurateAndSmall),
                                        completeTrial(1, 0.3, {0.8, 10.0}, accurateAndSmall)};
        QCOMPARE(*whyNoneMeets(accurateAndSmall, trials),
                 std::string("No trial meets all requirements at once; the nearest is trial 0, "
                             "which breaks size < 20 with 30."));
        QVERIFY(!whyNoneMeets(accurateAndSmall, {}));
    }

    void judgesOnlyTrialsThatHaveValues()
    {
        Trial trial = completeTrial(0, 0.1, {0.95, 30.0}, accurateAndSmall);
        QCOMPARE(keepsRequirements(trial), std::optional(false));
        trial.state = TrialState::Failed;
        QVERIFY(!keepsRequirements(trial));
        QVERIFY(!keepsRequirements(completeTrial(1, 0.1, {}, {})));
    }
};

QTEST_GUILESS_MAIN(tst_requirement)
#include "tst_requirement.moc"
