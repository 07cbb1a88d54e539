// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/pages/setup/test_run_session.h"
#include "ui/undo/study_document.h"

#include <QSignalSpy>
#include <QTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

class TstTestRunSession : public QObject
{
    Q_OBJECT

private:
    struct Fixture
    {
        FakeStudyGateway gateway;
        StudyDocument document{&gateway};
        TestRunSession session{&document, &gateway};

        Fixture()
        {
            gateway.settings = digitsSettings();
            gateway.load();
        }

        void finish(int exitCode = 0, const std::string &sentence = {})
        {
            TestRunResult result;
            result.run.end = RunEnd::Exited;
            result.run.exitCode = exitCode;
            result.run.startedMs = 1000;
            result.run.endedMs = 9100;
            result.run.sentence = sentence;
            Q_EMIT gateway.testRunFinished(result);
        }
    };

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void sendsTheLatestDefinitionFirst()
    {
        Fixture fixture;
        StudySettings changed = fixture.document.settings();
        changed.command.push_back("nthread=1");
        fixture.document.edit(u"Edit Command"_s, changed);
        fixture.gateway.calls.clear();
        fixture.session.start();
        QCOMPARE(fixture.gateway.calls, (QStringList{u"applySettings"_s, u"startTestRun"_s}));
    }

    void readsLinesCutAnywhereAndProgressBars()
    {
        Fixture fixture;
        fixture.session.start();
        Q_EMIT fixture.gateway.testRunOutput(OutputStream::Stdout, "valid-mer");
        Q_EMIT fixture.gateway.testRunOutput(OutputStream::Stderr, "other\n");
        Q_EMIT fixture.gateway.testRunOutput(OutputStream::Stdout,
                                             "ror:0.25\r\n50 %\rvalid-merror:0.");
        Q_EMIT fixture.gateway.testRunOutput(OutputStream::Stdout, "125");
        fixture.finish();
        QCOMPARE(fixture.session.lines(), (std::vector<std::string>{"other", "valid-merror:0.25",
                                                                    "50 %", "valid-merror:0.125"}));
        QCOMPARE(fixture.session.objective(), std::optional(0.125));
        QCOMPARE(fixture.session.verdict(), u"✓ test run: validation error 0.125 in 8.1 s"_s);
        QVERIFY(fixture.session.hasPassed());
    }

    void readsTheOutputAgainWhenARuleChanges()
    {
        Fixture fixture;
        StudySettings changed = fixture.document.settings();
        changed.metrics.clear();
        fixture.document.edit(u"x"_s, changed);
        fixture.session.start();
        Q_EMIT fixture.gateway.testRunOutput(OutputStream::Stdout, "valid-merror:0.5\n");
        fixture.finish();
        QVERIFY(!fixture.session.hasPassed());
        changed.metrics = digitsSettings().metrics;
        fixture.document.edit(u"y"_s, changed);
        QCOMPARE(fixture.session.objective(), std::optional(0.5));
        QVERIFY(fixture.session.hasPassed());
    }

    void growsOutOfDateWithTheCommandAndNotWithRanges()
    {
        Fixture fixture;
        fixture.session.start();
        Q_EMIT fixture.gateway.testRunOutput(OutputStream::Stdout, "valid-merror:0.5\n");
        fixture.finish();
        StudySettings changed = fixture.document.settings();
        changed.space.hyperparameters[0].max = 0.5;
        fixture.document.edit(u"x"_s, changed);
        QVERIFY(fixture.session.hasPassed());
        changed.command.push_back("nthread=1");
        fixture.document.edit(u"y"_s, changed);
        QVERIFY(!fixture.session.hasPassed());
        QCOMPARE(fixture.session.verdict(), u"test run is out of date"_s);
        fixture.document.undoStack()->undo();
        QVERIFY(fixture.session.hasPassed());
    }

    void saysWhyARunFailed()
    {
        Fixture fixture;
        fixture.session.start();
        fixture.finish(1, "The program exited with code 1: no such file train.conf.");
        QCOMPARE(fixture.session.state(), TestRunSession::State::Failed);
        QCOMPARE(fixture.session.sentence(),
                 u"The program exited with code 1: no such file train.conf."_s);
    }

