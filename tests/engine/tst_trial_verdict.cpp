// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_verdict.h"

#include "app/engine/scheduling/retry_policy.h"
#include "app/engine/scheduling/slot_allocator.h"

#include <QTest>

#include <limits>

using namespace attune;
using namespace attune::engine;
using namespace Qt::StringLiterals;

class TestTrialVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void completesATrialThatHasItsObjective();
    void saysOfACompleteTrialWhatWasLeftOut();
    void failsATrialWithoutAValueAndSaysHowManyLinesWereRead();
    void blamesAnUnreadableLogAndNotTheSettings();
    void failsATrialWhoseValueIsNotFinite();
    void needsEveryObjective();
    void readsWhatIsRequired();
    void failsAProgramThatEndedWithACode();
    void tellsTheSearchNothingOfWhatInfrastructureBroke();
    void callsWhatAPersonEndedCancelled();
    void keepsTheValueOfATrialStoppedByARule();
    void completesATrialThatARuleEndedAtTheMaximum();
    void countsStepsFromZeroTowardsTheMaximum();
    void repeatsOnlyWhatInfrastructureBroke();
    void dealsSlotsOutInTurn();
    void givesNothingWhileMoreAreTakenThanAllowed();
};

namespace {

const StudyRules loss{{}, {Objective{.metric = "loss"}}, {}};

RunOutcome exited(int code)
{
    RunOutcome outcome;
    outcome.end = RunEnd::Exited;
    outcome.exitCode = code;
    if (code != 0)
        outcome.sentence = "It ended with exit code " + std::to_string(code) + ".";
    return outcome;
}

RunOutcome ended(RunEnd end, bool isInfrastructure = false)
{
    RunOutcome outcome;
    outcome.end = end;
    outcome.isInfrastructure = isInfrastructure;
    outcome.sentence = "Why.";
    return outcome;
}

std::vector<MetricSeries> losses(std::vector<double> values)
{
    MetricSeries series{"loss", {}};
    for (const double value : values)
        series.points.push_back({std::int64_t(series.points.size()) + 1, value, 0});
    return {series};
}

} // namespace

void TestTrialVerdict::completesATrialThatHasItsObjective()
{
    const TrialVerdict verdict = verdictOf(loss, exited(0), losses({0.5, 0.25}), 2);
    QCOMPARE(verdict.state, TrialState::Complete);
    QCOMPARE(*verdict.objectives.at(0), 0.25);
    QVERIFY(verdict.sentence.empty());
    QVERIFY(verdict.outcome == Outcome::Complete);
}

void TestTrialVerdict::saysOfACompleteTrialWhatWasLeftOut()
{
    RunOutcome outcome = exited(0);
    outcome.sentence = "3 readings were left out.";
    const TrialVerdict verdict = verdictOf(loss, outcome, {{"loss", {{1, 0.5, 0}}}}, 1);
    QVERIFY(verdict.state == TrialState::Complete);
    QCOMPARE(verdict.sentence, outcome.sentence);
    const TrialVerdict failed = verdictOf(loss, outcome, {}, 4);
    QCOMPARE(failed.sentence, "No value of \"loss\" in 4 lines of output. " + outcome.sentence);
}

void TestTrialVerdict::failsATrialWithoutAValueAndSaysHowManyLinesWereRead()
{
    const TrialVerdict verdict = verdictOf(loss, exited(0), {}, 212);
    QCOMPARE(verdict.state, TrialState::Failed);
    QCOMPARE(QString::fromStdString(verdict.sentence),
             u"No value of \"loss\" in 212 lines of output."_s);
    QVERIFY(verdict.hasNoValue);
    QVERIFY(verdict.outcome == Outcome::Failed);
    QVERIFY(verdictOf(loss, exited(0), {}, 1).sentence.ends_with("1 line of output."));
    const auto whereRead = [&](std::vector<MetricSeries> read) {
        return QString::fromStdString(verdictOf(loss, exited(0), read, 9).sentence);
    };
    QVERIFY(whereRead({{"accuracy", {{1, 0.5, 0}}}, {"losss", {{1, 0.5, 0}}}})
                .endsWith(u"9 lines of output. Did you mean \"losss\"?"_s));
    const std::vector<MetricPoint> one{{1, 0.5, 0}};
    QVERIFY(
        whereRead({{"aa", one}, {"bb", one}, {"cc", one}, {"dd", one}, {"ee", one}, {"ff", one}})
            .endsWith(u"What was read is \"aa\", \"bb\", \"cc\", \"dd\", \"ee\" and 1 more."_s));
    QVERIFY(verdictOf(loss, exited(0), {}, 0).sentence.ends_with("printed nothing."));
}

