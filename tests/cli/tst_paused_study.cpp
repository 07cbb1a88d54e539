// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include <QtTest>

using namespace attune;
using namespace attune::cli;
using namespace Qt::StringLiterals;

/// The example of Hyperband's second mode, as a person would try it.
class PausedStudyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void goesOnAsIfItHadNeverPaused();
    void refusesACommandThatCannotFindItsCheckpoint();
};

namespace {

const QString example =
    QStringLiteral(ATTUNE_SOURCE_DIR "/resources/examples/digits-mlp-paused/study.json");

QByteArray linesOf(const QStringList &command)
{
    QProcess trainer;
    trainer.setWorkingDirectory(QFileInfo(example).path());
    trainer.start(programPath("attune-example-trainer"), command);
    trainer.waitForFinished(60'000);
    return trainer.readAllStandardOutput();
}

} // namespace

void PausedStudyTest::goesOnAsIfItHadNeverPaused()
{
    const StudyFolder folder;
    QCOMPARE(folder.call({u"new"_s, u"s"_s, u"--from"_s, example}).exitCode, 0);
    const Outcome run = folder.call({u"run"_s, u"s"_s, u"--trials"_s, u"4"_s});
    QVERIFY2(run.exitCode == 0 || run.exitCode == 3, run.errors.constData());
    const nlohmann::json trials = folder.call({u"trials"_s, u"s"_s, u"--json"_s}).json();
    QCOMPARE(trials.size(), std::size_t(4));
    int continued = 0;
    for (const auto &trial : trials) {
        QByteArray lines;
        for (const auto &one : trial["runs"]) {
            const std::string log = "s/" + one["directory"].get<std::string>() + "/stdout.log";
            lines += folder.read(log.c_str());
        }
        // The same in one piece, without the checkpoint.
        const auto &last = trial["runs"].back();
        QStringList command;
        for (const auto &argument : last["command"])
            command << QString::fromStdString(argument.get<std::string>());
        const qsizetype checkpoint = command.indexOf(u"--checkpoint"_s);
        QCOMPARE(linesOf(command.mid(1, checkpoint - 1)), lines);
        QCOMPARE(lines.count('\n'), last["resource"].get<int>());
        continued += trial["runs"].size() > 1 ? 1 : 0;
        const int number = trial["number"].get<int>();
        const auto whole =
            folder.call({u"trial"_s, u"s"_s, QString::number(number), u"--json"_s}).json();
        QCOMPARE(whole["metrics"]["val_loss"].size(), std::size_t(last["resource"].get<int>()));
    }
    QVERIFY(continued > 0);
    const auto status = folder.call({u"status"_s, u"s"_s, u"--json"_s}).json();
    QCOMPARE(status["trials"]["paused"].get<int>(), 0);
}

void PausedStudyTest::refusesACommandThatCannotFindItsCheckpoint()
{
    const StudyFolder folder(
        {u"train"_s},
        {{"search",
          {{"strategy", "hyperband"}, {"hyperband", {{"maxResource", 9}, {"mode", "promote"}}}}}});
    const Outcome check = folder.call({u"check"_s, u"study.json"_s});
    QCOMPARE(check.exitCode, 2);
    QVERIFY2((check.output + check.errors).contains("Use {trial.directory} in the command"),
             (check.output + check.errors).constData());
}

QTEST_GUILESS_MAIN(PausedStudyTest)
#include "tst_paused_study.moc"
