// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/open_study.h"
#include "app/engine/exchange/finished_trials.h"
#include "app/engine/exchange/trials_table.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>

namespace attune::cli {
namespace {

/// Trials that ran elsewhere, from a table.
class ImportCommand final : public Command
{
public:
    const char *name() const override { return "import"; }
    const char *summary() const override
    {
        return "Take over trials that ran elsewhere, from a table";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "A table (CSV) with a row for each trial")->required();
        app.add_option("--to", m_folder, "The study that takes them")
            ->required()
            ->option_text("DIR");
        app.add_option("--objective", m_objective,
                       "The first objective's column, if named otherwise")
            ->option_text("COLUMN");
    }

    int run(Console &console) override
    {
        const auto file = engine::readTrialsFile(qt(m_file));
        if (!file)
            return console.fail(file.error());
        const auto opened = openToChange(m_folder);
        if (!opened)
            return console.fail(opened.error());
        engine::StudyRunner &study = *opened->study;
        if (const Problems problems = study.settings().problems(); !problems.empty())
            return console.fail(problems);
        const auto found = engine::finishedTrialsOf(
            study.settings(), file->rows, engine::objectiveIn(study.settings(), m_objective));
        if (!found)
            return console.fail(found.error());
        auto remarks = engine::remarksOn(*found, study.trials());
        if (!file->remark.empty())
            remarks.push_back(file->remark);
        const std::string source = QFileInfo(qt(m_file)).fileName().toStdString();
        if (const auto done = study.importTrials(found->trials, source); !done)
            return console.fail(done.error());
        const std::size_t count = found->trials.size();
        console.printLine("Imported " + std::to_string(count) +
                          (count == 1 ? " trial" : " trials") + " into " + m_folder + ".");
        for (const std::string &remark : remarks)
            console.say(remark);
        console.say("Go on with: attune-cli run " + m_folder);
        return Done;
    }

private:
    std::string m_file;
    std::string m_folder;
    std::string m_objective;
};

} // namespace

std::unique_ptr<Command> makeImportCommand()
{
    return std::make_unique<ImportCommand>();
}

} // namespace attune::cli
