// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/pareto_front.h"
#include "core/base/rng.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace attune;

namespace {

using Rows = std::vector<std::vector<double>>;

const std::vector<Direction> bothDown{Direction::Minimize, Direction::Minimize};

/// Values on a coarse grid, so that many are equal.
Rows coarseRows(std::uint64_t seed, int count, int objectives)
{
    Rng rng(seed, RandomPurpose::Bootstrap, 0);
    Rows rows(static_cast<std::size_t>(count));
    for (auto &row : rows) {
        for (int k = 0; k < objectives; ++k)
            row.push_back(static_cast<double>(rng.below(8)));
    }
    return rows;
}

/// The definition, word for word: nowhere worse, somewhere better.
std::vector<std::size_t> bruteForce(const Rows &rows, const std::vector<Direction> &directions)
{
    const auto cost = [&](const std::vector<double> &row, std::size_t k) {
        return directions[k] == Direction::Minimize ? row[k] : -row[k];
    };
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        bool isBeaten = false;
        for (const auto &other : rows) {
            int better = 0;
            int worse = 0;
            for (std::size_t k = 0; k < directions.size(); ++k) {
                better += cost(other, k) < cost(rows[i], k) ? 1 : 0;
                worse += cost(other, k) > cost(rows[i], k) ? 1 : 0;
            }
            isBeaten = isBeaten || (better > 0 && worse == 0);
        }
        if (!isBeaten)
            front.push_back(i);
    }
    return front;
}

Trial trialOf(int number, std::vector<std::optional<double>> objectives)
{
    Trial trial;
    trial.number = number;
    trial.state = TrialState::Complete;
    trial.objectives = std::move(objectives);
    return trial;
}

std::vector<Objective> accuracyAndSize()
{
    Objective accuracy;
    accuracy.metric = "accuracy";
    accuracy.direction = Direction::Maximize;
    Objective size;
    size.metric = "size";
    return {accuracy, size};
}

std::vector<int> numbersOf(const std::vector<const Trial *> &trials)
{
    std::vector<int> numbers;
    for (const Trial *trial : trials)
        numbers.push_back(trial->number);
    return numbers;
}

} // namespace

class tst_pareto_front : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dominatingIsBetterSomewhereAndWorseNowhere()
    {
        QVERIFY(dominates({1.0, 1.0}, {1.0, 2.0}, bothDown));
        QVERIFY(!dominates({1.0, 1.0}, {1.0, 1.0}, bothDown));
        QVERIFY(!dominates({0.0, 2.0}, {1.0, 1.0}, bothDown));
        QVERIFY(dominates({1.0, 3.0}, {1.0, 2.0}, {Direction::Minimize, Direction::Maximize}));
    }

    void isWhatTheDefinitionSays()
    {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const int objectives = 1 + static_cast<int>(seed % 4);
            std::vector<Direction> directions;
            for (int k = 0; k < objectives; ++k)
                directions.push_back((seed + static_cast<std::uint64_t>(k)) % 3 == 0
                                         ? Direction::Maximize
                                         : Direction::Minimize);
            const Rows rows = coarseRows(seed, 1 + static_cast<int>(seed), objectives);
            QCOMPARE(paretoFront(rows, directions), bruteForce(rows, directions));
        }
    }

    void equalRowsAreAllOnIt()
    {
        QCOMPARE(paretoFront({{1.0, 2.0}, {2.0, 1.0}, {1.0, 2.0}, {2.0, 2.0}}, bothDown),
                 (std::vector<std::size_t>{0, 1, 2}));
    }

    void whatIsNotANumberIsNeverOnIt()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        QCOMPARE(paretoFront({{nan, 0.0}, {-infinity, 0.0}, {3.0, 3.0}, {1.0}, {}}, bothDown),
                 (std::vector<std::size_t>{2}));
        QVERIFY(paretoFront({{nan, nan}}, bothDown).empty());
        QVERIFY(paretoFront({}, bothDown).empty());
    }

    void trialsAreOrderedByTheFirstObjectiveBestFirst()
    {
        const std::vector<Trial> trials{trialOf(0, {0.8, 10.0}), trialOf(1, {0.9, 30.0}),
                                        trialOf(2, {0.7, 20.0}), trialOf(3, {0.85, 15.0})};
        QCOMPARE(numbersOf(paretoTrials(trials, accuracyAndSize())), (std::vector<int>{1, 3, 0}));
    }

    void onlyCompleteTrialsWithEveryValueCount()
    {
        std::vector<Trial> trials{trialOf(0, {0.5, 5.0}), trialOf(1, {0.9, 1.0}),
                                  trialOf(2, {0.9, 1.0}), trialOf(3, {0.9, std::nullopt}),
                                  trialOf(4, {0.99}),     trialOf(5, {})};
        trials[1].state = TrialState::Stopped;
        trials[2].isExcluded = true;
        QCOMPARE(numbersOf(paretoTrials(trials, accuracyAndSize())), (std::vector<int>{0}));
    }
};

QTEST_GUILESS_MAIN(tst_pareto_front)
#include "tst_pareto_front.moc"
