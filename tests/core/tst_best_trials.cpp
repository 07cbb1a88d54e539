// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/best_trials.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace attune;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<MetricPoint> pointsOf(const std::vector<double> &values)
{
    std::vector<MetricPoint> points;
    for (const double value : values)
        points.push_back({static_cast<std::int64_t>(points.size()) + 1, value, 0});
    return points;
}

Objective objective(Direction direction, ObjectiveValue value = ObjectiveValue::Last, int count = 3)
{
    return {"loss", direction, value, count};
}

Trial trial(int number, double value, TrialState state = TrialState::Complete)
{
    Trial made;
    made.number = number;
    made.state = state;
    made.objectives = {value};
    return made;
}

std::vector<int> numbersOf(const std::vector<const Trial *> &trials)
{
    std::vector<int> numbers;
    for (const Trial *each : trials)
        numbers.push_back(each->number);
    return numbers;
}

} // namespace

class TestBestTrials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheLastTheBestOrTheMeanOfTheLast();
    void ranksCompleteTrialsOnly();
    void prefersTheEarlierOfEquals();
    void hasNoBestOfNothing();
};

void TestBestTrials::takesTheLastTheBestOrTheMeanOfTheLast()
{
    const auto points = pointsOf({5, 1, 4, 2, 3});
    const auto of = [&](Direction direction, ObjectiveValue value, int count = 3) {
        return objectiveOf(objective(direction, value, count), points).value();
    };
    QCOMPARE(of(Direction::Minimize, ObjectiveValue::Last), 3.0);
    QCOMPARE(of(Direction::Minimize, ObjectiveValue::Best), 1.0);
    QCOMPARE(of(Direction::Maximize, ObjectiveValue::Best), 5.0);
    QCOMPARE(of(Direction::Minimize, ObjectiveValue::MeanOfLast), 3.0);
    QCOMPARE(of(Direction::Minimize, ObjectiveValue::MeanOfLast, 2), 2.5);
    QCOMPARE(of(Direction::Minimize, ObjectiveValue::MeanOfLast, 99), 3.0);
    QVERIFY(!objectiveOf(objective(Direction::Minimize), {}));
    QVERIFY(std::isnan(*objectiveOf(objective(Direction::Minimize), pointsOf({1, NAN}))));
    const Objective best = objective(Direction::Minimize, ObjectiveValue::Best);
    QCOMPARE(*objectiveOf(best, pointsOf({NAN, 2, NAN, 1})), 1.0);
    QVERIFY(std::isnan(*objectiveOf(best, pointsOf({NAN, NAN}))));
}

void TestBestTrials::ranksCompleteTrialsOnly()
{
    std::vector<Trial> trials = {trial(0, 3),
                                 trial(1, 0.1, TrialState::Failed),
                                 trial(2, 0.2, TrialState::Stopped),
                                 trial(3, 1),
                                 trial(4, 0.3),
                                 trial(5, NAN),
                                 trial(6, -infinity),
                                 trial(7, 2)};
    trials[4].isExcluded = true;
    trials.emplace_back().state = TrialState::Complete; // without a value
    const Objective minimize = objective(Direction::Minimize);
    const Objective maximize = objective(Direction::Maximize);
    QCOMPARE(numbersOf(rankedTrials(trials, minimize)), (std::vector<int>{3, 7, 0}));
    QCOMPARE(numbersOf(rankedTrials(trials, maximize)), (std::vector<int>{0, 7, 3}));
    trials[0].objectives = {3, 1};
    trials[7].objectives = {2, 5};
    QCOMPARE(numbersOf(rankedTrials(trials, minimize, 1)), (std::vector<int>{0, 7}));
    QCOMPARE(numbersOf(rankedTrials(trials, maximize, 1)), (std::vector<int>{7, 0}));
    QCOMPARE(bestTrial(trials, minimize)->number, 3);
    QCOMPARE(bestTrial(trials, maximize)->number, 0);
}

void TestBestTrials::prefersTheEarlierOfEquals()
{
    const std::vector<Trial> trials = {trial(4, 1), trial(2, 1), trial(3, 1)};
    QCOMPARE(bestTrial(trials, objective(Direction::Minimize))->number, 2);
    QCOMPARE(numbersOf(rankedTrials(trials, objective(Direction::Minimize))),
             (std::vector<int>{2, 3, 4}));
}

void TestBestTrials::hasNoBestOfNothing()
{
    QVERIFY(bestTrial({}, objective(Direction::Minimize)) == nullptr);
    QVERIFY(bestTrial({trial(0, NAN)}, objective(Direction::Minimize)) == nullptr);
    QVERIFY(!isBetter(Direction::Minimize, NAN, 1));
    QVERIFY(!isBetter(Direction::Minimize, 1, 1));
    QVERIFY(isBetter(Direction::Maximize, 2, 1));
}

QTEST_GUILESS_MAIN(TestBestTrials)
#include "tst_best_trials.moc"
