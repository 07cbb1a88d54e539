// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/study_runner.h"

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
    }

    int run(Console &console) override
    {
        const auto text = readFile(m_file);
        if (!text)
            return console.fail(text.error());
        const Problems problems = engine::problemsOfStudyJson(*text);
        if (!problems.empty())
            return console.fail(problems);
        StudySettings settings = engine::parseStudyJson(*text).settings;
        if (settings.name.empty())
            settings.name = QDir(qt(m_folder)).dirName().toStdString();
        const QString source = QFileInfo(qt(m_file)).absolutePath();
        const auto made = engine::createStudy(qt(m_folder), settings, source);
        if (!made)
            return console.fail(made.error());
        console.say("Made the study \"" + settings.name + "\" in " + m_folder + ".");
        console.say("Try it once with: attune-cli test-run " + m_folder);
        console.say("Run it with:      attune-cli run " + m_folder);
        return Done;
    }

private:
    std::string m_folder;
    std::string m_file;
};

} // namespace

std::unique_ptr<Command> makeNewCommand()
{
    return std::make_unique<NewCommand>();
}

} // namespace attune::cli
