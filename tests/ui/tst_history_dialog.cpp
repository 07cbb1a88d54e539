// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/history_dialog.h"

#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/models/history_model.h"
#include "ui/widgets/wrapped_text.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

namespace {

constexpr std::int64_t start = 1'780'000'000'000;

} // namespace

class TestHistoryDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_gateway = std::make_unique<FakeStudyGateway>();
        m_gateway->events = {
            {1, start, "created", std::nullopt, "The study was made."},
            {2, start + 1000, "edited", std::nullopt, "Changed budget.trials from 50 to 60."},
            {3, start + 2000, "trial", 4, "Trial 4: failed. Exit code 1:\n<no memory>"}};
        m_dialog = std::make_unique<HistoryDialog>(m_gateway.get());
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }

    void showsTheNewestFirst()
    {
        QCOMPARE(table()->model()->rowCount(), 3);
        QCOMPARE(text(0, HistoryModel::TrialColumn), u"4"_s);
        QCOMPARE(text(0, HistoryModel::TextColumn), u"Trial 4: failed. Exit code 1: <no memory>"_s);
        QCOMPARE(text(0, HistoryModel::TimeColumn), momentText(start + 2000));
        QCOMPARE(text(2, HistoryModel::TextColumn), u"The study was made."_s);
        QCOMPARE(text(2, HistoryModel::TrialColumn), QString());
    }

    void followsWhatHappens()
    {
        table()->setCurrentIndex(table()->model()->index(1, 0));
        m_gateway->events.push_back({4, start + 3000, "stopped", std::nullopt, "You stopped it."});
        Q_EMIT m_gateway->eventsAdded();
        QCOMPARE(table()->model()->rowCount(), 4);
        QCOMPARE(text(0, HistoryModel::TextColumn), u"You stopped it."_s);
        QCOMPARE(table()->currentIndex().row(), 2); // the same entry
        Q_EMIT m_gateway->eventsAdded();
        QCOMPARE(table()->model()->rowCount(), 4);
    }

    void isFiltered()
    {
        auto *filter = m_dialog->findChild<QLineEdit *>(u"historyFilter"_s);
        QTest::keyClicks(filter, u"FAILED"_s);
        QCOMPARE(table()->model()->rowCount(), 1);
        m_gateway->events.push_back({4, start + 3000, "stopped", std::nullopt, "You stopped it."});
        Q_EMIT m_gateway->eventsAdded();
        QCOMPARE(table()->model()->rowCount(), 1);
        filter->clear();
        QCOMPARE(table()->model()->rowCount(), 4);
    }

    void anEntryIsShownWholeAndLeadsToItsTrial()
    {
        const auto *whole = m_dialog->findChild<WrappedText *>(u"historyWhole"_s);
        QVERIFY(!whole->isVisible());
        QSignalSpy wanted(m_dialog.get(), &HistoryDialog::trialWanted);
        table()->setCurrentIndex(table()->model()->index(0, 0));
        QCOMPARE(whole->toPlainText(), u"Trial 4: failed. Exit code 1:\n<no memory>"_s);
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.front().front().toInt(), 4);
        table()->setCurrentIndex(table()->model()->index(2, 0)); // about no trial
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
    }

    void isQuickWithTwentyThousandEntries()
    {
        m_gateway->events.clear();
        for (int i = 1; i <= 20'000; ++i)
            m_gateway->events.push_back({i, start + i, "trial", i, "Trial: complete."});
        QElapsedTimer clock;
        clock.start();
        HistoryDialog dialog(m_gateway.get());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        dialog.grab();
        dialog.findChild<QLineEdit *>(u"historyFilter"_s)->setText(u"failed"_s);
        dialog.grab();
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
    }

private:
    [[nodiscard]] QTableView *table() const
    {
        return m_dialog->findChild<QTableView *>(u"historyTable"_s);
    }

    [[nodiscard]] QString text(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }

    std::unique_ptr<FakeStudyGateway> m_gateway;
    std::unique_ptr<HistoryDialog> m_dialog;
};

QTEST_MAIN(TestHistoryDialog)
#include "tst_history_dialog.moc"
