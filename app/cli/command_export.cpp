// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/open_study.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/exchange/trials_export.h"
#include "app/engine/scheduling/study_runner.h"

#include <CLI/CLI.hpp>

#include <QDateTime>

namespace attune::cli {
namespace {

/// The trials or the definition of a study as a file for other tools.
class ExportCommand final : public Command
{
public:
    const char *name() const override { return "export"; }
    const char *summary() const override
    {
        return "Write all trials, or the definition, to a file";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_option("--to", m_format, "csv or json: all trials; study: the definition")
            ->required()
            ->check(CLI::IsMember({"csv", "json", "study"}))
            ->option_text("FORMAT");
        app.add_option("-o,--output", m_output, "Write to this file")->option_text("FILE");
    }

    int run(Console &console) override
    {
        const auto opened = openToLook(m_folder, &console);
        if (!opened)
            return console.fail(opened.error());
        const engine::StudyRunner &study = *opened.value();
        const std::int64_t nowMs = QDateTime::currentMSecsSinceEpoch();
        if (m_format == "csv")
            return console.deliver(engine::trialsCsv(study.settings(), study.trials(), nowMs),
                                   m_output);
        if (m_format == "json")
            return console.deliver(engine::trialsJson(study.settings(), study.trials(), nowMs),
                                   m_output);
        return console.deliver(engine::studyJsonOf(study.settings()), m_output);
    }

private:
    std::string m_folder;
    std::string m_format;
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeExportCommand()
{
    return std::make_unique<ExportCommand>();
}

} // namespace attune::cli
