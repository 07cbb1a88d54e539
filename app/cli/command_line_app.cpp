// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/protocol/command_template.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace attune::cli {
namespace {

/// Says what CLI11 found, and what was perhaps meant.
int failToParse(Console &console, const CLI::App &app, const CLI::ParseError &error, int argc,
                char **argv)
{
    std::vector<std::string> known;
    for (const CLI::App *command : app.get_subcommands({}))
        known.push_back(command->get_name());
    const std::string given = argc > 1 ? argv[1] : "";
    const bool isUnknown = !given.empty() && !given.starts_with('-') &&
                           std::find(known.begin(), known.end(), given) == known.end();
    if (isUnknown) {
        const std::string near = nearMatch(given, known);
        console.say("\"" + given + "\" is no command" +
                    (near.empty() ? std::string(".") : "; did you mean \"" + near + "\"?") +
                    " See attune-cli --help.");
    } else {
        const auto chosen = app.get_subcommands();
        console.say(std::string(error.what()) + ". See attune-cli " +
                    (chosen.empty() ? std::string() : chosen.front()->get_name() + ' ') +
                    "--help.");
    }
    return WrongUsage;
}

/// The list of commands has a line for each of them on a screen of 24, and no room for more.
class HelpFormatter final : public CLI::Formatter
{
public:
    std::string make_help(const CLI::App *app, std::string name,
                          CLI::AppFormatMode mode) const override
    {
        if (app->get_parent() != nullptr || mode != CLI::AppFormatMode::Normal)
            return CLI::Formatter::make_help(app, std::move(name), mode);
        std::string text = app->get_description() + " Use: attune-cli COMMAND --help\n";
        for (const CLI::App *command : app->get_subcommands({})) {
            if (!command->get_group().empty())
                text += make_subcommand(command);
        }
        return text;
    }
};

} // namespace

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    for (const auto make :
         {makeNewCommand,     makeChooseCommand,  makeCheckCommand,   makeTestRunCommand,
          makeRunCommand,     makeStatusCommand,  makeTrialsCommand,  makeTrialCommand,
          makeBestCommand,    makeEnqueueCommand, makeEditCommand,    makeUndoCommand,
          makeHistoryCommand, makeExcludeCommand, makeRestoreCommand, makeCancelCommand,
          makeRetryCommand,   makeConfirmCommand, makeSplitCommand,   makeExportCommand,
          makeImportCommand,  makeServeCommand,   makeRecipesCommand, makeRecipeCommand})
        commands.push_back(make());
    return commands;
}

int runCommandLine(int argc, char **argv)
{
    Console console;
    CLI::App app("Tunes any training program from the terminal.", "attune-cli");
    app.formatter(std::make_shared<HelpFormatter>());
    app.require_subcommand(1);
    // Hidden in the list of commands, which fills the screen: everybody knows these two.
    app.set_version_flag("--version", "attune-cli " ATTUNE_VERSION)->group("");
    const auto commands = allCommands();
    std::vector<const CLI::App *> declared;
    for (const auto &command : commands) {
        CLI::App *subcommand = app.add_subcommand(command->name(), command->summary());
        subcommand->footer("");
        if (!command->isListed())
            subcommand->group("");
        command->declare(*subcommand);
        declared.push_back(subcommand);
    }
    app.get_help_ptr()->group(""); // not before: the commands take theirs from it
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &request) {
        // Help and version.
        return app.exit(request);
    } catch (const CLI::ParseError &error) {
        return failToParse(console, app, error, argc, argv);
    }
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (declared[i]->parsed())
            return commands[i]->run(console);
    }
    return WrongUsage;
}

} // namespace attune::cli
