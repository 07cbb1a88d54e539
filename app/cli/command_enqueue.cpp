// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/text.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/study_runner.h"

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
            ->required()
            ->take_all()
            ->option_text("NAME=VALUE ...");
    }

    int run(Console &console) override
    {
        auto opened = engine::StudyRunner::open(qt(m_folder), engine::OpenMode::Write);
        const bool isWrittenElsewhere = !opened && opened.error().kind == ErrorKind::Busy;
        // The process that runs the study takes requests.
        if (isWrittenElsewhere)
            opened = engine::StudyRunner::open(qt(m_folder), engine::OpenMode::ReadOnly);
        if (!opened)
            return console.fail(opened.error());
        engine::StudyRunner &study = *opened.value();
        const SearchSpace &space = study.settings().space;
        Settings defaults;
        for (const Hyperparameter &hyperparameter : space.hyperparameters) {
            if (hyperparameter.defaultValue)
                defaults[hyperparameter.name] = *hyperparameter.defaultValue;
        }
        const auto settings = settingsFromText(space, std::move(defaults), m_assignments);
        if (!settings)
            return console.fail(settings.error());
        if (const Problems problems = space.problemsOf(*settings); !problems.empty())
            return console.fail(problems);
        const auto number = study.enqueue(*settings);
        if (!number)
            return console.fail(number.error());
        console.printLine(isWrittenElsewhere
                              ? "The running study tries next: " + settingsText(space, *settings)
                              : "Trial " + std::to_string(*number) +
                                    " is next: " + settingsText(space, *settings));
        return Done;
    }

private:
    std::string m_folder;
    std::vector<std::string> m_assignments;
};

} // namespace

std::unique_ptr<Command> makeEnqueueCommand()
{
    return std::make_unique<EnqueueCommand>();
}

} // namespace attune::cli
