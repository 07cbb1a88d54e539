// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_directory.h"
#include "tests/engine/study_fixture.h"

#include <nlohmann/json.hpp>

#include <csignal>
#include <fstream>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// A study whose one trial runs on, as if another machine had started it. Ends the trial's program
/// when it goes out of scope.
class StudyWithARunElsewhere
{
public:
    StudyWithARunElsewhere()
        : study(fakeStudy({"hang"}, 1)), run(study.folder().toStdString(), RunKey{})
    {
        auto runner = study.open();
        if (!runner->run() ||
            !QTest::qWaitFor(
                [&] { return run.readStarted() && !pointsOf(*runner, 0, "loss").empty(); },
                patienceMs))
            qFatal("The trial did not begin");
        m_program = run.readStarted()->program;
        runner->stop(RunningTrials::LetGoOn);
        runner.reset();
        const std::filesystem::path path = run.path() / "started.json";
        nlohmann::json started = nlohmann::json::parse(std::ifstream(path));
        started["bootId"] = "of-another-machine";
        started["host"] = "elsewhere";
        started["machine"] = "0";
        std::ofstream(path) << started;
    }
    StudyWithARunElsewhere(const StudyWithARunElsewhere &) = delete;
    StudyWithARunElsewhere &operator=(const StudyWithARunElsewhere &) = delete;
    ~StudyWithARunElsewhere()
    {
        ::kill(pid_t(m_program.pid), SIGKILL);
        (void)QTest::qWaitFor([&] { return run.hasExit(); }, patienceMs);
    }

    StudyFixture study;
    RunDirectory run;

private:
    ProcessIdentity m_program;
};

} // namespace

/// Trials whose processes cannot be seen from here.
class UnreachableRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStudyDoesNotWaitForThemToStop()
    {
        const StudyWithARunElsewhere other;
        const auto runner = other.study.open();
        QVERIFY(runner->run());
        QSignalSpy failures(runner.get(), &StudyRunner::failed);
        runner->stop(RunningTrials::Stop);
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(*runner), patienceMs);
        QCOMPARE(runner->trials()[0].state, TrialState::Running);
        QVERIFY(!failures.isEmpty());
    }

    void aPersonCanGiveThemUp()
    {
        const StudyWithARunElsewhere other;
        auto runner = other.study.open();
        QCOMPARE(runner->trials()[0].state, TrialState::Running);
        QVERIFY(runner->cancelTrial(0));
        const Trial &trial = runner->trials()[0];
        QCOMPARE(trial.state, TrialState::Cancelled);
        QVERIFY2(trial.sentence.find("elsewhere") != std::string::npos, trial.sentence.c_str());
        runner.reset();
        runner = other.study.open(); // stop.json is there, and nobody heeds it
        QCOMPARE(runner->trials()[0].state, TrialState::Cancelled);
        QCOMPARE(runner->trials()[0].runs[0].end, RunEnd::Person);
    }

    /// Without exit.json, too: what the book knows stands.
    void theirLogsAreReadAgain()
    {
        const StudyWithARunElsewhere other;
        const auto runner = other.study.open();
        QVERIFY(runner->cancelTrial(0));
        QVERIFY(!other.run.hasExit());
        StudySettings settings = runner->settings();
        settings.metrics[1].pattern = "acc\\w+ (\\S+)";
        QVERIFY(runner->applySettings(settings));
        QVERIFY(runner->isRereading());
        QTRY_VERIFY_WITH_TIMEOUT(!runner->isRereading(), patienceMs);
        QCOMPARE(runner->trials()[0].state, TrialState::Cancelled);
        QVERIFY(!pointsOf(*runner, 0, "loss").empty());
    }
};

QTEST_GUILESS_MAIN(UnreachableRunsTest)
#include "tst_unreachable_runs.moc"
