// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include "app/cli/progress.h"

#include <QDirIterator>
#include <QtTest>

#include <csignal>

using namespace attune;
using namespace attune::cli;

namespace {

constexpr int timeoutMs = 30'000;

/// One JSON event a line.
std::vector<nlohmann::json> eventsOf(const QByteArray &output)
{
    std::vector<nlohmann::json> events;
    for (const QByteArray &line : output.trimmed().split('\n'))
        events.push_back(nlohmann::json::parse(line.toStdString(), nullptr, false));
    return events;
}

/// A run under way, up to its first line that contains `text`.
bool startUntil(QProcess &process, const StudyFolder &folder, const QStringList &arguments,
                const char *text)
{
    process.setWorkingDirectory(folder.path());
    process.start(programPath("attune-cli"), arguments);
    QByteArray output;
    QDeadlineTimer deadline(timeoutMs);
    while (!output.contains(text) && !deadline.hasExpired() && process.waitForReadyRead(timeoutMs))
        output += process.readAllStandardOutput();
    return output.contains(text);
}

/// Every program that the trials of a study started, by their started.json.
QList<qint64> programs(const StudyFolder &folder)
{
    QList<qint64> pids;
    QDirIterator files(folder.path("s/trials"), {QStringLiteral("started.json")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            pids.append(nlohmann::json::parse(file.readAll().toStdString())["program"]["pid"]
                            .get<qint64>());
    }
    return pids;
}

bool isAlive(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

} // namespace

class RunCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void printsOneObjectPerEvent()
    {
        const StudyFolder folder;
        folder.makeStudy();
        const Outcome run = folder.call(words("run s --json"));
        QCOMPARE(run.exitCode, 0);
        int complete = 0;
        const auto events = eventsOf(run.output);
        for (const auto &event : events) {
            QVERIFY(event.is_object());
            QVERIFY(event.contains("event"));
            complete += event["event"] == "trial" && event["state"] == "complete" ? 1 : 0;
        }
        QCOMPARE(complete, 4);
        QCOMPARE(events.back()["event"], "end");
        QCOMPARE(events.back()["state"], "finished");
        QVERIFY(events.back()["best"]["value"].is_number());
    }

    void endsWithTheTrialThatBestWritesAndWhy()
    {
        const StudyFolder folder({}, {{"search", {{"strategy", "bayesian"}}},
                                      {"budget", {{"trials", 8}, {"parallel", 1}}}});
        folder.makeStudy();
        const auto end = eventsOf(folder.call(words("run s --json")).output).back();
        const auto best = folder.call(words("best s --with-metadata")).json();
        QVERIFY2(end.contains("reported"), end.dump().c_str());
        QCOMPARE(end["reported"]["trial"], best["trial"]);
        QCOMPARE(end["reported"]["reason"], best["reason"]);
        QVERIFY(end["reported"]["deviation"] >= 0.0);
    }

    void resumesUntilTheBudgetIsUsed()
    {
        const StudyFolder folder;
        folder.makeStudy();
        QCOMPARE(folder.call(words("run s --trials 2")).exitCode, 0);
        QCOMPARE(folder.call(words("run s --trials 5 --parallel 1")).exitCode, 0);
        QCOMPARE(folder.call(words("trials s --json")).json().size(), std::size_t(5));
        // Nothing is left to do.
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        QCOMPARE(folder.call(words("trials s --json")).json().size(), std::size_t(5));
    }

    void runsMoreTrialsThanThereAre()
    {
        const StudyFolder folder;
        folder.makeStudy();
        QCOMPARE(folder.call(words("run s --more 2 --trials 2")).exitCode, 2);
        // The budget of 4 has more room than that.
        QCOMPARE(folder.call(words("run s --more 3")).exitCode, 0);
        QCOMPARE(folder.call(words("trials s --json")).json().size(), std::size_t(4));
        QCOMPARE(folder.call(words("run s --more 2")).exitCode, 0);
        QCOMPARE(folder.call(words("trials s --json")).json().size(), std::size_t(6));
        QCOMPARE(folder.call(words("status s --json")).json()["trials"]["budget"], 6);
    }

    void runsMoreAfterACriterionEndedTheStudy()
    {
        const StudyFolder folder({}, {{"stopping", {{"study", {{"target", 1e9}}}}},
                                      {"budget", {{"trials", 9}, {"parallel", 1}}}});
        folder.makeStudy();
        QVERIFY(folder.call(words("run s")).errors.contains("The target"));
        const auto before = folder.call(words("trials s --json")).json().size();
        QVERIFY(before < 9);
        const Outcome more = folder.call(words("run s --more 2"));
        QVERIFY2(more.errors.contains("trials are done."), more.errors.constData());
        QCOMPARE(folder.call(words("trials s --json")).json().size(), before + 2);
    }

    void saysThatTrialsWaitForAHigherBudget()
    {
        const StudyFolder folder;
        folder.makeStudy();
        QVERIFY(!folder.call(words("run s")).errors.contains("--more"));
        const Outcome retry = folder.call(words("retry s 0 1"));
        QCOMPARE(retry.errors, QByteArray("2 trials wait, and the study has ended. Raise the "
                                          "budget with: attune-cli run s --more 2\n"));
        const Outcome run = folder.call(words("run s"));
        QVERIFY2(run.errors.contains("2 trials wait, and the study has ended."),
                 run.errors.constData());
        QVERIFY(folder.call(words("status s")).output.contains("attune-cli run s --more 2"));
        QVERIFY(!folder.call(words("run s --more 2")).errors.contains("--more"));
        for (const auto &trial : folder.call(words("trials s --json")).json())
            QCOMPARE(trial["state"], "complete");
    }

    void namesTheFurthestWhereAllTrialsPause()
    {
        const nlohmann::json curve{{"name", "curve"},
                                   {"type", "categorical"},
                                   {"values",
                                    {"0.9_8_5_7_7_7_7_7_5", "0.5_8_0.3_7_7_7_7_7_0.2",
                                     "0.7_8_5_7_7_7_7_7_5", "0.8_8_5_7_7_7_7_7_5"}}};
        const StudyFolder folder(
            {},
            {{"hyperparameters", nlohmann::json::array({curve})},
             {"command",
              {programPath("fake_trainer").toStdString(), "checkpoint", "--curve", "{curve}",
               "--resource", "{resource}", "--directory", "{trial.directory}"}},
             {"search",
              {{"strategy", "hyperband"},
               {"hyperband", {{"maxResource", 9}, {"mode", "promote"}, {"modelBased", false}}}}},
             {"budget", {{"trials", 4}, {"parallel", 1}}}});
        const Outcome made = folder.makeStudy();
        QVERIFY2(made.errors.contains("With 4 trials none can reach step 9"),
                 made.errors.constData());
        const Outcome run = folder.call(words("run s"));
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.errors.contains("No trial has come to step 9, the maximum. The furthest is "
                                     "trial "),
                 run.errors.constData());
        QVERIFY(run.errors.contains(": 0.3 at step 3 with curve="));
        QVERIFY(run.errors.contains(" --more 5\n"));
        QVERIFY(!run.errors.contains("No trial has succeeded"));
    }