void TestTrialVerdict::blamesAnUnreadableLogAndNotTheSettings()
{
    RunOutcome run = exited(0);
    run.unreadable = "Cannot read it.";
    const TrialVerdict verdict = verdictOf(loss, run, {}, 0);
    QCOMPARE(verdict.state, TrialState::Failed);
    QCOMPARE(verdict.sentence, run.unreadable);
    QVERIFY(!verdict.outcome);
    // A program that failed by itself, or that a person ended, did so whatever it printed.
    run.exitCode = 3;
    QVERIFY(verdictOf(loss, run, {}, 0).outcome == Outcome::Failed);
    run.end = RunEnd::Person;
    QCOMPARE(verdictOf(loss, run, {}, 0).state, TrialState::Cancelled);
    run = exited(0);
    // What was read of the other stream is enough.
    QCOMPARE(verdictOf(loss, run, losses({0.5}), 1).state, TrialState::Complete);
}

void TestTrialVerdict::failsATrialWhoseValueIsNotFinite()
{
    for (const double value :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        const TrialVerdict verdict = verdictOf(loss, exited(0), losses({0.5, value}), 2);
        QCOMPARE(verdict.state, TrialState::Failed);
        QVERIFY(!verdict.objectives.at(0).has_value());
        QVERIFY(verdict.sentence.find("\"loss\" is ") != std::string::npos);
        QVERIFY(!verdict.hasNoValue);
    }
}

void TestTrialVerdict::needsEveryObjective()
{
    const StudyRules two{{}, {Objective{.metric = "loss"}, Objective{.metric = "size"}}, {}};
    const TrialVerdict verdict = verdictOf(two, exited(0), losses({0.5}), 1);
    QCOMPARE(verdict.state, TrialState::Failed);
    QCOMPARE(verdict.objectives.size(), 2u);
    QVERIFY(verdict.sentence.find("\"size\"") != std::string::npos);
}

void TestTrialVerdict::readsWhatIsRequired()
{
    StudyRules rules{{}, {Objective{.metric = "loss", .value = ObjectiveValue::Best}}, {}};
    rules.requirements = requirementsOf({"size < 20", "loss < 1", "speed > 1"});
    std::vector<MetricSeries> series = losses({0.25, 0.5});
    series.push_back({"size", {{1, 30.0, 0}, {2, 12.0, 0}}});
    const TrialVerdict verdict = verdictOf(rules, exited(0), series, 4);
    // A metric that nothing was read of is no failure.
    QCOMPARE(verdict.state, TrialState::Complete);
    QCOMPARE(verdict.required.size(), std::size_t(3));
    QCOMPARE(*verdict.required[0], 12.0);
    QCOMPARE(*verdict.required[1], 0.25); // as the objective counts it
    QVERIFY(!verdict.required[2]);
    QVERIFY(!verdictOf(rules, exited(3), series, 4).required[0]);
    // Beyond the step at which a trial is whole no reading counts.
    QCOMPARE(*verdictOf(rules, ended(RunEnd::StoppedByRule), series, 4, 1).required[0], 30.0);
}

void TestTrialVerdict::failsAProgramThatEndedWithACode()
{
    const TrialVerdict verdict = verdictOf(loss, exited(3), losses({0.5}), 1);
    QCOMPARE(verdict.state, TrialState::Failed);
    QVERIFY(!verdict.objectives.at(0).has_value());
    QCOMPARE(verdict.sentence, exited(3).sentence);
    QVERIFY(verdict.outcome == Outcome::Failed);
    for (const RunEnd end : {RunEnd::Signalled, RunEnd::WallClock, RunEnd::Silence, RunEnd::Memory,
                             RunEnd::Output, RunEnd::NotStarted})
        QVERIFY(verdictOf(loss, ended(end), losses({0.5}), 1).outcome == Outcome::Failed);
}

void TestTrialVerdict::tellsTheSearchNothingOfWhatInfrastructureBroke()
{
    const TrialVerdict verdict = verdictOf(loss, ended(RunEnd::KeeperLost, true), losses({0.5}), 1);
    QCOMPARE(verdict.state, TrialState::Failed);
    QVERIFY(!verdict.outcome.has_value());
}

void TestTrialVerdict::callsWhatAPersonEndedCancelled()
{
    for (const RunEnd end : {RunEnd::Person, RunEnd::StudyEnded}) {
        const TrialVerdict verdict = verdictOf(loss, ended(end), losses({0.5}), 1);
        QCOMPARE(verdict.state, TrialState::Cancelled);
        QVERIFY(!verdict.outcome.has_value());
        QCOMPARE(*verdict.objectives.at(0), 0.5);
    }
}

