// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "tests/support/no_warnings.h"
#include "ui/charts/range_editor/range_editor.h"
#include "ui/charts/range_editor/range_handle.h"
#include "ui/charts/range_editor/range_painter.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QPainter>
#include <QTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

class TstRangeEditor : public QObject
{
    Q_OBJECT

private:
    static Hyperparameter eta()
    {
        Hyperparameter hyperparameter;
        hyperparameter.name = "eta";
        hyperparameter.min = 0.001;
        hyperparameter.max = 1.0;
        hyperparameter.scaling = Scaling::Logarithmic;
        return hyperparameter;
    }

    static std::vector<RangeDot> dots(int count)
    {
        std::vector<RangeDot> made;
        Rng random(1, RandomPurpose::Preview, 0);
        for (int number = 0; number < count; ++number)
            made.push_back({number, std::pow(10.0, -3.0 * random.uniform()), 0.1,
                            number / double(count), number + 1 == count, false});
        return made;
    }

    /// An editor that follows every wish, as the page does.
    struct Fixture
    {
        RangeEditor editor;
        Hyperparameter hyperparameter = eta();
        QStringList gestures;

        Fixture()
        {
            editor.resize(800, 270);
            editor.setHyperparameter(hyperparameter);
            connect(&editor, &RangeEditor::rangeEdited, &editor,
                    [this](double min, double max, const QString &gesture) {
                        hyperparameter.min = min;
                        hyperparameter.max = max;
                        gestures << gesture;
                        editor.setHyperparameter(hyperparameter);
                    });
            editor.show();
        }

        QPoint at(double value) const
        {
            return {qRound(editor.rangeLayout().xOf(value)),
                    qRound(editor.rangeLayout().plot.bottom()) + 6};
        }
    };

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { failOnWarnings(); }

    void movesAnEndWithTheMouse()
    {
        Fixture fixture;
        QTest::mousePress(&fixture.editor, Qt::LeftButton, {}, fixture.at(0.001));
        QTest::mouseMove(&fixture.editor, fixture.at(0.004));
        QTest::mouseMove(&fixture.editor, fixture.at(0.01));
        QTest::mouseRelease(&fixture.editor, Qt::LeftButton, {}, fixture.at(0.01));
        QCOMPARE(fixture.hyperparameter.min, 0.01);
        QCOMPARE(fixture.hyperparameter.max, 1.0);
        QVERIFY(fixture.gestures.size() >= 2);
        QCOMPARE(fixture.gestures.first(), fixture.gestures.last()); // one drag, one undo step
    }

    void keepsTheAxisStillWhileDragging()
    {
        Fixture fixture;
        const RangeAxis axis = fixture.editor.rangeLayout().axis;
        QTest::mousePress(&fixture.editor, Qt::LeftButton, {}, fixture.at(1.0));
        QTest::mouseMove(&fixture.editor, fixture.at(0.002));
        QCOMPARE(fixture.editor.rangeLayout().axis, axis);
        QTest::mouseRelease(&fixture.editor, Qt::LeftButton, {}, fixture.at(0.002));
        QVERIFY(fixture.editor.rangeLayout().axis != axis); // zoomed in on the short range
    }

    void dragsOutward()
    {
        Fixture fixture;
        QTest::mousePress(&fixture.editor, Qt::LeftButton, {}, fixture.at(1.0));
        QTest::mouseMove(&fixture.editor, fixture.at(2.0));
        QTest::mouseRelease(&fixture.editor, Qt::LeftButton, {}, fixture.at(2.0));
        QCOMPARE(fixture.hyperparameter.max, 2.0);
    }

    void movesAnEndWithArrowKeys()
    {
        Fixture fixture;
        auto *handle = fixture.editor.findChild<RangeHandle *>(u"maxHandle"_s);
        handle->setFocus();
        QTest::keyClick(handle, Qt::Key_Left);
        const double coarse = fixture.hyperparameter.max;
        QVERIFY(coarse < 1.0);
        QTest::keyClick(handle, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(fixture.hyperparameter.max < coarse);
        QVERIFY(coarse - fixture.hyperparameter.max < 1.0 - coarse);
        QCOMPARE(fixture.hyperparameter.min, 0.001);
    }

    void namesItsEndsForAssistivePrograms()
    {
        Fixture fixture;
        auto *handle = fixture.editor.findChild<RangeHandle *>(u"minHandle"_s);
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(handle);
        QVERIFY(interface);
        QCOMPARE(interface->role(), QAccessible::Slider);
        QCOMPARE(interface->text(QAccessible::Name), u"Minimum of eta"_s);
        QCOMPARE(interface->text(QAccessible::Value), u"0.001"_s);
        QVERIFY(interface->valueInterface());
        interface->valueInterface()->setCurrentValue(0.01);
        QCOMPARE(fixture.hyperparameter.min, 0.01);
    }

    void paintsWhateverThereIs_data()
    {
        QTest::addColumn<int>("trials");
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<double>("ratio");
        QTest::newRow("none") << 0 << false << 1.0;
        QTest::newRow("one") << 1 << false << 1.0;
        QTest::newRow("600 dark") << 600 << true << 1.0;
        QTest::newRow("600 at twice the resolution") << 600 << false << 2.0;
    }

    void paintsWhateverThereIs()
    {
        QFETCH(int, trials);
        QFETCH(bool, isDark);
        QFETCH(double, ratio);
        const Colors &colors = colorsOf(isDark ? darkPalette() : lightPalette());
        RangeData data = rangeDataOf(eta());
        data.dots = dots(trials);
        const QSize size(800, 270);
        const RangeLayout layout(data, rangeAxisOf(data), size,
                                 [](const QString &text) { return 7.0 * double(text.size()); });
        QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(colors.panel);
        QPainter painter(&image);
        paintRange(painter, data, layout, {colors, uiFont(), RangePart::Nothing, std::nullopt});
        painter.end();
        const auto pixel = [&](double x, double y) {
            return image.pixelColor(qRound(x * ratio), qRound(y * ratio));
        };
        const QPointF handle = layout.maxHandle.center();
        QCOMPARE(pixel(handle.x(), handle.y()), colors.accent);
        QCOMPARE(pixel(4.0, 4.0), colors.panel);
        if (trials > 0) {
            const QPointF best = layout.dots.back().center;
            QVERIFY(pixel(best.x(), best.y()) != colors.panel);
        }
    }

    void redrawsALongDragWithoutStalling()
    {
        Fixture fixture;
        fixture.editor.setDots(dots(10000));
        QElapsedTimer timer;
        timer.start();
        constexpr int moves = 20;
        for (int move = 0; move < moves; ++move) {
            fixture.hyperparameter.min = 0.001 + 0.0001 * move;
            fixture.editor.setHyperparameter(fixture.hyperparameter);
            (void)fixture.editor.grab();
        }
        const double perMove = double(timer.elapsed()) / moves;
        qInfo("%.1f ms per move with 10,000 trials", perMove);
        QVERIFY(perMove < 500.0); // a guard against the wrong order of growth, on a busy machine
    }
};

QTEST_MAIN(TstRangeEditor)
#include "tst_range_editor.moc"
