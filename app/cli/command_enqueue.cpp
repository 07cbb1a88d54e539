// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/open_study.h"
#include "app/cli/text.h"
#include "core/study/carried_settings.h"

#include <CLI/CLI.hpp>

namespace attune::cli {
namespace {

/// A person's own guess, tried next.
class EnqueueCommand final : public Command
{
public:
    const char *name() const override { return "enqueue"; }
    const char *summary() const override { return "Have your own settings tried next"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_option("--set", m_assignments, "A value; those with a default may be left out")
            ->take_all()
            ->option_text("NAME=VALUE ...");
        app.add_option("--like", m_like, "Start from the values of this trial")->option_text("N");
    }

    int run(Console &console) override
    {
        if (m_assignments.empty() && !m_like) {
            console.say("Give values with --set, or a trial with --like. See attune-cli enqueue "
                        "--help.");
            return WrongUsage;
        }
        const auto opened = openToChange(m_folder);
        if (!opened)
            return console.fail(opened.error());
        engine::StudyRunner &study = *opened->study;
        const SearchSpace &space = study.settings().space;
        auto start = startingSettings(study);
        if (!start)
            return console.fail(start.error());
        const auto settings = settingsFromText(space, std::move(*start), m_assignments);
        if (!settings)
            return console.fail(settings.error());
        if (const Problems problems = space.problemsOf(*settings); !problems.empty())
            return console.fail(problems);
        const auto number = study.enqueue(*settings);
        if (!number)
            return console.fail(number.error());
        console.printLine(opened->isWrittenElsewhere
                              ? "The running study tries next: " + settingsText(space, *settings)
                              : "Trial " + std::to_string(*number) +
                                    " is next: " + settingsText(space, *settings));
        return Done;
    }

private:
    /// What the assignments change: the defaults, or the settings of a trial.
    [[nodiscard]] Result<Settings> startingSettings(const engine::StudyRunner &study) const
    {
        if (m_like) {
            const auto &trials = study.trials();
            if (*m_like < 0 || *m_like >= static_cast<int>(trials.size()))
                return Error{ErrorKind::NotFound,
                             "There is no trial " + std::to_string(*m_like) + "."};
            return settingsToRun(study.settings().space, trials[static_cast<std::size_t>(*m_like)]);
        }
        Settings defaults;
        for (const Hyperparameter &hyperparameter : study.settings().space.hyperparameters) {
            if (hyperparameter.defaultValue)
                defaults[hyperparameter.name] = *hyperparameter.defaultValue;
        }
        return defaults;
    }

    std::string m_folder;
    std::optional<int> m_like;
    std::vector<std::string> m_assignments;
};

} // namespace

std::unique_ptr<Command> makeEnqueueCommand()
{
    return std::make_unique<EnqueueCommand>();
}

} // namespace attune::cli
