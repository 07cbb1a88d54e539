// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/engine/exchange/recipe.h"

#include <CLI/CLI.hpp>

namespace attune::cli {
namespace {

/// One ready-made study, written where the person works.
class RecipeCommand final : public Command
{
public:
    const char *name() const override { return "recipe"; }
    const char *summary() const override { return "Write a ready-made study and its data"; }

    void declare(CLI::App &app) override
    {
        app.add_option("NAME", m_name, "The recipe, as attune-cli recipes lists it")->required();
        app.add_option("-o,--output", m_output, "The study.json to write, with its data beside it")
            ->option_text("FILE");
    }

    int run(Console &console) override
    {
        const auto recipe = engine::recipe(qt(m_name));
        if (!recipe)
            return console.fail(recipe.error());
        if (m_output.empty() || m_output == "-")
            return console.deliver(recipe->study.toStdString(), m_output);
        const auto written = engine::writeRecipe(*recipe, qt(m_output));
        if (!written)
            return console.fail(written.error());
        console.say("Wrote " + m_output + ". Make a study of it with: attune-cli new DIR --from " +
                    m_output);
        return Done;
    }

private:
    std::string m_name;
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeRecipeCommand()
{
    return std::make_unique<RecipeCommand>();
}

} // namespace attune::cli
