// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/open_study.h"
#include "app/cli/text.h"

#include <CLI/CLI.hpp>

#include <set>

namespace attune::cli {
namespace {

/// A command that does one thing to each of some trials.
class ChangeTrialCommand : public Command
{
public:
    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_option("N", m_numbers, "The numbers of the trials")->required();
    }

    int run(Console &console) override
    {
        const auto opened = openToChange(m_folder);
        if (!opened)
            return console.fail(opened.error());
        std::set<int> seen; // "3" and "03" are one trial
        for (const int number : m_numbers) {
            if (!seen.insert(number).second)
                continue;
            const auto done = change(*opened->study, number);
            if (!done)
                return console.fail(done.error());
            console.printLine(opened->isWrittenElsewhere ? "The running study was asked: " + *done
                                                         : *done);
        }
        if (!opened->isWrittenElsewhere)
            tellAfter(console, *opened->study);
        return Done;
    }

protected:
    [[nodiscard]] const std::string &folder() const { return m_folder; }
    /// What the person should know when all is done.
    virtual void tellAfter(Console &, const engine::StudyRunner &) const {}

    /// Says what was done.
    [[nodiscard]] virtual Result<std::string> change(engine::StudyRunner &study,
                                                     int number) const = 0;

private:
    std::string m_folder;
    std::vector<int> m_numbers;
};

/// Leaves trials out, or takes them in again.
class ExclusionCommand final : public ChangeTrialCommand
{
public:
    explicit ExclusionCommand(bool excludes) : m_excludes(excludes) {}

    const char *name() const override { return m_excludes ? "exclude" : "restore"; }
    const char *summary() const override
    {
        return m_excludes ? "Leave trials out; restore takes them in again"
                          : "Take excluded trials in again";
    }
    bool isListed() const override { return m_excludes; }

private:
    Result<std::string> change(engine::StudyRunner &study, int number) const override
    {
        if (const auto done = study.setExcluded(number, m_excludes); !done)
            return done.error();
        return "Trial " + std::to_string(number) +
               (m_excludes ? " is excluded." : " is included again.");
    }

    bool m_excludes;
};

/// Ends running trials, and takes back waiting ones.
class CancelCommand final : public ChangeTrialCommand
{
public:
    const char *name() const override { return "cancel"; }
    const char *summary() const override { return "End running trials, take waiting ones back"; }

private:
    Result<std::string> change(engine::StudyRunner &study, int number) const override
    {
        if (const auto done = study.cancelTrial(number); !done)
            return done.error();
        const Trial &trial = study.trials()[static_cast<std::size_t>(number)];
        return "Trial " + std::to_string(number) +
               (trial.state == TrialState::Running ? " is to end." : " is cancelled.");
    }
};

class RetryCommand final : public ChangeTrialCommand
{
public:
    const char *name() const override { return "retry"; }
    const char *summary() const override { return "Have the settings of trials tried again"; }

private:
    Result<std::string> change(engine::StudyRunner &study, int number) const override
    {
        const auto made = study.retryTrial(number);
        if (!made)
            return made.error();
        return "Trial " + std::to_string(*made) + " is next, with the settings of trial " +
               std::to_string(number) + ".";
    }

    void tellAfter(Console &console, const engine::StudyRunner &study) const override
    {
        if (const std::string waiting = waitingText(study.status(), folder()); !waiting.empty())
            console.say(waiting);
    }
};

} // namespace

std::unique_ptr<Command> makeExcludeCommand()
{
    return std::make_unique<ExclusionCommand>(true);
}

std::unique_ptr<Command> makeRestoreCommand()
{
    return std::make_unique<ExclusionCommand>(false);
}

std::unique_ptr<Command> makeCancelCommand()
{
    return std::make_unique<CancelCommand>();
}

std::unique_ptr<Command> makeRetryCommand()
{
    return std::make_unique<RetryCommand>();
}

} // namespace attune::cli
