// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QtTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

namespace {

RaceStanding raceOfTwo(RaceState state)
{
    RaceStanding standing;
    standing.state = state;
    standing.round = 3;
    standing.contenders = {
        {.trial = 7, .searchValue = 0.03, .runs = 3, .mean = 0.0312, .standardError = 0.0004},
        {.trial = 2,
         .searchValue = 0.029,
         .runs = 3,
         .mean = 0.0391,
         .standardError = 0.0007,
         .isOut = state == RaceState::Separated}};
    if (state == RaceState::Separated)
        standing.sentence = "Trial 7 is the best of 2.";
    return standing;
}

} // namespace

class ConfirmDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_gateway = std::make_unique<FakeStudyGateway>();
        m_dialog = new ConfirmDialog(m_gateway.get());
        m_dialog->open();
        m_begin = m_dialog->findChild<QPushButton *>(u"beginConfirmation"_s);
    }
    void cleanup()
    {
        delete m_dialog;
        m_gateway.reset();
    }

    void asksForTheUsualRace()
    {
        m_begin->click();
        QCOMPARE(m_gateway->calls, QStringList{u"confirmBest 3 0.95 10"_s});
        QCOMPARE(m_begin->text(), u"Stop"_s);
    }

    void saysWhatIsWrongBeforeItAsks()
    {
        auto *settings = m_dialog->findChild<QLineEdit *>(u"contenders"_s);
        settings->setFocus();
        settings->selectAll();
        QTest::keyClicks(settings, u"1"_s);
        m_begin->click();
        QVERIFY(m_gateway->calls.isEmpty());
        QCOMPARE(m_begin->text(), u"Confirm"_s);
    }

    void showsTheRaceAndItsFinding()
    {
        auto *table = m_dialog->findChild<QTableWidget *>(u"contenderTable"_s);
        auto *finding = m_dialog->findChild<QLabel *>(u"finding"_s);
        m_begin->click();
        Q_EMIT m_gateway->confirmationChanged(raceOfTwo(RaceState::Running));
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->item(0, 0)->text(), u"7"_s);
        QCOMPARE(table->item(0, 3)->text(), u"0.0312 ± 0.0004"_s);
        QCOMPARE(table->item(0, 4)->text(), u"leads"_s);
        QCOMPARE(table->item(1, 4)->text(), u"may be the best"_s);
        QVERIFY(finding->text().isEmpty());
        Q_EMIT m_gateway->confirmationChanged(raceOfTwo(RaceState::Separated));
        Q_EMIT m_gateway->confirmationEnded({});
        QCOMPARE(table->item(0, 4)->text(), u"the best"_s);
        QCOMPARE(table->item(1, 4)->text(), u"significantly worse"_s);
        QCOMPARE(finding->text(), u"Trial 7 is the best of 2."_s);
        QCOMPARE(m_begin->text(), u"Confirm"_s);
    }

    void offersTheSettingsOfTheWinner()
    {
        auto *offer = m_dialog->findChild<QPushButton *>(u"exportWinner"_s);
        QSignalSpy wanted(m_dialog, &ConfirmDialog::exportWanted);
        Q_EMIT m_gateway->confirmationChanged(raceOfTwo(RaceState::Running));
        QVERIFY(!offer->isVisible());
        Q_EMIT m_gateway->confirmationChanged(raceOfTwo(RaceState::Separated));
        QVERIFY(offer->isVisible());
        QCOMPARE(offer->text(), u"Export Trial 7…"_s);
        offer->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().toInt(), 7);
        Q_EMIT m_gateway->confirmationChanged(raceOfTwo(RaceState::Undecided));
        QVERIFY(!offer->isVisible());
    }

    void saysWhoMissesARequirement()
    {
        auto *table = m_dialog->findChild<QTableWidget *>(u"contenderTable"_s);
        RaceStanding standing = raceOfTwo(RaceState::Separated);
        standing.contenders[1].isOut = true;
        standing.contenders[1].missed = "accuracy >= 0.9 with 0.87 on average";
        Q_EMIT m_gateway->confirmationChanged(standing);
        QCOMPARE(table->item(1, 4)->text(), u"misses a requirement"_s);
    }

    void saysWhyItCannotBegin()
    {
        m_gateway->nextError = Error{ErrorKind::NotFound, "There are not two complete trials."};
        m_begin->click();
        QCOMPARE(m_begin->text(), u"Confirm"_s);
        QVERIFY(m_begin->isEnabled());
    }

    void closingEndsTheReruns()
    {
        m_begin->click();
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QCOMPARE(m_gateway->calls.last(), u"stopConfirming"_s);
        QVERIFY(!m_dialog || !m_dialog->isVisible());
    }

private:
    std::unique_ptr<FakeStudyGateway> m_gateway;
    QPointer<ConfirmDialog> m_dialog;
    QPushButton *m_begin = nullptr;
};

QTEST_MAIN(ConfirmDialogTest)
#include "tst_confirm_dialog.moc"
