// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"

#include <memory>
#include <vector>

namespace CLI {
class App;
}

namespace attune::cli {

/// What a command ends with; scripts rely on the numbers.
enum ExitCode : int {
    Done = 0,
    Failed = 1,
    WrongUsage = 2, ///< or an invalid study
    NoTrialSucceeded = 3,
    Interrupted = 130,
};

/// One command of attune-cli: its arguments, and what it does.
class Command
{
public:
    virtual ~Command() = default;

    [[nodiscard]] virtual const char *name() const = 0;
    [[nodiscard]] virtual const char *summary() const = 0;
    /// False for one that the summary of another names: the list of commands has 23 lines.
    [[nodiscard]] virtual bool isListed() const { return true; }

    /// Adds its options to its subcommand, bound to its own members.
    virtual void declare(CLI::App &app) = 0;

    /// Runs with the options parsed. Returns an ExitCode.
    virtual int run(Console &console) = 0;
};

[[nodiscard]] std::unique_ptr<Command> makeImportCommand();
[[nodiscard]] std::unique_ptr<Command> makeNewCommand();
[[nodiscard]] std::unique_ptr<Command> makeChooseCommand();
[[nodiscard]] std::unique_ptr<Command> makeCheckCommand();
[[nodiscard]] std::unique_ptr<Command> makeTestRunCommand();
[[nodiscard]] std::unique_ptr<Command> makeRunCommand();
[[nodiscard]] std::unique_ptr<Command> makeStatusCommand();
[[nodiscard]] std::unique_ptr<Command> makeTrialsCommand();
[[nodiscard]] std::unique_ptr<Command> makeTrialCommand();
[[nodiscard]] std::unique_ptr<Command> makeBestCommand();
[[nodiscard]] std::unique_ptr<Command> makeEnqueueCommand();
[[nodiscard]] std::unique_ptr<Command> makeEditCommand();
[[nodiscard]] std::unique_ptr<Command> makeUndoCommand();
[[nodiscard]] std::unique_ptr<Command> makeHistoryCommand();
[[nodiscard]] std::unique_ptr<Command> makeExcludeCommand();
[[nodiscard]] std::unique_ptr<Command> makeRestoreCommand();
[[nodiscard]] std::unique_ptr<Command> makeCancelCommand();
[[nodiscard]] std::unique_ptr<Command> makeRetryCommand();
[[nodiscard]] std::unique_ptr<Command> makeConfirmCommand();
[[nodiscard]] std::unique_ptr<Command> makeSplitCommand();
[[nodiscard]] std::unique_ptr<Command> makeExportCommand();
[[nodiscard]] std::unique_ptr<Command> makeServeCommand();
[[nodiscard]] std::unique_ptr<Command> makeRecipesCommand();
[[nodiscard]] std::unique_ptr<Command> makeRecipeCommand();

/// All of them, in the order of the help.
[[nodiscard]] std::vector<std::unique_ptr<Command>> allCommands();

/// Parses a command line and runs what it says. Returns an ExitCode.
[[nodiscard]] int runCommandLine(int argc, char **argv);

} // namespace attune::cli
