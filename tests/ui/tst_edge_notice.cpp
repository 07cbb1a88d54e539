// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/edge_notice.h"

#include <QTest>

using namespace attune;
using namespace attune::ui;

class TstEdgeNotice : public QObject
{
    Q_OBJECT

private:
    static Hyperparameter range(double min, double max, Scaling scaling)
    {
        Hyperparameter hyperparameter;
        hyperparameter.name = "x";
        hyperparameter.min = min;
        hyperparameter.max = max;
        hyperparameter.scaling = scaling;
        return hyperparameter;
    }

    static std::vector<EdgeNotice> noticesAt(const Hyperparameter &hyperparameter, double best)
    {
        SearchSpace space;
        space.hyperparameters = {hyperparameter};
        Trial trial;
        trial.settings["x"] = best;
        return edgeNotices(space, trial);
    }

private Q_SLOTS:
    void speaksWithinTwoPercentOfAnEndInScaledSpace()
    {
        const Hyperparameter log = range(1.0, 100.0, Scaling::Logarithmic);
        QCOMPARE(noticesAt(log, 1.05).size(), std::size_t(1)); // 1.06 % of two decades
        QCOMPARE(noticesAt(log, 1.05).front().end, RangeEnd::Lower);
        QVERIFY(noticesAt(log, 1.2).empty());
        QCOMPARE(noticesAt(log, 97.0).front().end, RangeEnd::Upper);
        const Hyperparameter linear = range(0.0, 10.0, Scaling::Linear);
        QCOMPARE(noticesAt(linear, 9.9).size(), std::size_t(1));
        QVERIFY(noticesAt(linear, 9.7).empty());
    }

    void proposesTheNextDecade()
    {
        const Hyperparameter log = range(1.0, 100.0, Scaling::Logarithmic);
        QCOMPARE(extendedEnd(log, RangeEnd::Lower), std::optional(0.1));
        QCOMPARE(extendedEnd(log, RangeEnd::Upper), std::optional(1000.0));
        const Hyperparameter reverse = range(0.5, 0.99, Scaling::ReverseLogarithmic);
        QCOMPARE(extendedEnd(reverse, RangeEnd::Upper), std::optional(0.999));
    }

    void neverProposesToCrossZero()
    {
        QCOMPARE(extendedEnd(range(0.0, 1.0, Scaling::Linear), RangeEnd::Lower), std::nullopt);
        QCOMPARE(extendedEnd(range(0.2, 1.0, Scaling::Linear), RangeEnd::Lower),
                 std::optional(0.1));
        QCOMPARE(extendedEnd(range(-4.0, -1.0, Scaling::Linear), RangeEnd::Upper),
                 std::optional(0.0));
    }

    void keepsIntegersOnTheirGrid()
    {
        Hyperparameter depth = range(4.0, 12.0, Scaling::Linear);
        depth.type = HyperparameterType::Integer;
        depth.step = 4;
        QCOMPARE(extendedEnd(depth, RangeEnd::Upper), std::optional(16.0));
        depth.min = 1.0;
        depth.step = 1;
        QCOMPARE(extendedEnd(depth, RangeEnd::Lower), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TstEdgeNotice)
#include "tst_edge_notice.moc"
