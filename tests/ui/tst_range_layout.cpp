// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/range_layout.h"

#include <QTest>

#include <cmath>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

class TstRangeLayout : public QObject
{
    Q_OBJECT

private:
    static Hyperparameter range(double min, double max, Scaling scaling,
                                HyperparameterType type = HyperparameterType::Continuous)
    {
        Hyperparameter hyperparameter;
        hyperparameter.name = "eta";
        hyperparameter.type = type;
        hyperparameter.min = min;
        hyperparameter.max = max;
        hyperparameter.scaling = scaling;
        return hyperparameter;
    }

    static RangeLayout layoutOf(const RangeData &data, QSizeF size = {800.0, 270.0})
    {
        return RangeLayout(data, rangeAxisOf(data), size,
                           [](const QString &text) { return 7.0 * double(text.size()); });
    }

private Q_SLOTS:
    void leavesRoomToDragOutward_data()
    {
        QTest::addColumn<int>("scaling");
        QTest::addColumn<double>("min");
        QTest::addColumn<double>("max");
        QTest::newRow("linear") << int(Scaling::Linear) << 0.3 << 1.0;
        QTest::newRow("log") << int(Scaling::Logarithmic) << 0.001 << 1.0;
        QTest::newRow("reverse") << int(Scaling::ReverseLogarithmic) << 0.5 << 0.999;
    }

    void leavesRoomToDragOutward()
    {
        QFETCH(int, scaling);
        QFETCH(double, min);
        QFETCH(double, max);
        const RangeLayout layout = layoutOf(rangeDataOf(range(min, max, Scaling(scaling))));
        QVERIFY(layout.minX - layout.plot.left() > 30.0);
        QVERIFY(layout.plot.right() - layout.maxX > 30.0);
        QVERIFY(layout.axis.low < min && layout.axis.high > max);
    }

    void mapsValuesToPixelsAndBack()
    {
        const RangeLayout layout = layoutOf(rangeDataOf(range(0.001, 1.0, Scaling::Logarithmic)));
        for (const double value : {0.001, 0.0123, 0.5, 1.0})
            QVERIFY(std::abs(layout.valueAt(layout.xOf(value), 1e-7) / value - 1.0) < 1e-6);
        const double decade = layout.xOf(0.01) - layout.xOf(0.001);
        QVERIFY(std::abs(layout.xOf(0.1) - layout.xOf(0.01) - decade) < 1e-6);
    }

    void findsHandlesUnderThePointer()
    {
        const RangeLayout layout = layoutOf(rangeDataOf(range(0.0, 10.0, Scaling::Linear)));
        const double y = layout.plot.bottom() + 6.0;
        QCOMPARE(layout.partAt({layout.minX, y}), RangePart::MinHandle);
        QCOMPARE(layout.partAt({layout.maxX + 5.0, y}), RangePart::MaxHandle);
        QCOMPARE(layout.partAt({(layout.minX + layout.maxX) / 2.0, y}), RangePart::Nothing);
        QVERIFY(layout.minHandle.contains({layout.minX, y}));
    }

    void roundsADraggedEndToWhatAPersonWouldType()
    {
        const Hyperparameter eta = range(0.001, 1.0, Scaling::Logarithmic);
        const RangeLayout layout = layoutOf(rangeDataOf(eta));
        const auto moved = rangeWithHandleAt(layout, eta, RangePart::MinHandle,
                                             layout.xOf(0.01) + 2.0, Precision::Normal);
        QCOMPARE(moved, (std::pair{0.01, 1.0}));
        const auto fine = rangeWithHandleAt(layout, eta, RangePart::MinHandle,
                                            layout.xOf(0.01) + 2.0, Precision::Fine);
        QVERIFY(fine.first > 0.01 && fine.first < 0.0104);
    }

    void neverLetsHandlesCross()
    {
        const Hyperparameter eta = range(0.2, 0.4, Scaling::Linear);
        const RangeLayout layout = layoutOf(rangeDataOf(eta));
        QCOMPARE(rangeWithHandleAt(layout, eta, RangePart::MinHandle, layout.maxX + 40.0,
                                   Precision::Normal),
                 (std::pair{0.2, 0.4}));
    }

    void keepsIntegersOnTheirGrid()
    {
        Hyperparameter depth = range(2.0, 12.0, Scaling::Linear, HyperparameterType::Integer);
        depth.step = 5;
        const RangeLayout layout = layoutOf(rangeDataOf(depth));
        const auto moved = rangeWithHandleAt(layout, depth, RangePart::MaxHandle, layout.xOf(8.1),
                                             Precision::Normal);
        QCOMPARE(moved, (std::pair{2.0, 7.0}));
        QCOMPARE(rangeWithHandleNudged(layout, depth, RangePart::MaxHandle, 1, Precision::Fine),
                 (std::pair{2.0, 17.0}));
        QCOMPARE(rangeWithHandleNudged(layout, depth, RangePart::MinHandle, -1, Precision::Fine),
                 (std::pair{1.0, 12.0}));
    }

