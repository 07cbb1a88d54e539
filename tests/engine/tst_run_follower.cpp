// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/left_out_sentence.h"
#include "app/engine/execution/run_follower.h"

#include "tests/support/prepared_run.h"

#include <QtTest>

#include <fstream>
#include <random>

using namespace attune;
using namespace attune::engine;

namespace {

constexpr int patienceMs = 20'000;
constexpr std::int64_t plenty = 1 << 20;

MetricMatcher lossMatcher()
{
    MetricRule rule;
    rule.name = "loss";
    rule.pattern = "loss ([0-9.]+)";
    return *MetricMatcher::compile({rule});
}

/// A launcher of runs whose life is what the test says.
class SetLauncher : public RunLauncher
{
public:
    RunLife lifeNow = RunLife::Running;
    Result<void> launch(const RunDirectory &) override { return {}; }
    Result<void> stop(const RunDirectory &, const StopRequest &) override { return {}; }
    [[nodiscard]] RunLife life(const RunDirectory &) const override
    {
        ++asked;
        return lifeNow;
    }
    mutable int asked = 0;
};

/// Starts the run and follows it to its end; nothing when it does not come.
std::optional<RunOutcome> outcomeOf(PreparedRun &run)
{
    RunFollower follower(run.directory, lossMatcher(), run.launcher);
    std::optional<RunOutcome> outcome;
    const auto isOver = [&] { return (outcome = follower.follow(plenty).outcome).has_value(); };
    return run.start() && QTest::qWaitFor(isOver, patienceMs) ? outcome : std::nullopt;
}

/// Every point as text, without offsets: the end of a CRLF may be seen in two steps.
std::string textOf(const std::vector<RunPoint> &points)
{
    std::string text;
    for (const RunPoint &point : points)
        text += point.metric + std::to_string(point.point.step) + "=" +
                std::to_string(point.point.value) + ";";
    return text;
}

} // namespace

