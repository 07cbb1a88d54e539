// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/goals_text.h"
#include "app/cli/open_study.h"
#include "app/engine/exchange/best_export.h"
#include "app/engine/scheduling/study_runner.h"
#include "core/analysis/pareto_front.h"
#include "core/study/best_trials.h"
#include "core/study/requirement.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace attune::cli {
namespace {

/// Trials that would be the best or on the front if they were not excluded.
int excludedWithResult(const std::vector<Trial> &trials)
{
    return static_cast<int>(std::count_if(trials.begin(), trials.end(), [](const Trial &trial) {
        return trial.isExcluded && trial.state == TrialState::Complete && trial.objective();
    }));
}

/// The best settings, in a format that the next program reads; of several objectives the trials to
/// choose from.
class BestCommand final : public Command
{
public:
    const char *name() const override { return "best"; }
    const char *summary() const override { return "Print or write the best settings"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        auto *trial = app.add_option("--trial", m_number, "The settings of this trial instead")
                          ->option_text("N");
        std::vector<std::string> formats;
        for (const engine::ExportFormat format : engine::exportFormats())
            formats.emplace_back(nameOf(format));
        auto *format =
            app.add_option("--format", m_format, "json, yaml, toml, ini, env, args or command")
                ->check(CLI::IsMember(formats))
                ->option_text("FORMAT");
        app.add_option("-o,--output", m_output, "Write to this file")->option_text("FILE");
        app.add_flag("--observed", m_isObserved, "Those with the best result, however noisy")
            ->excludes(trial);
        app.add_flag("--with-fixed", m_options.withFixed, "Add the fixed values");
        app.add_flag("--with-metadata", m_options.withMetadata,
                     "Add the objectives, the trial and the study");
        app.add_flag("--json", m_asJson, "Print the best trials as a list with stable names")
            ->excludes(trial)
            ->excludes(format);
        app.footer("With several objectives the front is printed: the trials that no other one\n"
                   "beats in all of them. --trial N writes the settings of one of it.");
    }

    int run(Console &console) override
    {
        const auto opened = openToLook(m_folder, &console);
        if (!opened)
            return console.fail(opened.error());
        const engine::StudyRunner &study = *opened.value();
        m_front = paretoTrials(study.trials(), study.settings().objectives);
        if (m_number)
            return runForTrial(console, study);
        if (m_front.empty())
            return sayNone(console, study);
        return study.settings().objectives.size() > 1 ? runForFront(console, study)
                                                      : runForBest(console, study);
    }

private:
    [[nodiscard]] int sayNone(Console &console, const engine::StudyRunner &study) const
    {
        const StudySettings &settings = study.settings();
        if (const auto why = whyNoneMeets(settings.requirements, study.trials()))
            console.say(*why + " Run more trials, or loosen the requirement; --trial N writes the "
                               "settings of a trial all the same.");
        else if (const int excluded = excludedWithResult(study.trials()); excluded > 0)
            console.say((excluded == 1 ? "The one trial that has succeeded is"
                                       : "All " + std::to_string(excluded) +
                                             " trials that have succeeded are") +
                        " excluded, so there are no best settings. Take one in again with: "
                        "attune-cli restore " +
                        m_folder + " N");
        else
            console.say("No trial of \"" + settings.name +
                        "\" has succeeded yet, so there are no best settings. See attune-cli "
                        "trials " +
                        m_folder + ".");
        return NoTrialSucceeded;
    }

    [[nodiscard]] int runForTrial(Console &console, const engine::StudyRunner &study)
    {
        const std::vector<Trial> &trials = study.trials();
        if (*m_number < 0 || *m_number >= static_cast<int>(trials.size()))
            return console.fail(trialMissing(*m_number, trials.size()));
        const Trial &trial = trials[static_cast<std::size_t>(*m_number)];
        if (trial.state != TrialState::Complete)
            return console.fail(Error{ErrorKind::Invalid, "Trial " + std::to_string(trial.number) +
                                                              " is " + attune::nameOf(trial.state) +
                                                              ". Choose one that is complete."});
        sayWhatIsAgainst(console, study.settings(), trial);
        return write(console, study, trial);
    }

    void sayWhatIsAgainst(Console &console, const StudySettings &settings, const Trial &trial) const
    {
        const std::string subject = "Trial " + std::to_string(trial.number);
        for (const std::string &broken : brokenRequirements(settings.requirements, trial)) {
            std::string sentence = subject + " breaks ";
            sentence += broken;
            console.say(sentence + '.');
        }
        const bool isOnFront = std::find(m_front.begin(), m_front.end(), &trial) != m_front.end();
        if (settings.objectives.size() > 1 && trial.meetsRequirements && !isOnFront)
            console.say(subject + " is not on the front: another trial is better in one objective "
                                  "and worse in none.");
    }

    [[nodiscard]] int runForFront(Console &console, const engine::StudyRunner &study)
    {
        if (m_asJson) {
            console.print(engine::prettyJson(jsonOfFront(study.settings(), m_front)));
            return Done;
        }
        const bool isToWrite = !m_format.empty() || !m_output.empty();
        if (isToWrite && m_front.size() == 1)
            return write(console, study, *m_front.front());
        if (isToWrite) {
            std::vector<int> numbers;
            for (const Trial *trial : m_front)
                numbers.push_back(trial->number);
            console.say(
                "With several objectives no trial is the best in all of them. Choose one of "
                "the front with --trial: " +
                numbersText(numbers) + '.');
            return WrongUsage;
        }
        console.print(frontTable(study.settings(), m_front));
        return Done;
    }

    [[nodiscard]] int runForBest(Console &console, const engine::StudyRunner &study)
    {
        const Trial *best = bestTrial(study.trials(), study.settings().objectives.front());
        if (!m_isObserved) {
            if (const auto incumbent = study.incumbent()) {
                best = &study.trials()[static_cast<std::size_t>(incumbent->trial)];
                m_options.reason = incumbent->reason;
                if (incumbent->trial != incumbent->bestObserved)
                    console.say(incumbent->reason);
            }
        }
        if (m_asJson) {
            console.print(engine::prettyJson(jsonOfFront(study.settings(), {best})));
            return Done;
        }
        return write(console, study, *best);
    }

    [[nodiscard]] int write(Console &console, const engine::StudyRunner &study, const Trial &trial)
    {
        m_options.format =
            engine::exportFormatFromName(m_format).value_or(engine::ExportFormat::Json);
        return console.deliver(
            engine::exportSettings(study.settingsOf(trial.number), trial, m_options), m_output);
    }

    std::string m_folder;
    std::optional<int> m_number;
    std::string m_format;
    std::string m_output;
    bool m_isObserved = false;
    bool m_asJson = false;
    engine::ExportOptions m_options;
    std::vector<const Trial *> m_front; ///< with one objective those with the best result
};

} // namespace

std::unique_ptr<Command> makeBestCommand()
{
    return std::make_unique<BestCommand>();
}

} // namespace attune::cli
