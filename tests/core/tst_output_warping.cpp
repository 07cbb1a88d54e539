// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/output_warping.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace attune;

namespace {

Eigen::VectorXd vectorOf(const std::vector<double> &values)
{
    return Eigen::Map<const Eigen::VectorXd>(values.data(),
                                             static_cast<Eigen::Index>(values.size()));
}

} // namespace

class tst_output_warping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targetsHaveMeanZeroAndVarianceOne()
    {
        const Eigen::VectorXd targets =
            OutputWarping(vectorOf({3.0, 1.0, 4.0, 1.5, 9.0, 2.6})).targets();
        QVERIFY(std::abs(targets.mean()) < 1e-14);
        QVERIFY(std::abs(targets.squaredNorm() / 6.0 - 1.0) < 1e-14);
    }

    void theGoodHalfStaysLinear()
    {
        const Eigen::VectorXd values = vectorOf({1.0, 2.0, 4.0, 100.0, 1000.0});
        const OutputWarping warping(values);
        const Eigen::VectorXd targets = warping.targets();
        QVERIFY(std::abs((targets[2] - targets[1]) / (targets[1] - targets[0]) - 2.0) < 1e-12);
        QVERIFY(std::abs(warping.unitsPerTarget() * (targets[1] - targets[0]) - 1.0) < 1e-12);
    }

    void theBadHalfKeepsItsOrderWhateverItsSize()
    {
        const Eigen::VectorXd mild = OutputWarping(vectorOf({1, 2, 3, 4, 5, 6, 7})).targets();
        const Eigen::VectorXd wild =
            OutputWarping(vectorOf({1, 2, 3, 4, 50, 1e9, 1e300})).targets();
        QVERIFY(wild.isApprox(mild, 1e-12));
        for (int i = 1; i < 7; ++i)
            QVERIFY(wild[i] > wild[i - 1]);
    }

    void penaltiesOfMostTrialsLeaveTheRestItsShape()
    {
        std::vector<double> values{0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5};
        values.insert(values.end(), 15, 1e6); // the same penalty for all
        const Eigen::VectorXd tied = OutputWarping(vectorOf(values)).targets();
        QVERIFY(tied[4] - tied[0] > 0.5);
        for (int i = 0; i < 15; ++i)
            values[std::size_t(9 + i)] = 1e6 * (i + 1); // diverged, each to a value of its own
        const Eigen::VectorXd diverged = OutputWarping(vectorOf(values)).targets();
        QVERIFY(diverged[4] - diverged[0] > 0.5);
    }

    void onePenaltyForAlmostAllHidesNothingEither()
    {
        std::vector<double> values{0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5};
        values.insert(values.end(), 40, 1e6);
        const Eigen::VectorXd targets = OutputWarping(vectorOf(values)).targets();
        QVERIFY(targets[4] - targets[0] > 0.3);
    }

    void equalBestResultsLeaveTheUnit()
    {
        std::vector<double> values(10, 0.01); // the error of a small test set
        for (int i = 0; i < 20; ++i)
            values.push_back(0.02 + 0.01 * i);
        const OutputWarping warping(vectorOf(values));
        QVERIFY(warping.unitsPerTarget() > 0.0);
        QVERIFY(warping.targets()[12] > warping.targets()[0]);
    }

    void whatIsSpreadOverDecadesStaysLinear()
    {
        std::vector<double> values;
        for (int i = 0; i < 24; ++i)
            values.push_back(std::pow(10.0, -0.25 * i));
        const OutputWarping warping(vectorOf(values));
        const Eigen::VectorXd targets = warping.targets();
        const double unit = (values[12] - values[23]) / (targets[12] - targets[23]);
        QVERIFY(std::abs(warping.unitsPerTarget() / unit - 1.0) < 1e-12);
    }

    void anErrorIsWorthWhatItChanges()
    {
        const OutputWarping warping(vectorOf({1.0, 2.0, 3.0, 4.0, 100.0, 1000.0, 2000.0}));
        QVERIFY(std::abs(warping.deviationOf(2.0, 0.5) * warping.unitsPerTarget() - 0.5) < 1e-12);
        const Eigen::VectorXd &targets = warping.targets();
        // Between its neighbours, an error of 450 moves the result of 1000 by less than a rank.
        const double rank = targets[6] - targets[4];
        QVERIFY(warping.deviationOf(1000.0, 450.0) < rank / 2.0);
        QVERIFY(warping.deviationOf(1000.0, 450.0) > rank / 8.0);
        QVERIFY(warping.deviationOf(1000.0, 450.0) * warping.unitsPerTarget() < 10.0);
        QVERIFY(std::isfinite(warping.deviationOf(1000.0, 1e300)));
        QCOMPARE(OutputWarping(vectorOf({5.0, 5.0})).deviationOf(5.0, 1.0), 0.0);
    }

    void unitsDoNotMatter()
    {
        const Eigen::VectorXd values = vectorOf({0.3, -0.1, 2.0, 0.7, 5.5, 0.2});
        const Eigen::VectorXd scaled = (values.array() * 4096.0 - 7.0).matrix();
        QVERIFY(OutputWarping(scaled).targets().isApprox(OutputWarping(values).targets(), 1e-10));
    }

    void hostileValuesStayFinite()
    {
        const double largest = std::numeric_limits<double>::max();
        const double least = std::numeric_limits<double>::denorm_min();
        const std::vector<std::vector<double>> histories = {
            {},
            {5.0},
            {0.0, 0.0, 0.0},
            {1e300, -1e300, 1e300, -1e300},
            {largest, -largest, 0.0, 1.0},
            {least, 2 * least, 3 * least, 0.0},
            {0.0, 0.0, 0.0, 0.0, 1e300},
            {-1e300, 0.0, 1.0, 2.0, 3.0},
            {1.0, std::nextafter(1.0, 2.0), 1.0, 1.0},
        };
        for (const auto &history : histories) {
            const OutputWarping warping(vectorOf(history));
            QVERIFY(warping.targets().allFinite());
            QVERIFY(std::isfinite(warping.unitsPerTarget()));
            for (std::size_t i = 0; i < history.size(); ++i) {
                for (std::size_t j = 0; j < history.size(); ++j) {
                    if (history[i] == history[j])
                        QCOMPARE(warping.targets()[i], warping.targets()[j]);
                    else if (history[i] < history[j])
                        QVERIFY(warping.targets()[i] <= warping.targets()[j]);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_output_warping)
#include "tst_output_warping.moc"