void TestTrialVerdict::keepsTheValueOfATrialStoppedByARule()
{
    const TrialVerdict verdict = verdictOf(loss, ended(RunEnd::StoppedByRule), losses({0.5}), 1);
    QCOMPARE(verdict.state, TrialState::Stopped);
    QVERIFY(verdict.outcome == Outcome::Stopped);
    QCOMPARE(*verdict.objectives.at(0), 0.5);
    QCOMPARE(verdict.sentence, std::string("Why."));
    const TrialVerdict later =
        verdictOf(loss, ended(RunEnd::StoppedByRule), losses({0.9, 0.8, 0.7, 0.6}), 4);
    const std::vector<PartialResult> onTheWay = {{1, 0.9}, {3, 0.7}};
    QVERIFY(later.partial == onTheWay);
    QCOMPARE(later.resource, 4);
}

void TestTrialVerdict::completesATrialThatARuleEndedAtTheMaximum()
{
    const auto series = losses({0.5, 0.4, 0.3, 0.1});
    const TrialVerdict verdict = verdictOf(loss, ended(RunEnd::StoppedByRule), series, 4, 3);
    QCOMPARE(verdict.state, TrialState::Complete);
    QCOMPARE(*verdict.objectives.at(0), 0.3); // what came behind the maximum does not count
    QCOMPARE(verdict.resource, 3);
    const TrialVerdict early = verdictOf(loss, ended(RunEnd::StoppedByRule), series, 4, 5);
    QCOMPARE(early.state, TrialState::Stopped);
    QCOMPARE(*early.objectives.at(0), 0.1);
    const TrialVerdict coarse = verdictOf(loss, ended(RunEnd::StoppedByRule),
                                          {{"loss", {{100, 0.5, 0}, {200, 0.4, 0}}}}, 2, 50);
    QCOMPARE(coarse.state, TrialState::Complete);
    QCOMPARE(*coarse.objectives.at(0), 0.5);
}

void TestTrialVerdict::countsStepsFromZeroTowardsTheMaximum()
{
    const std::vector<MetricSeries> series = {
        {"loss", {{0, 0.5, 0}, {1, 0.4, 0}, {2, 0.3, 0}, {3, 0.1, 0}}}};
    const TrialVerdict verdict = verdictOf(loss, ended(RunEnd::StoppedByRule), series, 4, 3);
    QCOMPARE(verdict.state, TrialState::Complete);
    QCOMPARE(*verdict.objectives.at(0), 0.3);
    QCOMPARE(verdict.resource, 3);
}

void TestTrialVerdict::repeatsOnlyWhatInfrastructureBroke()
{
    Limits limits;
    limits.attempts = 2;
    QVERIFY(isAnotherAttemptDue(ended(RunEnd::KeeperLost, true), 1, limits));
    QVERIFY(!isAnotherAttemptDue(ended(RunEnd::KeeperLost, true), 2, limits));
    QVERIFY(!isAnotherAttemptDue(exited(1), 1, limits));
    QVERIFY(!isAnotherAttemptDue(ended(RunEnd::NotStarted, false), 1, limits));
}

void TestTrialVerdict::dealsSlotsOutInTurn()
{
    SlotAllocator slots;
    slots.setSlots({Slot{{{"GPU", "0"}}}, Slot{{{"GPU", "1"}}}});
    slots.setParallel(3);
    QCOMPARE(*slots.take(), 0);
    QCOMPARE(*slots.take(), 1);
    QCOMPARE(*slots.take(), 2);
    QVERIFY(!slots.take().has_value());
    QCOMPARE(slots.environmentOf(0).at("GPU"), std::string("0"));
    QCOMPARE(slots.environmentOf(1).at("GPU"), std::string("1"));
    QCOMPARE(slots.environmentOf(2).at("GPU"), std::string("0"));
    slots.giveBack(1);
    QCOMPARE(*slots.take(), 1);
    slots.setSlots({});
    QVERIFY(slots.environmentOf(1).empty());
}

void TestTrialVerdict::givesNothingWhileMoreAreTakenThanAllowed()
{
    SlotAllocator slots;
    slots.setParallel(3);
    for (const int slot : {0, 1, 2})
        slots.take(slot);
    slots.setParallel(2);
    slots.giveBack(0);
    QVERIFY(!slots.take().has_value());
    slots.giveBack(2);
    QCOMPARE(*slots.take(), 0);
}

QTEST_GUILESS_MAIN(TestTrialVerdict)
#include "tst_trial_verdict.moc"
