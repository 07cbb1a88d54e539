// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/fold_split.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace attune;

namespace {

/// Rows of a stratum in every fold.
std::map<std::string, std::vector<int>> countsOf(const std::vector<std::string> &strata,
                                                 const std::vector<int> &folds, int count)
{
    std::map<std::string, std::vector<int>> counts;
    for (std::size_t i = 0; i < folds.size(); ++i) {
        auto &own = counts[strata[i]];
        own.resize(std::size_t(count));
        ++own[std::size_t(folds[i])];
    }
    return counts;
}

int spread(const std::vector<int> &counts)
{
    const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
    return *most - *least;
}

} // namespace

class TestFoldSplit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsInOneFoldOfEqualSize();
    void theSeedDecides();
    void everyClassIsSpreadEvenly();
    void manyDifferentNumbersAreSpreadByTheirOrder();
    void noFoldHasTheLargestOfEachTurn();
};

void TestFoldSplit::everyRowIsInOneFoldOfEqualSize()
{
    const std::vector<int> folds = dealtFolds(103, 5, {}, 1);
    QCOMPARE(folds.size(), 103u);
    std::vector<int> sizes(5);
    for (const int fold : folds)
        ++sizes.at(std::size_t(fold));
    std::sort(sizes.begin(), sizes.end());
    QCOMPARE(sizes, (std::vector<int>{20, 20, 21, 21, 21}));
}

void TestFoldSplit::theSeedDecides()
{
    QCOMPARE(dealtFolds(50, 5, {}, 7), dealtFolds(50, 5, {}, 7));
    QVERIFY(dealtFolds(50, 5, {}, 7) != dealtFolds(50, 5, {}, 8));
    QVERIFY(!std::is_sorted(dealtFolds(50, 5, {}, 7).begin(), dealtFolds(50, 5, {}, 7).end()));
}

void TestFoldSplit::everyClassIsSpreadEvenly()
{
    std::vector<std::string> strata;
    for (int i = 0; i < 203; ++i)
        strata.emplace_back(i % 29 == 0 ? "rare" : i % 3 == 0 ? "some" : "many");
    const std::vector<int> folds = dealtFolds(strata.size(), 5, strata, 3);
    std::vector<int> sizes(5);
    for (const int fold : folds)
        ++sizes[std::size_t(fold)];
    QVERIFY(spread(sizes) <= 1);
    for (const auto &[stratum, counts] : countsOf(strata, folds, 5))
        QVERIFY2(spread(counts) <= 1, stratum.c_str());
}

void TestFoldSplit::noFoldHasTheLargestOfEachTurn()
{
    std::vector<std::string> strata;
    for (int i = 0; i < 40; ++i)
        strata.push_back(std::to_string(1.5 * i));
    const std::vector<int> folds = dealtFolds(40, 4, strata, 1);
    QVERIFY(folds != dealtFolds(40, 4, strata, 2));
    std::vector<int> largest(4); // how often each fold has it
    for (std::size_t turn = 0; turn < 10; ++turn) {
        std::vector<bool> isDealt(4);
        for (std::size_t i = 4 * turn; i < 4 * turn + 4; ++i)
            isDealt.at(std::size_t(folds[i])) = true;
        QCOMPARE(isDealt, std::vector<bool>(4, true));
        ++largest[std::size_t(folds[4 * turn + 3])];
    }
    QVERIFY(*std::ranges::max_element(largest) < 8);
}

void TestFoldSplit::manyDifferentNumbersAreSpreadByTheirOrder()
{
    std::vector<std::string> strata;
    for (int i = 0; i < 100; ++i)
        strata.push_back(std::to_string(i) + ".5"); // as texts, 9.5 would come behind 10.5
    const std::vector<int> folds = dealtFolds(100, 10, strata, 3);
    std::vector<std::string> tenths;
    for (int i = 0; i < 100; ++i)
        tenths.push_back(std::to_string(i / 10));
    for (const auto &[tenth, counts] : countsOf(tenths, folds, 10))
        QVERIFY(spread(counts) == 0);
    QCOMPARE(dealtFolds(4, 2, {"+1", "-1", "+1", "-1"}, 1).size(), 4u);
}

QTEST_GUILESS_MAIN(TestFoldSplit)
#include "tst_fold_split.moc"
