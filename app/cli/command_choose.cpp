// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/engine/exchange/study_json.h"
#include "core/autotune/autotune.h"
#include "core/protocol/command_template.h"
#include "core/protocol/metric_guess.h"
#include "core/protocol/placeholders.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>
#include <QThread>

#include <array>

namespace attune::cli {
namespace {

/// A metric that a known trainer prints, by its program's name.
struct KnownTrainer
{
    std::string_view program;
    const char *preset;
    const char *metric;
};

constexpr std::array knownTrainers{
    KnownTrainer{"xgboost", "xgboost", "valid-error"},
    KnownTrainer{"lightgbm", "lightgbm", "valid_1.binary_logloss"},
    KnownTrainer{"svm-train", "libsvm", "cv_accuracy"},
    KnownTrainer{"fasttext", "fasttext", "loss"},
};

/// Makes a definition of a command that works, or completes one, and says why it is as it is.
class ChooseCommand final : public Command
{
public:
    const char *name() const override { return "choose"; }
    const char *summary() const override
    {
        return "Choose ranges, strategy and budget for a command";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("COMMAND", m_command, "The command as you run it today, behind --");
        app.add_option("--from", m_file, "Complete this study.json instead")->option_text("FILE");
        app.add_option("--metric", m_metric, "The metric to optimize")->option_text("NAME");
        app.add_option("--pattern", m_pattern, "How it is read from a line of output")
            ->option_text("REGEX");
        app.add_option("-o,--output", m_output, "The study.json to write")->option_text("FILE");
    }

    int run(Console &console) override
    {
        if (m_command.empty() == m_file.empty()) {
            console.say("Give the command behind --, or a study.json with --from. See attune-cli "
                        "choose --help.");
            return WrongUsage;
        }
        const auto settings = m_file.empty() ? fromCommand() : fromFile();
        if (!settings)
            return console.fail(settings.error());
        const Machine machine{QThread::idealThreadCount()};
        std::vector<ProposedChoice> taken;
        for (const ProposedChoice &proposal : proposeAll(*settings, machine)) {
            const std::string change = proposal.now == proposal.proposed
                                           ? proposal.proposed
                                           : proposal.now + " -> " + proposal.proposed;
            console.say((proposal.isAdvised ? "" : "(not) ") + proposal.subject + ": " + change +
                        ". " + proposal.reason);
            if (proposal.isAdvised)
                taken.push_back(proposal);
        }
        const StudySettings chosen = withProposals(*settings, taken);
        if (chosen.space.hyperparameters.empty())
            return console.fail(Error{ErrorKind::Invalid,
                                      "Nothing in the command is a value that could vary. Give "
                                      "it as you run it, with the values that you would "
                                      "change, such as --lr 0.1. Nothing was written."});
        if (m_isMetricGuessed)
            console.say("Metric: " + chosen.objectives.front().metric +
                        ", a guess, since nothing was run. Change it to what your program prints, "
                        "or give --metric.");
        return console.deliver(engine::studyJsonOf(chosen), m_output);
    }

private:
    [[nodiscard]] Result<StudySettings> fromFile() const
    {
        const auto text = readFile(m_file);
        if (!text)
            return text.error();
        return engine::settingsFromStudyJson(*text);
    }

    [[nodiscard]] Result<StudySettings> fromCommand()
    {
        StudySettings settings;
        if (m_command.size() == 1) {
            const auto split = splitCommandLine(m_command.front());
            if (!split)
                return split.error();
            settings.command = *split;
        } else {
            settings.command = m_command;
        }
        for (std::string &argument : settings.command)
            argument = escapedForTemplate(argument); // what was pasted is no template
        addMetric(settings);
        return settings;
    }

    void addMetric(StudySettings &settings)
    {
        const std::string program =
            settings.command.empty()
                ? std::string()
                : QFileInfo(qt(settings.command.front())).fileName().toStdString();
        std::string preset = "key-value";
        std::string metric = "val_loss";
        for (const KnownTrainer &trainer : knownTrainers) {
            if (program == trainer.program) {
                preset = trainer.preset;
                metric = trainer.metric;
            }
        }
        m_isMetricGuessed = m_metric.empty();
        if (!m_metric.empty())
            metric = m_metric;
        if (m_pattern.empty())
            settings.metrics = {{{}, {}, {}, preset}};
        else
            settings.metrics = {{metric, m_pattern, {}, {}}};
        settings.objectives.front().metric = metric;
        settings.objectives.front().direction =
            higherIsBetter(metric) ? Direction::Maximize : Direction::Minimize;
    }

    std::vector<std::string> m_command;
    std::string m_file;
    std::string m_metric;
    std::string m_pattern;
    std::string m_output;
    bool m_isMetricGuessed = false;
};

} // namespace

std::unique_ptr<Command> makeChooseCommand()
{
    return std::make_unique<ChooseCommand>();
}

} // namespace attune::cli
