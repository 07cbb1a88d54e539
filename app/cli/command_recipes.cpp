// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/table.h"
#include "app/engine/exchange/json_document.h"
#include "app/engine/exchange/recipe.h"

#include <CLI/CLI.hpp>

namespace attune::cli {
namespace {

/// The ready-made studies.
class RecipesCommand final : public Command
{
public:
    const char *name() const override { return "recipes"; }
    const char *summary() const override { return "List the ready-made studies"; }

    void declare(CLI::App &app) override
    {
        app.add_flag("--json", m_asJson, "Print a list with stable names");
    }

    int run(Console &console) override
    {
        Table table({{"name"}, {"program"}, {"installed"}, {"what it is"}});
        engine::Json list = engine::Json::array();
        for (const engine::Recipe &recipe : engine::recipes()) {
            const bool isInstalled = !engine::locateProgram(recipe.program).isEmpty();
            table.addRow({recipe.id.toStdString(), recipe.program.toStdString(),
                          isInstalled ? "yes" : "no", recipe.note.toStdString()});
            list.push_back({{"name", recipe.id.toStdString()},
                            {"title", recipe.title.toStdString()},
                            {"program", recipe.program.toStdString()},
                            {"installed", isInstalled},
                            {"note", recipe.note.toStdString()}});
        }
        console.print(m_asJson ? engine::prettyJson(list) : table.text());
        return Done;
    }

private:
    bool m_asJson = false;
};

} // namespace

std::unique_ptr<Command> makeRecipesCommand()
{
    return std::make_unique<RecipesCommand>();
}

} // namespace attune::cli
