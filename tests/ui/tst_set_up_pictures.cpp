// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/commands/command_registry.h"
#include "ui/models/study_model.h"
#include "ui/pages/set_up_page.h"
#include "ui/pages/setup/command_edit.h"
#include "ui/pages/setup/hyperparameters_section.h"
#include "ui/pages/setup/test_run_session.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

/// The Set Up page in every state that a person meets, as pictures.
class TstSetUpPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void drawsEveryState_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("trials");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("scroll");
        const QSize large(1364, 780);
        const QSize small(924, 520);
        QTest::newRow("empty-light") << false << large << -1 << 0 << 0;
        QTest::newRow("empty-dark") << true << large << -1 << 0 << 0;
        QTest::newRow("pasted-light") << false << large << -2 << 0 << 0;
        QTest::newRow("full-light") << false << large << 38 << 0 << 0;
        QTest::newRow("full-dark") << true << large << 38 << 0 << 0;
        QTest::newRow("small-light") << false << small << 38 << 0 << 0;
        QTest::newRow("small-dark") << true << small << 600 << 0 << 0;
        QTest::newRow("integer-light") << false << large << 38 << 1 << 250;
        QTest::newRow("reverse-light") << false << large << 38 << 2 << 250;
        QTest::newRow("auto-light") << false << large << 600 << 3 << 250;
        QTest::newRow("linear-dark") << true << large << 38 << 4 << 250;
        QTest::newRow("categorical-light") << false << large << 38 << 5 << 250;
        QTest::newRow("metrics-light") << false << large << 38 << 0 << 900;
        QTest::newRow("budget-light") << false << large << 38 << 0 << 1500;
        QTest::newRow("budget-dark") << true << large << 38 << 0 << 5000;
    }

    void drawsEveryState()
    {
        QFETCH(bool, isDark);
        QFETCH(QSize, size);
        QFETCH(int, trials);
        QFETCH(int, row);
        QFETCH(int, scroll);
        applyTheme(*qApp, isDark ? ThemeChoice::Dark : ThemeChoice::Light);
        FakeStudyGateway gateway;
        StudyModel model(&gateway);
        StudyDocument document(&gateway);
        if (trials >= 0)
            fillWithTrials(gateway, trials);
        gateway.load();
        SetUpPage page(&document, &model, &gateway, nullptr);
        page.resize(size);
        page.show();
        if (trials >= 0) {
            page.testRun()->start();
            QByteArray output;
            for (int step = 0; step < 60; ++step)
                output += u"[%1]\ttrain-merror:%2\tvalid-merror:%3\n"_s.arg(step)
                              .arg(0.2 / (1 + step), 0, 'f', 5)
                              .arg(0.04 + 0.3 / (1 + step), 0, 'f', 5)
                              .toUtf8();
            Q_EMIT gateway.testRunOutput(OutputStream::Stderr, output);
            TestRunResult result;
            result.run.end = RunEnd::Exited;
            result.run.startedMs = 1000;
            result.run.endedMs = 9100;
            Q_EMIT gateway.testRunFinished(result);
        }
        if (trials == -2) {
            QApplication::clipboard()->setText(
                u"python train.py --lr 0.01 --batch-size 32 --optimizer adam --epochs 20 data.csv"_s);
            page.findChild<CommandEdit *>()->paste();
            page.findChild<QAbstractButton *>(u"commandDetails"_s)->click();
        }
        if (row == 3) { // its best lies at an end
            StudySettings changed = document.settings();
            changed.space.hyperparameters[3].min =
                *numberOf(model.best()->settings.at("min_child_weight"));
            document.edit(u"Change Range"_s, changed);
        }
        if (auto *section = page.findChild<HyperparametersSection *>())
            section->select(row);
        QCoreApplication::processEvents();
        page.findChild<QScrollArea *>(u"sections"_s)->verticalScrollBar()->setValue(scroll);
        QTest::qWait(120);
        const QImage picture = page.grab().toImage();
        QCOMPARE(picture.size(), size);
        const QString folder = qEnvironmentVariable("ATTUNE_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(picture.save(
                u"%1/%2.png"_s.arg(folder, QString::fromLatin1(QTest::currentDataTag()))));
    }
};

QTEST_MAIN(TstSetUpPictures)
#include "tst_set_up_pictures.moc"
