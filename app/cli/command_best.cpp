// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/open_study.h"
#include "app/engine/exchange/best_export.h"
#include "app/engine/scheduling/study_runner.h"
#include "core/study/best_trials.h"

#include <CLI/CLI.hpp>

namespace attune::cli {
namespace {

/// The best settings, in a format that the next program reads.
class BestCommand final : public Command
{
public:
    const char *name() const override { return "best"; }
    const char *summary() const override { return "Print or write the best settings"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        std::vector<std::string> formats;
        for (const engine::ExportFormat format : engine::exportFormats())
            formats.emplace_back(nameOf(format));
        app.add_option("--format", m_format, "json, yaml, toml, ini, env, args or command")
            ->check(CLI::IsMember(formats))
            ->option_text("FORMAT");
        app.add_option("-o,--output", m_output, "Write to this file")->option_text("FILE");
        app.add_flag("--observed", m_isObserved, "Those with the best result, however noisy");
        app.add_flag("--with-fixed", m_options.withFixed, "Add the fixed values");
        app.add_flag("--with-metadata", m_options.withMetadata,
                     "Add the objective, the trial and the study");
    }

    int run(Console &console) override
    {
        const auto opened = openToLook(m_folder, &console);
        if (!opened)
            return console.fail(opened.error());
        const engine::StudyRunner &study = *opened.value();
        const StudySettings &settings = study.settings();
        const Trial *best = bestTrial(study.trials(), settings.objectives.front());
        if (!best) {
            console.say("No trial of \"" + settings.name +
                        "\" has succeeded yet, so there are no best settings. See attune-cli "
                        "trials " +
                        m_folder + ".");
            return NoTrialSucceeded;
        }
        if (!m_isObserved) {
            if (const auto incumbent = study.incumbent()) {
                best = &study.trials()[static_cast<std::size_t>(incumbent->trial)];
                m_options.reason = incumbent->reason;
                if (incumbent->trial != incumbent->bestObserved)
                    console.say(incumbent->reason);
            }
        }
        m_options.format =
            engine::exportFormatFromName(m_format).value_or(engine::ExportFormat::Json);
        return console.deliver(
            engine::exportSettings(study.settingsOf(best->number), *best, m_options), m_output);
    }

private:
    std::string m_folder;
    std::string m_format = "json";
    std::string m_output;
    bool m_isObserved = false;
    engine::ExportOptions m_options;
};

} // namespace

std::unique_ptr<Command> makeBestCommand()
{
    return std::make_unique<BestCommand>();
}

} // namespace attune::cli