    void saysThatTheBudgetIsLower()
    {
        const StudyFolder folder({}, {{"budget", {{"trials", 3}}}});
        folder.makeStudy();
        const Outcome lower = folder.call(words("run s --trials 2"));
        const QByteArray said("The budget of the study is 2 trials from now on; it was 3.\n");
        QVERIFY2(lower.errors.contains(said), lower.errors.constData());
        const Outcome higher = folder.call(words("run s --more 1"));
        QVERIFY2(!higher.errors.contains("from now on"), higher.errors.constData());
    }

    void saysThatNoTrialOfThisRunSucceeded()
    {
        const StudyFolder folder({}, {{"budget", {{"trials", 1}}}});
        folder.makeStudy();
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        folder.call(words("export s --to study -o now.json"));
        auto definition = nlohmann::json::parse(folder.read("now.json").toStdString());
        definition["command"].insert(definition["command"].begin() + 1, "crash");
        folder.write("next.json", QByteArray::fromStdString(definition.dump()));
        QCOMPARE(folder.call(words("edit s --from next.json")).exitCode, 0);
        const Outcome run = folder.call(words("run s --more 2"));
        QCOMPARE(run.exitCode, 0); // the study has a best trial
        QVERIFY2(run.errors.contains("None of the trials of this run succeeded: 2 failed.\n"),
                 run.errors.constData());
    }

