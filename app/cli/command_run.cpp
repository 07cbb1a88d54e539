// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/above_zero.h"
#include "app/cli/run_session.h"
#include "core/stopping/completion_criteria.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>

#include <algorithm>

namespace attune::cli {
namespace {

constexpr int mostMore = 1'000'000;

/// Runs a study, or resumes it, until its budget is used.
class RunCommand final : public Command
{
public:
    const char *name() const override { return "run"; }
    const char *summary() const override { return "Run a study, or resume it"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        CLI::Option *const trials =
            app.add_option("--trials", m_trials, "Trials in all, those already run included")
                ->check(aboveZero())
                ->option_text("N");
        app.add_option("--more", m_more, "Trials beyond those there are, also after the end")
            ->check(CLI::Range(1, mostMore))
            ->option_text("N")
            ->excludes(trials);
        app.add_option("--parallel", m_parallel, "Trials at once")
            ->check(aboveZero())
            ->option_text("N");
        app.add_option("--seconds", m_seconds, "Running time in all")
            ->check(aboveZero())
            ->option_text("S");
        app.add_flag("--detach", m_leavesTrialsRunning,
                     "Leave running trials running when interrupted");
        app.add_flag("--json", m_asJson, "Print one JSON object per event");
        app.footer("--trials, --more, --parallel and --seconds change the budget of the study.\n"
                   "Ctrl+C once asks running trials to end and records them as cancelled;\n"
                   "a second time leaves at once.");
    }

    int run(Console &console) override
    {
        auto opened = engine::StudyRunner::open(qt(m_folder), engine::OpenMode::Write);
        if (!opened)
            return console.fail(opened.error());
        engine::StudyRunner &study = *opened.value();
        if (study.status().state == StudyState::Stopping)
            console.say("The last trials of the study's run are being ended.");
        while (study.status().state == StudyState::Stopping)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const StudySettings wanted = wantedFor(study);
        const Budget before = study.settings().budget;
        if (wanted != study.settings()) {
            if (const Problems problems = wanted.problems(); !problems.empty())
                return console.fail(problems); // nothing is changed by what cannot run
            StudySettings rest = wanted;
            rest.budget = study.settings().budget;
            const auto changed = rest == study.settings() ? study.setBudget(wanted.budget)
                                                          : study.applySettings(wanted);
            if (!changed)
                return console.fail(changed.error());
            tellLowered(console, before.trials, wanted.budget.trials);
        }
        RunSession session(study, console,
                           m_asJson ? RunSession::Report::AsJson : RunSession::Report::ForPeople,
                           m_leavesTrialsRunning ? RunningTrials::LetGoOn : RunningTrials::Stop);
        return session.exec();
    }

private:
    static void tellLowered(Console &console, int before, int now)
    {
        if (now < before)
            console.say("The budget of the study is " + std::to_string(now) +
                        (now == 1 ? " trial" : " trials") + " from now on; it was " +
                        std::to_string(before) + ".");
    }

    [[nodiscard]] StudySettings wantedFor(const engine::StudyRunner &study) const
    {
        StudySettings settings = study.settings();
        const StudyStatus status = study.status();
        if (m_more && status.state == StudyState::Finished)
            settings = withMoreTrials(settings, {study.trials(), status.ranSeconds, std::nullopt},
                                      *m_more);
        else if (m_more)
            settings.budget.trials = std::max(settings.budget.trials, status.launched() + *m_more);
        Budget &budget = settings.budget;
        budget.trials = m_trials.value_or(budget.trials);
        budget.parallel = m_parallel.value_or(budget.parallel);
        budget.seconds = m_seconds ? m_seconds : budget.seconds;
        return settings;
    }

    std::string m_folder;
    std::optional<int> m_trials;
    std::optional<int> m_more;
    std::optional<int> m_parallel;
    std::optional<double> m_seconds;
    bool m_leavesTrialsRunning = false;
    bool m_asJson = false;
};

} // namespace

std::unique_ptr<Command> makeRunCommand()
{
    return std::make_unique<RunCommand>();
}

} // namespace attune::cli
