// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/earlier_studies.h"
#include "app/engine/scheduling/study_runner.h"
#include "core/search/definition_notices.h"
#include "core/search/study_notices.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QFileInfo>

namespace attune::cli {
namespace {

/// Makes a study from a study.json.
class NewCommand final : public Command
{
public:
    const char *name() const override { return "new"; }
    const char *summary() const override { return "Make a study from a study.json"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the new study")->required();
        app.add_option("--from", m_file, "The study.json that defines it")
            ->required()
            ->option_text("FILE");
        app.add_option("--warm-start", m_warmStarts,
                       "An earlier study to start from; up to 5 of them")
            ->option_text("DIR[:related]")
            ->allow_extra_args(false);
    }

    int run(Console &console) override
    {
        const auto text = readFile(m_file);
        if (!text)
            return console.fail(text.error());
        const QString source = QFileInfo(qt(m_file)).absolutePath();
        engine::ParsedStudy parsed = engine::parseStudyJson(*text);
        for (const std::string &warmStart : m_warmStarts)
            parsed.settings.warmStart.push_back(warmStartOf(warmStart));
        const Problems problems = engine::problemsAt({source, qt(m_folder)}, parsed);
        if (!problems.empty())
            return console.fail(problems);
        StudySettings settings = std::move(parsed.settings);
        if (settings.name.empty())
            settings.name = QDir(qt(m_folder)).dirName().toStdString();
        const bool hasOthers = !QDir(qt(m_folder)).isEmpty();
        const auto made = engine::createStudy(qt(m_folder), settings, source);
        if (!made)
            return console.fail(made.error());
        console.say("Made the study \"" + settings.name + "\" in " + m_folder + ".");
        if (hasOthers)
            console.say("The folder was not empty. What else is in it is left alone.");
        for (const std::string &notice : noticesOf(settings))
            console.say(notice);
        if (const Problems doubts = definitionNotices(settings); !doubts.empty())
            console.say(engine::listOf(doubts));
        console.say("Try it once with: attune-cli test-run " + m_folder);
        console.say("Run it with:      attune-cli run " + m_folder);
        return Done;
    }

private:
    /// DIR, DIR:same or DIR:related; DIR is where the person is, whereever the definition lies.
    static WarmStart warmStartOf(const std::string &text)
    {
        WarmStart warmStart{text, "same"};
        for (const char *kind : {"same", "related"}) {
            const std::string ending = std::string(":") + kind;
            if (text.ends_with(ending))
                warmStart = {text.substr(0, text.size() - ending.size()), kind};
        }
        warmStart.study = QFileInfo(qt(warmStart.study)).absoluteFilePath().toStdString();
        return warmStart;
    }

    std::string m_folder;
    std::string m_file;
    std::vector<std::string> m_warmStarts;
};

} // namespace

std::unique_ptr<Command> makeNewCommand()
{
    return std::make_unique<NewCommand>();
}

} // namespace attune::cli
