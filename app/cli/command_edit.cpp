// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/open_study.h"
#include "app/cli/text.h"
#include "app/engine/exchange/settings_changes.h"
#include "app/engine/exchange/study_json.h"
#include "core/search/definition_notices.h"
#include "core/study/edit_effects.h"

#include <CLI/CLI.hpp>

namespace attune::cli {
namespace {

/// Gives a study another definition: a new revision, in which old trials count as far as they
/// still apply.
class EditCommand final : public Command
{
public:
    const char *name() const override { return "edit"; }
    const char *summary() const override { return "Change what defines a study"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_option("--from", m_file, "The study.json that defines it from now on")
            ->required()
            ->option_text("FILE");
    }

    int run(Console &console) override
    {
        const auto text = readFile(m_file);
        if (!text)
            return console.fail(text.error());
        const Problems problems = engine::problemsOfStudyJson(*text);
        if (!problems.empty())
            return console.fail(problems);
        const auto opened = openToChange(m_folder);
        if (!opened)
            return console.fail(opened.error());
        engine::StudyRunner &study = *opened->study;
        StudySettings wanted = engine::parseStudyJson(*text).settings;
        if (wanted.name.empty())
            wanted.name = study.settings().name;
        if (wanted.warmStart.empty()) // it may have come from the command line
            wanted.warmStart = study.settings().warmStart;
        if (wanted == study.settings()) {
            console.printLine("The study is defined like this already. Nothing was changed.");
            return Done;
        }
        const StudySettings before = study.settings();
        const std::string sentence = engine::changesOf(before, wanted).sentence;
        const int known = study.knownTrials();
        if (const auto done = redefine(study, wanted); !done)
            return console.fail(done.error());
        console.printLine(opened->isWrittenElsewhere ? "The running study was asked: " + sentence
                                                     : sentence);
        if (!opened->isWrittenElsewhere)
            tellEffects(console, known - study.knownTrials(), before, study);
        if (const Problems doubts = definitionNotices(wanted); !doubts.empty())
            console.say(engine::listOf(doubts));
        return Done;
    }

private:
    void tellEffects(Console &console, int forgotten, const StudySettings &before,
                     const engine::StudyRunner &study) const
    {
        if (forgotten > 0)
            console.say(
                std::to_string(forgotten) +
                (forgotten == 1 ? " trial with a result does" : " trials with a result do") +
                " not count for the search any more. Take the edit back with: attune-cli "
                "undo " +
                m_folder);
        const std::string why = whyIncomparable(before, study.settings());
        if (!study.trials().empty() && !why.empty())
            console.say(why);
    }

    std::string m_folder;
    std::string m_file;
};

} // namespace

std::unique_ptr<Command> makeEditCommand()
{
    return std::make_unique<EditCommand>();
}

} // namespace attune::cli