    void alwaysMovesByAnArrowKey()
    {
        for (const Scaling scaling : {Scaling::Linear, Scaling::Logarithmic}) {
            Hyperparameter eta = range(0.013, 0.97, scaling);
            for (int press = 0; press < 12; ++press) {
                const RangeLayout layout = layoutOf(rangeDataOf(eta));
                const auto moved =
                    rangeWithHandleNudged(layout, eta, RangePart::MaxHandle, -1,
                                          press % 2 ? Precision::Fine : Precision::Normal);
                QVERIFY(moved.second < eta.max);
                eta.max = moved.second;
            }
        }
    }

    void keepsTheAxisWhileTheRangeLiesWellInside()
    {
        RangeData data = rangeDataOf(range(0.001, 1.0, Scaling::Logarithmic));
        const RangeAxis axis = rangeAxisOf(data);
        data.hyperparameter.min = 0.0012;
        QCOMPARE(rangeAxisOf(data, axis), axis);
        data.hyperparameter.min = 0.9;
        QVERIFY(rangeAxisOf(data, axis) != axis);
    }

    void showsWhatScalingDoesToSamples()
    {
        const RangeLayout linear = layoutOf(rangeDataOf(range(0.001, 1.0, Scaling::Linear)));
        const RangeLayout logarithmic =
            layoutOf(rangeDataOf(range(0.001, 1.0, Scaling::Logarithmic)));
        QCOMPARE(linear.samples.size(), std::size_t(rugSamples));
        for (const RangeLayout::Sample &sample : linear.samples)
            QVERIFY(std::abs(sample.plainX - sample.axisX) < 0.5);
        const double middle = logarithmic.strip.center().x();
        const auto below = std::count_if(
            logarithmic.samples.begin(), logarithmic.samples.end(),
            [&](const RangeLayout::Sample &sample) { return sample.plainX < middle; });
        QVERIFY(below > 30); // half of the plain range holds a tenth of the decades
        QVERIFY(logarithmic.density.size() > 100);
    }

    void givesEveryLevelAndChoiceABar()
    {
        const RangeData depth =
            rangeDataOf(range(2.0, 12.0, Scaling::Linear, HyperparameterType::Integer));
        const RangeLayout layout = layoutOf(depth);
        QCOMPARE(layout.levelBars.size(), std::size_t(11));
        Hyperparameter booster;
        booster.name = "booster";
        booster.type = HyperparameterType::Categorical;
        booster.values = {std::string("gbtree"), std::string("dart"), std::string("gblinear")};
        const RangeLayout choices = layoutOf(rangeDataOf(booster));
        QCOMPARE(choices.bars.size(), std::size_t(3));
        for (const RangeLayout::Bar &bar : choices.bars)
            QVERIFY(std::abs(bar.share - 1.0 / 3.0) < 0.001);
        QCOMPARE(choices.partAt({100.0, 200.0}), RangePart::Nothing);
    }

    void placesBetterTrialsHigherAndTheBestOnTop()
    {
        const Hyperparameter eta = range(0.001, 1.0, Scaling::Logarithmic);
        std::vector<Trial> trials;
        for (int number = 0; number < 600; ++number) {
            Trial trial;
            trial.number = number;
            trial.state = TrialState::Complete;
            trial.settings["eta"] = 0.001 + 0.0016 * number;
            trial.objectives = {std::abs(number - 300.0)};
            trials.push_back(trial);
        }
        RangeData data = rangeDataOf(eta);
        data.dots = rangeDotsOf(eta, trials, Objective{"error"}, &trials[300]);
        const RangeLayout layout = layoutOf(data);
        QVERIFY(layout.dots.back().dot.isBest);
        QCOMPARE(layout.dots.back().dot.trial, 300);
        QCOMPARE(layout.trialAt(layout.dots.back().center), std::optional(300));
        for (const RangeLayout::Dot &dot : layout.dots)
            QVERIFY(dot.center.y() >= layout.dots.back().center.y() - 1e-9);

        // The trial to report need not have the best result: it is on top, but not highest.
        data.dots = rangeDotsOf(eta, trials, Objective{"error"}, &trials[310]);
        const RangeLayout other = layoutOf(data);
        QCOMPARE(other.dots.back().dot.trial, 310);
        QVERIFY(other.dots.back().center.y() > layout.dots.back().center.y());
    }

    void survivesARangeThatIsNone()
    {
        for (const auto &[min, max] : {std::pair{1.0, 1.0}, {5.0, -5.0}, {NAN, 1.0}, {-1.0, 1.0}}) {
            const RangeData data = rangeDataOf(range(min, max, Scaling::Logarithmic));
            QVERIFY(!data.isDrawable);
            const RangeLayout layout = layoutOf(data, {60.0, 40.0});
            QVERIFY(layout.density.isEmpty());
            QVERIFY(layout.plot.width() > 0.0);
        }
    }

    void keepsTheHandlesValuesApart()
    {
        const RangeLayout layout =
            layoutOf(rangeDataOf(range(0.5, 0.500001, Scaling::Linear)), {120.0, 200.0});
        QVERIFY(layout.minLabel.right() < layout.maxLabel.left());
    }
};

QTEST_GUILESS_MAIN(TstRangeLayout)
#include "tst_range_layout.moc"