    void saysWhyARunCannotStart()
    {
        Fixture fixture;
        fixture.document.flush();
        fixture.gateway.nextError =
            Error{ErrorKind::NotFound, "Cannot start \"xgboost\": it is not there."};
        fixture.session.start();
        QCOMPARE(fixture.session.state(), TestRunSession::State::Failed);
        QVERIFY(fixture.session.sentence().contains(u"not there"_s));
    }

    /// The answer comes after an edit of the command.
    void anEarlierTestRunDoesNotVouchForAnotherCommand()
    {
        struct SlowGateway : FakeStudyGateway
        {
            Answer<std::optional<FormerTestRun>> answer;
            void fetchFormerTestRun(Answer<std::optional<FormerTestRun>> former) override
            {
                answer = std::move(former);
            }
        } gateway;
        gateway.settings = digitsSettings();
        StudyDocument document{&gateway};
        TestRunSession session{&document, &gateway};
        gateway.load();
        StudySettings changed = document.settings();
        changed.command.push_back("nthread=1");
        document.edit(u"x"_s, changed);
        FormerTestRun former;
        former.out = "valid-merror:0.25";
        former.result.run.end = RunEnd::Exited;
        gateway.answer(std::optional(former));
        QVERIFY(session.isOutdated());
        QVERIFY(!session.hasPassed());
        document.undoStack()->undo();
        QVERIFY(session.hasPassed());
    }

    void aTestRunOfAnEarlierSessionStillCounts()
    {
        FakeStudyGateway gateway;
        gateway.settings = digitsSettings();
        gateway.formerTestRun.emplace();
        gateway.formerTestRun->out = "valid-merror:0.25";
        gateway.formerTestRun->result.run.end = RunEnd::Exited;
        gateway.formerTestRun->result.run.startedMs = 1000;
        gateway.formerTestRun->result.run.endedMs = 3000;
        StudyDocument document{&gateway};
        TestRunSession session{&document, &gateway};
        QVERIFY(!session.hasPassed());
        gateway.load();
        QVERIFY(session.hasPassed());
        QCOMPARE(session.verdict(), u"✓ test run: validation error 0.25 in 2.0 s"_s);
        StudySettings changed = document.settings();
        changed.command.push_back("nthread=1");
        document.edit(u"x"_s, changed);
        QVERIFY(session.isOutdated());
        session.start(); // and another one takes its place
        QVERIFY(session.lines().empty());
    }

    void countsOutputWithoutLineEndsAndCutsItAsTrialsDo()
    {
        Fixture fixture;
        fixture.session.start();
        Q_EMIT fixture.gateway.testRunOutput(OutputStream::Stdout, QByteArray(2048, 'x'));
        QCOMPARE(fixture.session.verdict(), u"test run goes on; no whole line so far, 2.0 KiB"_s);
        Q_EMIT fixture.gateway.testRunOutput(OutputStream::Stdout, QByteArray(200'000, 'x'));
        QCOMPARE(fixture.session.lines().size(), std::size_t(3));
        QCOMPARE(fixture.session.lines().front().size(), std::size_t(64 * 1024));
        fixture.finish();
        std::size_t bytes = 0;
        for (const std::string &line : fixture.session.lines())
            bytes += line.size();
        QCOMPARE(bytes, std::size_t(202'048));
    }

    void keepsTheLastOfAMillionLines()
    {
        Fixture fixture;
        fixture.session.start();
        QByteArray block;
        for (int line = 0; line < 1000; ++line)
            block += "valid-merror:0.5 and some more text\n";
        for (int times = 0; times < 30; ++times)
            Q_EMIT fixture.gateway.testRunOutput(OutputStream::Stdout, block);
        fixture.finish();
        QVERIFY(fixture.session.lines().size() < 10000);
        QCOMPARE(fixture.session.series().front().points.size(), std::size_t(30000));
    }
};

QTEST_GUILESS_MAIN(TstTestRunSession)
#include "tst_test_run_session.moc"
