// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"
#include "tests/support/set_up_fixture.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_field.h"

#include <QPushButton>
#include <QTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

/// What is typed into a field and can't be used is told in place, never passed over in silence.
class BadNumbersTest : public QObject
{
    Q_OBJECT

private:
    static StudySettings withRule(TrialStoppingRule rule)
    {
        StudySettings settings = digitsSettings();
        settings.trialStopping.rule = rule;
        settings.trialStopping.threshold = 0.5;
        return settings;
    }

    static StudySettings withStrategy(Strategy strategy)
    {
        StudySettings settings = digitsSettings();
        settings.search.strategy = strategy;
        settings.search.hyperband.maxResource = 27;
        return settings;
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { failOnWarnings(); }

    void tellsWhatIsNoNumberOfThisField_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<StudySettings>("settings");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *field, const StudySettings &settings,
                            const QString &text = u"2.5"_s) {
            QTest::newRow(qPrintable(u"%1 %2"_s.arg(QLatin1String(field), text)))
                << QByteArray(field) << settings << text;
        };
        for (const char *field : {"trials", "parallel", "notImprovingFor", "memoryMiB", "outputMiB",
                                  "attempts", "seed", "folds", "replicates"})
            row(field, digitsSettings());
        for (const char *field : {"budgetSeconds", "limitSeconds", "target", "notImprovingBy"})
            row(field, digitsSettings(), u"abc"_s);
        row("minSteps", withRule(TrialStoppingRule::Median));
        row("minTrials", withRule(TrialStoppingRule::Median));
        row("percentile", withRule(TrialStoppingRule::Percentile), u"abc"_s);
        row("patience", withRule(TrialStoppingRule::Patience));
        row("threshold", withRule(TrialStoppingRule::Threshold), u"abc"_s);
        row("gridPoints", withStrategy(Strategy::Grid));
        for (const char *field : {"minResource", "maxResource", "reductionFactor", "brackets"})
            row(field, withStrategy(Strategy::Hyperband));
    }

    void tellsWhatIsNoNumberOfThisField()
    {
        QFETCH(QByteArray, field);
        QFETCH(StudySettings, settings);
        QFETCH(QString, text);
        SetUpFixture fixture(settings);
        const QString sentence =
            text == "abc"_L1 ? u"\"abc\" is not a number."_s : u"\"2.5\" is not a whole number."_s;
        QVERIFY(!fixture.sentences().contains(sentence));
        fixture.type(field.constData(), text);
        QVERIFY2(fixture.sentences().contains(sentence), field.constData());
        fixture.type(field.constData(), u"30"_s);
        QVERIFY(!fixture.sentences().contains(sentence));
    }

    void theProblemOfARulesNumberIsToldOnceAndUnderIt()
    {
        SetUpFixture fixture(withRule(TrialStoppingRule::Median));
        fixture.type("minSteps", u"0"_s);
        const QString sentence = u"The least number of readings is 0. Use 1 or more."_s;
        QCOMPARE(fixture.sentences().filter(sentence).size(), 1);
        // Of a rule that has no such number, it is told where the rule is chosen.
        StudySettings settings = fixture.settings();
        settings.trialStopping.minSteps = 5;
        settings.trialStopping.patience = 0;
        fixture.document.edit(u"x"_s, settings);
        QCOMPARE(fixture.sentences().filter(u"The patience in readings is 0."_s).size(), 1);
    }

    void anEmptiedFieldThatNeedsANumberKeepsTheOneBefore_data()
    {
        QTest::addColumn<QByteArray>("field");
        for (const char *field : {"gridPoints", "seed", "min", "max"})
            QTest::newRow(field) << QByteArray(field);
    }

    void anEmptiedFieldThatNeedsANumberKeepsTheOneBefore()
    {
        QFETCH(QByteArray, field);
        SetUpFixture fixture(withStrategy(Strategy::Grid));
        const StudySettings before = fixture.settings();
        auto *number = fixture.find<NumberField>(field.constData());
        const QString text = number->text();
        number->setFocus();
        number->selectAll();
        QTest::keyClick(number, Qt::Key_Backspace);
        QVERIFY(number->text().isEmpty());
        const QString sentence =
            u"There is no number here. %1 counts until you give one."_s.arg(text);
        QVERIFY2(fixture.sentences().contains(sentence), field.constData());
        QCOMPARE(fixture.settings(), before);
        fixture.type(field.constData(), text);
        QVERIFY(!fixture.sentences().contains(sentence));
        QCOMPARE(fixture.settings(), before);
    }

    void aSeedIsAWholeNumberThatIsNotNegative()
    {
        SetUpFixture fixture(digitsSettings());
        const std::uint64_t before = fixture.settings().search.seed;
        fixture.type("seed", u"-1"_s);
        QVERIFY(fixture.sentences().contains(u"-1 is too small. Use 0 or more."_s));
        QCOMPARE(fixture.settings().search.seed, before);
        fixture.type("seed", u"1e30"_s);
        QVERIFY(
            fixture.sentences().contains(u"1e30 is too large. Use 9007199254740992 or less."_s));
        fixture.type("seed", u"7"_s);
        QCOMPARE(fixture.settings().search.seed, std::uint64_t(7));
    }

    void aConfirmationBeginsWithNoNumberThatIsNotMeant()
    {
        FakeStudyGateway gateway;
        ConfirmDialog dialog(&gateway);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.open();
        auto *begin = dialog.findChild<QPushButton *>(u"beginConfirmation"_s);
        for (const auto &[name, text] :
             {std::pair(u"contenders"_s, u"2.5"_s), std::pair(u"confidence"_s, u"abc"_s),
              std::pair(u"reruns"_s, u"2.5"_s)}) {
            auto *field = dialog.findChild<NumberField *>(name);
            const QString before = field->text();
            const auto type = [&](const QString &typed) {
                field->setFocus();
                field->selectAll();
                QTest::keyClicks(field, typed);
            };
            type(text);
            QVERIFY2(!field->sentence().isEmpty(), qPrintable(name));
            int told = 0;
            for (const ProblemLabel *label : dialog.findChildren<ProblemLabel *>())
                told += label->isVisible() && label->text() == field->sentence();
            QCOMPARE(told, 1);
            begin->click();
            QVERIFY(gateway.calls.isEmpty());
            type(before);
        }
        begin->click();
        QCOMPARE(gateway.calls, QStringList{u"confirmBest 3 0.95 10"_s});
    }
};

QTEST_MAIN(BadNumbersTest)
#include "tst_bad_numbers.moc"