    void saysOnceThatMetricsWereLeftOut()
    {
        const StudyFolder folder(
            {},
            {{"command", {"sh", "-c", "echo epoch 1 loss $1; seq -f 'm%g: 1' 1002", "sh", "{lr}"}},
             {"metrics",
              {{{"name", "loss"}, {"pattern", "loss (\\S+)"}}, {{"preset", "key-value"}}}},
             {"hyperparameters",
              {{{"name", "lr"}, {"type", "continuous"}, {"min", 0.1}, {"max", 1}}}}});
        const Outcome made = folder.makeStudy();
        QVERIFY2(made.exitCode == 0, made.errors.constData());
        const Outcome run = folder.call(words("run s"));
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.errors.count("The output has more than"), 1);
        QVERIFY(folder.call(words("trial s 3")).output.contains("The output has more than"));
    }

    void saysThatItWaitsForAFullDisk()
    {
        const StudyFolder folder({}, {{"budget", {{"trials", 2000}, {"parallel", 2}}}});
        folder.makeStudy();
        // No file may grow beyond 280 KiB: the database cannot take all of these trials.
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral("/bin/sh"),
                      {QStringLiteral("-c"),
                       QStringLiteral("ulimit -f 560; trap '' XFSZ; exec \"$0\" run s"),
                       programPath("attune-cli")});
        process.setReadChannel(QProcess::StandardError);
        QByteArray said;
        QDeadlineTimer deadline(timeoutMs);
        const QByteArray waits("Waiting until it can be written; Ctrl+C ends.\n");
        while (!said.contains(waits) && !deadline.hasExpired() &&
               process.waitForReadyRead(timeoutMs))
            said += process.readAllStandardError();
        QVERIFY2(said.contains("Check that the disk is not full") && said.contains(waits),
                 said.constData());
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(timeoutMs));
        QCOMPARE(process.exitCode(), 130);
    }

    void stopsPolitelyWhenInterrupted()
    {
        const StudyFolder folder(words("hang"), {{"limits", {{"graceSeconds", 5}}}});
        folder.makeStudy();
        QProcess process;
        QVERIFY(startUntil(process, folder, words("run s --json"), "\"running\""));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(timeoutMs));
        QCOMPARE(process.exitCode(), 130);
        const auto trials = folder.call(words("trials s --json")).json();
        QVERIFY(trials.size() > 0);
        for (const auto &trial : trials)
            QCOMPARE(trial["state"], "cancelled");
        for (const qint64 pid : programs(folder))
            QVERIFY(!isAlive(pid));
    }

    /// A terminal that goes may say so more than once.
    void aTerminalThatGoesStopsPolitely()
    {
        const StudyFolder folder(words("ignore-term"),
                                 {{"budget", {{"trials", 1}}}, {"limits", {{"graceSeconds", 2}}}});
        folder.makeStudy();
        QProcess process;
        QVERIFY(startUntil(process, folder, words("run s --json"), "\"running\""));
        QTRY_COMPARE_WITH_TIMEOUT(programs(folder).size(), qsizetype(1), timeoutMs);
        const auto pid = static_cast<pid_t>(process.processId());
        ::kill(pid, SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(
            QFileInfo::exists(folder.path("s/trials/000000/run-f0-r0-g0-a1/stop.json")), timeoutMs);
        ::kill(pid, SIGHUP);
        ::kill(pid, SIGTERM); // comes beside it at a logout
        QVERIFY(process.waitForFinished(timeoutMs));
        QCOMPARE(process.exitCode(), 130);
        QCOMPARE(folder.call(words("trials s --json")).json()[0]["state"], "cancelled");
    }

    void goesOnWithoutItsTerminalUnderNohup()
    {
        const StudyFolder folder(words("train --steps 3 --delay-ms 200"));
        folder.makeStudy();
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral("nohup"),
                      {programPath("attune-cli"), QStringLiteral("run"), QStringLiteral("s")});
        QTRY_VERIFY_WITH_TIMEOUT(!programs(folder).isEmpty(), timeoutMs);
        ::kill(static_cast<pid_t>(process.processId()), SIGHUP);
        QVERIFY(process.waitForFinished(timeoutMs));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(folder.call(words("status s --json")).json()["state"], "finished");
    }

    /// Killed while the last trials are being ended: the next run waits for them, and goes on.
    void goesOnWithAStudyThatWasEnding()
    {
        const StudyFolder folder(
            {}, {{"command",
                  {"sh", "-c",
                   "trap '' TERM; if mkdir first; then sleep 5; else sleep 0.3; fi; "
                   "echo epoch 1 loss 0.01",
                   "sh", "{lr}", "{optimizer}"}},
                 {"budget", {{"trials", 9}, {"parallel", 2}}},
                 {"limits", {{"graceSeconds", 20}}},
                 {"stopping", {{"study", {{"target", 0.1}}}}}});
        folder.makeStudy();
        QProcess process;
        QVERIFY(startUntil(process, folder, words("run s --json"), "\"finished\""));
        process.kill();
        QVERIFY(process.waitForFinished(timeoutMs));
        const Outcome more = folder.call(words("run s --more 1"));
        QVERIFY2(more.exitCode == 0, more.errors.constData());
        QVERIFY2(more.errors.contains("last trials of the study's run are being ended"),
                 more.errors.constData());
        const auto status = folder.call(words("status s --json")).json();
        QCOMPARE(status["state"], "finished");
        QCOMPARE(folder.call(words("trials s --json")).json().size(), std::size_t(3));
    }

    void leavesTrialsRunningWhenDetached()
    {
        const StudyFolder folder(words("hang"), {{"budget", {{"trials", 1}}}});
        folder.makeStudy();
        QProcess process;
        QVERIFY(startUntil(process, folder, words("run s --json --detach"), "\"running\""));
        QTRY_COMPARE_WITH_TIMEOUT(programs(folder).size(), qsizetype(1), timeoutMs);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(timeoutMs));
        QCOMPARE(process.exitCode(), 130);
        const qint64 pid = programs(folder).front();
        QVERIFY(isAlive(pid));
        ::kill(static_cast<pid_t>(pid), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), timeoutMs);
        // The keeper writes into the folder until then.
        const QString end = folder.path("s/trials/000000/run-f0-r0-g0-a1/exit.json");
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(end), timeoutMs);
    }

    void refusesToRunWhatAnotherProcessRuns()
    {
        const StudyFolder folder(words("hang"), {{"limits", {{"graceSeconds", 5}}}});
        folder.makeStudy();
        QProcess process;
        QVERIFY(startUntil(process, folder, words("run s --json"), "\"running\""));
        const Outcome second = folder.call(words("run s"));
        QCOMPARE(second.exitCode, 1);
        QVERIFY(!second.errors.isEmpty());
        QCOMPARE(folder.call(words("status s --json")).json()["state"], "running");
        QCOMPARE(folder.call(words("enqueue s --set lr=0.5")).exitCode, 0);
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(timeoutMs));
    }

    void namesTheProgramThatIsNotThere()
    {
        const StudyFolder folder({}, {{"command", {"no-such-program", "{lr}"}}});
        folder.makeStudy();
        const Outcome run = folder.call(words("run s"));
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains("no-such-program"), run.errors.constData());
        QCOMPARE(folder.call(words("trials s --json")).json().size(), std::size_t(0));
    }

    void drawsABarThatFits()
    {
        StudyStatus status;
        status.state = StudyState::Running;
        status.budgetTrials = 30;
        status.complete = 15;
        status.running = 2;
        status.bestTrial = 7;
        status.bestValue = 0.0421;
        status.secondsLeft = 83.0;
        QCOMPARE(progressLine(status, 100),
                 std::string("[###############...............] 15/30  2 running  best 0.0421 "
                             "(trial 7)  1:23 left"));
        for (int columns = 0; columns < 120; ++columns)
            QVERIFY(progressLine(status, columns).size() <= static_cast<std::size_t>(columns));
        status.complete = 45;
        QVERIFY(progressLine(status, 100).starts_with("[##############################] 45/30"));
        QVERIFY(progressLine({}, 80).starts_with("[..............................] 0/0"));
    }
};

QTEST_GUILESS_MAIN(RunCommandTest)
#include "tst_run_command.moc"
