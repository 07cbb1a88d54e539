// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fitted_text.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/problem_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/wrapped_text.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

namespace {

/// One notch of the wheel towards the person, over the middle of `widget`.
void wheelDown(QWidget *widget)
{
    const QPointF middle = widget->rect().center();
    QWheelEvent event(middle, widget->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&event); // as from the system: what ignores it, passes it on
    QCoreApplication::instance()->notify(widget, &event);
}

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { failOnWarnings(); }

    void theWheelScrollsThePageAndTurnsOnlyWhatHasTheFocus()
    {
        QScrollArea page;
        auto *content = new QWidget;
        auto *layout = new QVBoxLayout(content);
        auto *combo = new QComboBox;
        combo->addItems({u"integer"_s, u"continuous"_s, u"categorical"_s});
        auto *spin = new QSpinBox;
        spin->setValue(8);
        auto *slider = new QSlider(Qt::Horizontal);
        slider->setValue(50);
        for (QWidget *field : QList<QWidget *>{combo, spin, slider})
            layout->addWidget(field);
        content->setMinimumHeight(2000);
        page.setWidget(content);
        page.resize(300, 300);
        page.show();
        page.setFocus();
        for (QWidget *field : QList<QWidget *>{combo, spin, slider}) {
            const int before = page.verticalScrollBar()->value();
            wheelDown(field);
            QVERIFY(page.verticalScrollBar()->value() > before);
            QVERIFY(!field->hasFocus());
        }
        QCOMPARE(combo->currentIndex(), 0);
        QCOMPARE(spin->value(), 8);
        QCOMPARE(slider->value(), 50);
        page.activateWindow();
        spin->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        wheelDown(spin);
        QCOMPARE(spin->value(), 7);
    }

    void aSegmentIsChosenByClickAndByArrowKeys()
    {
        SegmentedControl control({u"Auto"_s, u"Linear"_s, u"Logarithmic"_s});
        control.setSegmentEnabled(1, false, u"Not now."_s);
        QSignalSpy chosen(&control, &SegmentedControl::chosen);
        QTest::keyClick(&control, Qt::Key_Right);
        QCOMPARE(control.current(), 2);
        QTest::mouseClick(control.segment(0), Qt::LeftButton);
        QCOMPARE(control.current(), 0);
        QCOMPARE(chosen.size(), 2);
        QTest::mouseClick(control.segment(1), Qt::LeftButton);
        QCOMPARE(control.current(), 0);
        QCOMPARE(control.segment(1)->toolTip(), u"Not now."_s);
    }

    void settingASegmentIsNotAChoiceOfThePerson()
    {
        SegmentedControl control({u"Minimize"_s, u"Maximize"_s});
        QSignalSpy chosen(&control, &SegmentedControl::chosen);
        QSignalSpy changed(&control, &SegmentedControl::currentChanged);
        control.setCurrent(1);
        QCOMPARE(chosen.size(), 0);
        QCOMPARE(changed.size(), 1);
        QVERIFY(control.segment(1)->isChecked());
    }

    void aNoticeOffersActionsAndCanBeDismissed()
    {
        QWidget window;
        NoticeBar notice(&window);
        window.show();
        QVERIFY(!notice.isVisible());
        notice.show(u"The best value lies at the lower end."_s);
        int extended = 0;
        QPushButton *extend = notice.addAction(u"Extend to 0.1"_s, [&extended] { ++extended; });
        QVERIFY(notice.isVisible());
        QTest::mouseClick(extend, Qt::LeftButton);
        QCOMPARE(extended, 1);
        QSignalSpy dismissed(&notice, &NoticeBar::dismissed);
        QTest::mouseClick(notice.findChild<QPushButton *>(u"dismiss"_s), Qt::LeftButton);
        QVERIFY(!notice.isVisible());
        QCOMPARE(dismissed.size(), 1);
    }

    void aNewNoticeForgetsTheActionsOfTheLast()
    {
        NoticeBar notice;
        notice.show(u"One."_s);
        notice.addAction(u"Act"_s, [] {});
        notice.show(u"Two."_s);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(notice.findChildren<QPushButton *>().size(), 1);
    }

