// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/table.h"
#include "app/engine/exchange/json_document.h"
#include "app/engine/exchange/recipe_detection.h"

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
        Table table({{"name"}, {"needs"}, {"installed"}, {"what it is"}});
        engine::Json list = engine::Json::array();
        for (const engine::DetectedRecipe &detected : engine::detectRecipes(engine::recipes())) {
            const engine::Recipe &recipe = detected.recipe;
            const QString needs =
                recipe.module.isEmpty() ? recipe.program : recipe.program + u' ' + recipe.module;
            const QString missing = recipe.install.isEmpty() ? qt("no") : recipe.install;
            const QString installed = detected.isInstalled ? qt("yes") : missing;
            table.addRow(
                {recipe.id.toStdString(), needs.toStdString(), installed.toStdString(),
                 recipe.isOwn && recipe.note.isEmpty() ? "your own" : recipe.note.toStdString()});
            list.push_back({{"name", recipe.id.toStdString()},
                            {"title", recipe.title.toStdString()},
                            {"program", recipe.program.toStdString()},
                            {"module", recipe.module.toStdString()},
                            {"installed", detected.isInstalled},
                            {"place", detected.place.toStdString()},
                            {"install", recipe.install.toStdString()},
                            {"own", recipe.isOwn},
                            {"note", recipe.note.toStdString()},
                            {"sources", engine::Json::object()}});
            for (const auto &[name, source] : recipe.sources)
                list.back()["sources"][name.toStdString()] = source.toStdString();
        }
        for (const std::string &sentence : engine::unreadableRecipes())
            console.say(sentence);
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