class TestRunFollower : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodRunGivesItsPointsAndItsEnd()
    {
        PreparedRun run({"train", "--steps", "4"});
        QVERIFY(run.start());
        RunFollower follower(run.directory, lossMatcher(), run.launcher);
        std::vector<RunPoint> points;
        std::optional<RunOutcome> outcome;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                RunBatch batch = follower.follow(plenty);
                points.insert(points.end(), batch.points.begin(), batch.points.end());
                outcome = batch.outcome;
                return outcome.has_value();
            }(),
            patienceMs);
        QCOMPARE(points.size(), std::size_t(4));
        QVERIFY(points.back().point.value < points.front().point.value);
        QVERIFY(outcome->end == RunEnd::Exited);
        QCOMPARE(outcome->exitCode, 0);
        QVERIFY(outcome->sentence.empty());
    }

    void metricsThatWereLeftOutAreTold()
    {
        PreparedRun run({});
        run.job.command = {"/bin/sh", "-c",
                           "i=0; while [ $i -lt 1003 ]; do echo m$i: 1; i=$((i+1)); done"};
        QVERIFY(run.start());
        const MetricMatcher matcher = *MetricMatcher::compile({{{}, {}, {}, "key-value"}});
        RunFollower follower(run.directory, matcher, run.launcher);
        std::optional<RunOutcome> outcome;
        QTRY_VERIFY_WITH_TIMEOUT((outcome = follower.follow(plenty).outcome).has_value(),
                                 patienceMs);
        QVERIFY2(outcome->sentence.starts_with("The output has more than 1000 different metrics: "
                                               "3 readings were left out, from \"m1000\" on."),
                 outcome->sentence.c_str());
    }

    void aCrashIsToldWithWhatWasLeftOut()
    {
        PreparedRun run({});
        run.job.command = {
            "/bin/sh", "-c",
            "i=0; while [ $i -lt 1001 ]; do echo m$i: 1; i=$((i+1)); done; echo bad >&2; exit 3"};
        QVERIFY(run.start());
        const MetricMatcher matcher = *MetricMatcher::compile({{{}, {}, {}, "key-value"}});
        RunFollower follower(run.directory, matcher, run.launcher);
        std::optional<RunOutcome> outcome;
        QTRY_VERIFY_WITH_TIMEOUT((outcome = follower.follow(plenty).outcome).has_value(),
                                 patienceMs);
        const std::string part = leftOutPartOf(outcome->sentence);
        QVERIFY2(part.find("1 reading of \"m1000\" was left out.") != std::string::npos,
                 outcome->sentence.c_str());
        QCOMPARE(withoutLeftOutPart(outcome->sentence),
                 std::string("\"/bin/sh\" ended with exit code 3. The last it printed:\nbad"));
        QCOMPARE(withoutLeftOutPart(part), std::string());
        QCOMPARE(withoutLeftOutPart("Some."), std::string("Some."));
    }

    void aLogThatTheProgramEmptiedIsToldOf()
    {
        PreparedRun run({});
        run.job.command = {"/bin/sh", "-c",
                           "echo loss 1; sleep 1; echo loss 2; sleep 1; echo loss 3 > /dev/stdout"};
        QVERIFY(run.start());
        RunFollower follower(run.directory, lossMatcher(), run.launcher);
        std::string points;
        std::optional<RunOutcome> outcome;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const RunBatch batch = follower.follow(plenty);
                points += textOf(batch.points);
                outcome = batch.outcome;
                return outcome.has_value();
            }(),
            patienceMs);
        QVERIFY2(points.ends_with("=3.000000;"), points.c_str());
        QVERIFY2(outcome->sentence.starts_with("The program emptied \"stdout.log\""),
                 outcome->sentence.c_str());
    }

    void aCrashIsToldWithTheLastLinesOfStderr()
    {
        PreparedRun run({"crash", "--exit-code", "7"});
        const auto outcome = outcomeOf(run);
        QVERIFY(outcome.has_value());
        QCOMPARE(outcome->exitCode, 7);
        QVERIFY(outcome->sentence.ends_with("\nValueError: bad batch"));
    }

    void aSignalIsTold()
    {
        PreparedRun run({"crash", "--signal", "9"});
        const auto outcome = outcomeOf(run);
        QVERIFY(outcome.has_value());
        QVERIFY(outcome->end == RunEnd::Signalled);
        QCOMPARE(outcome->signal, 9);
    }

    void aProgramThatIsNotThereIsTold()
    {
        PreparedRun run({});
        run.job.command = {"/nowhere/train"};
        const auto outcome = outcomeOf(run);
        QVERIFY(outcome.has_value());
        QVERIFY(outcome->end == RunEnd::NotStarted);
        QVERIFY(outcome->sentence.find("is not there") != std::string::npos);
        QVERIFY(!outcome->isInfrastructure);
    }

    void aProgramThatIsNotExecutableIsTold()
    {
        PreparedRun run({});
        run.job.command = {run.job.workingDirectory + "/train.py"};
        std::ofstream(run.job.command.front()) << "print()";
        const auto outcome = outcomeOf(run);
        QVERIFY(outcome.has_value());
        QVERIFY(outcome->sentence.find("not executable") != std::string::npos);
    }

    void aLogThatCannotBeReadIsTold()
    {
        PreparedRun run({"train", "--steps", "2"});
        QVERIFY(run.start());
        QTRY_VERIFY_WITH_TIMEOUT(run.directory.hasExit(), patienceMs);
        const std::filesystem::path log = run.directory.logPath(OutputStream::Stdout);
        std::filesystem::remove(log);
        std::filesystem::create_symlink(log.filename(), log);
        RunFollower follower(run.directory, lossMatcher(), run.launcher);
        const auto outcome = follower.follow(plenty).outcome;
        QVERIFY(outcome.has_value());
        QVERIFY(outcome->unreadable.find("stdout.log") != std::string::npos);
        QVERIFY(outcome->sentence.empty());
    }

    /// A directory in its place fails like a disk that does not answer.
    void aLogThatCannotBeReadForAWhileIsReadLater()
    {
        PreparedRun run({"train", "--steps", "2"});
        QVERIFY(run.start());
        QTRY_VERIFY_WITH_TIMEOUT(run.directory.hasExit(), patienceMs);
        const std::filesystem::path log = run.directory.logPath(OutputStream::Stdout);
        const std::filesystem::path away = run.directory.path() / "away.log";
        std::filesystem::rename(log, away);
        std::filesystem::create_directory(log);
        std::ofstream(log / "file"); // a directory without any has no size on some file systems
        RunFollower follower(run.directory, lossMatcher(), run.launcher);
        QVERIFY(!follower.follow(plenty).outcome);
        QVERIFY(!follower.follow(plenty).outcome);
        std::filesystem::remove_all(log);
        std::filesystem::rename(away, log);
        const RunBatch batch = follower.follow(plenty);
        QVERIFY(batch.outcome.has_value());
        QVERIFY(batch.outcome->unreadable.empty());
        QCOMPARE(batch.points.size(), std::size_t(2));
    }

    void aLogThatStaysUnreadableIsTold()
    {
        PreparedRun run({"train", "--steps", "2"});
        QVERIFY(run.start());
        QTRY_VERIFY_WITH_TIMEOUT(run.directory.hasExit(), patienceMs);
        const std::filesystem::path log = run.directory.logPath(OutputStream::Stdout);
        std::filesystem::remove(log);
        std::filesystem::create_directory(log);
        std::ofstream(log / "file");
        RunFollower follower(run.directory, lossMatcher(), run.launcher);
        std::optional<RunOutcome> outcome;
        QVERIFY(!follower.follow(plenty).outcome); // for ten seconds it may come back
        QTRY_VERIFY_WITH_TIMEOUT((outcome = follower.follow(plenty).outcome).has_value(), 20'000);
        QVERIFY(outcome->unreadable.find("stdout.log") != std::string::npos);
    }

    void everyLimitEndsARun_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<int>("end");
        QTest::newRow("time") << QStringLiteral("hang") << int(RunEnd::WallClock);
        QTest::newRow("silence") << QStringLiteral("hang") << int(RunEnd::Silence);
        QTest::newRow("memory") << QStringLiteral("memory --mib 64 --hold-ms 60000")
                                << int(RunEnd::Memory);
        QTest::newRow("output") << QStringLiteral("endless") << int(RunEnd::Output);
    }
    void everyLimitEndsARun()
    {
        QFETCH(QString, arguments);
        QFETCH(int, end);
        std::vector<std::string> words;
        for (const QString &argument : arguments.split(QLatin1Char(' ')))
            words.push_back(argument.toStdString());
        PreparedRun run(words);
        Limits &limits = run.job.limits;
        switch (RunEnd(end)) {
        case RunEnd::WallClock:
            limits.seconds = 0.3;
            break;
        case RunEnd::Silence:
            limits.silentSeconds = 0.3;
            break;
        case RunEnd::Memory:
            limits.memoryMiB = 32;
            break;
        default:
            limits.outputMiB = 1;
        }
        const auto outcome = outcomeOf(run);
        QVERIFY(outcome.has_value());
        QCOMPARE(int(outcome->end), end);
        QVERIFY(outcome->sentence.starts_with("Stopped "));
    }

    void anOrphanIsFollowedToItsEndAndThenLost()
    {
        PreparedRun run({"train", "--steps", "10", "--delay-ms", "100"});
        QVERIFY(run.start());
        RunFollower follower(run.directory, lossMatcher(), run.launcher);
        QTRY_VERIFY_WITH_TIMEOUT(follower.started().has_value(), patienceMs);
        QCOMPARE(::kill(pid_t(follower.started()->keeper.pid), SIGKILL), 0);
        QTRY_VERIFY_WITH_TIMEOUT(run.life() != RunLife::Running, patienceMs);
        QVERIFY(run.life() == RunLife::Orphaned);
        std::size_t points = 0;
        std::optional<RunOutcome> outcome;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const RunBatch batch = follower.follow(plenty);
                points += batch.points.size();
                outcome = batch.outcome;
                return outcome.has_value();
            }(),
            patienceMs);
        QCOMPARE(points, std::size_t(10));
        QVERIFY(outcome->end == RunEnd::KeeperLost);
        QVERIFY(outcome->isInfrastructure);
    }

    /// Which takes several files: too much for every line of a run that prints without pause.
    void aRunThatPrintsIsNotAskedWhetherItLives()
    {
        PreparedRun run({});
        QVERIFY(run.write());
        SetLauncher launcher;
        RunFollower follower(run.directory, lossMatcher(), launcher);
        std::ofstream log(run.directory.logPath(OutputStream::Stdout), std::ios::binary);
        for (int line = 0; line < 10; ++line) {
            log << "loss " << line << '\n' << std::flush;
            QCOMPARE(follower.follow(plenty).points.size(), std::size_t(1));
        }
        QCOMPARE(launcher.asked, 1);
        launcher.lifeNow = RunLife::Gone;
        QVERIFY(!follower.follow(plenty).outcome);
        QVERIFY(follower.follow(plenty).outcome);
        QCOMPARE(launcher.asked, 2);
    }

    void anyCutsAndRestartsGiveThePointsOfOnePass()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 30; ++round) {
            PreparedRun run({});
            QVERIFY(run.write());
            SetLauncher launcher;
            std::string text;
            for (int line = 0; line < 40; ++line) {
                static constexpr const char *ends[] = {"\n", "\r", "\r\n", "\xc3\xa9\n"};
                text += "loss " + std::to_string(line) + ends[random() % 4];
            }
            text += "loss 99";
            std::vector<RunPoint> points;
            std::array<StreamProgress, 2> progress;
            std::ofstream log(run.directory.logPath(OutputStream::Stdout), std::ios::binary);
            for (std::size_t at = 0; at < text.size();) {
                const std::size_t count = std::min<std::size_t>(random() % 30, text.size() - at);
                log << text.substr(at, count) << std::flush;
                at += count;
                RunFollower follower(run.directory, lossMatcher(), launcher, progress);
                RunBatch batch;
                do {
                    batch = follower.follow(1 + std::int64_t(random() % 20));
                    points.insert(points.end(), batch.points.begin(), batch.points.end());
                } while (batch.hasMore);
                progress = batch.progress;
            }
            launcher.lifeNow = RunLife::Gone;
            RunFollower last(run.directory, lossMatcher(), launcher, progress);
            const RunBatch end = last.follow(plenty);
            points.insert(points.end(), end.points.begin(), end.points.end());
            RunFollower whole(run.directory, lossMatcher(), launcher);
            const RunBatch once = whole.follow(plenty);
            QCOMPARE(textOf(points), textOf(once.points));
            QCOMPARE(once.points.size(), std::size_t(41));
            QVERIFY(end.progress == once.progress);
            QCOMPARE(end.progress[0].offset, std::int64_t(text.size()));
        }
    }
};

QTEST_GUILESS_MAIN(TestRunFollower)
#include "tst_run_follower.moc"