    void aProblemIsASentenceUntilAllIsWell()
    {
        QWidget window;
        ProblemLabel label(&window);
        window.show();
        label.setProblems(
            {{"a", "Minimum is not below maximum."}, {"b", "Minimum is not below maximum."}});
        QVERIFY(label.isVisible());
        QCOMPARE(label.text(), u"Minimum is not below maximum."_s);
        label.setProblems({});
        QVERIFY(!label.isVisible());
    }

    void aChipShowsItsMenu()
    {
        ChipButton chip(u"step"_s);
        const int width = chip.sizeHint().width();
        auto *menu = new QMenu;
        menu->addAction(u"seconds"_s);
        chip.setMenu(menu);
        QVERIFY(chip.sizeHint().width() > width);
        chip.show();
        QTest::mouseClick(&chip, Qt::LeftButton);
        QVERIFY(menu->isVisible());
        menu->close();
    }

    void anEmptyStateOffersTheOneNextAction()
    {
        EmptyState empty(u"run"_s, u"No trials yet"_s, u"Curves will be here."_s);
        QPushButton *run = empty.setAction(u"Run"_s);
        QVERIFY(run->property("primary").toBool());
        QCOMPARE(empty.accessibleDescription(), u"Curves will be here."_s);
    }

    void aLongWordGoesOnInTheNextLine()
    {
        WrappedText text;
        text.resize(200, 40);
        text.show();
        text.setRichText(u"a"_s);
        const int line = text.height();
        text.setRichText(QString(200, u'a'));
        QVERIFY(text.height() > 3 * line);
        QCOMPARE(text.toPlainText(), QString(200, u'a')); // what is copied has no breaks
        QVERIFY(text.document()->idealWidth() <= text.viewport()->width());
    }

    void aPanelIsNamedByItsTitle()
    {
        Panel panel(u"History"_s);
        QCOMPARE(panel.accessibleName(), u"History"_s);
    }

    void aFieldShowsNumbersAsTheyAreTyped()
    {
        NumberField field(NumberField::Kind::Real);
        for (const QString &text : {u"0.00001"_s, u"1e-6"_s, u"0.1"_s, u"-2.5"_s, u"0"_s,
                                    u"1e300"_s, u"9007199254740992"_s, u"0.30000000000000004"_s}) {
            field.setValue(text.toDouble());
            if (text != "9007199254740992"_L1)
                QCOMPARE(field.text(), text);
            QCOMPARE(field.text().toDouble(), text.toDouble());
        }
    }

    void aFittedTextIsAsHighAsItsLines()
    {
        FittedText text;
        text.resize(200, 40);
        text.show();
        text.setPlainText(u"train"_s);
        const int one = text.height();
        text.setPlainText(u"train --lr 0.1 "_s.repeated(8));
        QVERIFY(text.height() >= one + 3 * text.fontMetrics().lineSpacing());
        QVERIFY(!text.verticalScrollBar()->isVisible());
        const int narrow = text.height();
        text.resize(800, text.height());
        QVERIFY(text.height() < narrow);
    }

    void aSparklineSurvivesWhatIsNotANumber_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<bool>("hasInk");
        QTest::newRow("none") << QList<double>{} << false;
        QTest::newRow("one") << QList<double>{1.0} << true;
        QTest::newRow("NaN only") << QList<double>{std::nan(""), HUGE_VAL} << false;
        QTest::newRow("constant") << QList<double>{2.0, 2.0, 2.0} << true;
        QTest::newRow("gap") << QList<double>{1.0, std::nan(""), 3.0} << true;
    }

    void aSparklineSurvivesWhatIsNotANumber()
    {
        QFETCH(QList<double>, values);
        QFETCH(bool, hasInk);
        QImage image(80, 20, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QImage blank = image;
        QPainter painter(&image);
        paintSparkline(painter, QRectF(2, 2, 76, 16), {values.begin(), values.end()}, Qt::black,
                       SparklineShape::Steps);
        painter.end();
        QCOMPARE(image != blank, hasInk);
    }
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
