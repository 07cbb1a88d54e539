// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/engine/exchange/recipe_detection.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/study_runner.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>

namespace attune::cli {
namespace {

/// One ready-made study, written where the person works; or a study kept as a recipe.
class RecipeCommand final : public Command
{
public:
    const char *name() const override { return "recipe"; }
    const char *summary() const override { return "Write a ready-made study, or save one as such"; }

    void declare(CLI::App &app) override
    {
        app.add_option("NAME", m_name, "The recipe; with --save a study or study.json")->required();
        app.add_option("-o,--output", m_output, "The study.json to write, with its data beside it")
            ->option_text("FILE");
        auto *save = app.add_option("--save", m_saved, "Keep the study as a recipe of this name")
                         ->option_text("NAME");
        app.add_option("--note", m_note, "What it is, one sentence")
            ->option_text("TEXT")
            ->needs(save);
        app.add_flag("--replace", m_replaces, "Replace your recipe of that name")->needs(save);
        app.add_flag("--remove", m_removes, "Remove one of your own recipes")->excludes(save);
        app.add_flag("--sources", m_showsSources,
                     "Say where its ranges come from, and write nothing")
            ->excludes(save);
    }

    int run(Console &console) override
    {
        if (!m_saved.empty())
            return save(console);
        if (m_removes)
            return remove(console);
        const auto found = engine::recipe(qt(m_name));
        if (!found)
            return console.fail(found.error());
        if (m_showsSources)
            return showSources(console, *found);
        const engine::Recipe recipe = engine::detectRecipes({*found}).front().recipe;
        if (m_output.empty() || m_output == "-")
            return console.deliver(recipe.study.toStdString(), m_output);
        const auto written = engine::writeRecipe(recipe, qt(m_output));
        if (!written)
            return console.fail(written.error());
        console.say("Wrote " + m_output + ". Make a study of it with: attune-cli new DIR --from " +
                    m_output);
        return Done;
    }

private:
    struct Source
    {
        StudySettings settings;
        QString folder;
    };

    [[nodiscard]] Result<Source> source() const
    {
        const QFileInfo place(qt(m_name));
        if (place.isDir()) {
            const auto runner = engine::StudyRunner::open(qt(m_name), engine::OpenMode::ReadOnly);
            if (!runner)
                return runner.error();
            return Source{runner.value()->settings(), runner.value()->sourceFolder()};
        }
        const auto text = readFile(m_name);
        if (!text)
            return text.error();
        const auto settings = engine::settingsFromStudyJson(*text);
        if (!settings)
            return settings.error();
        return Source{*settings, place.absolutePath()};
    }

    static int showSources(Console &console, const engine::Recipe &recipe)
    {
        for (const auto &[name, source] : recipe.sources)
            console.printLine(name.toStdString() + ": " + source.toStdString());
        if (recipe.sources.empty())
            console.say("The recipe \"" + recipe.id.toStdString() +
                        "\" does not say where its ranges come from.");
        return Done;
    }

    int save(Console &console) const
    {
        const auto from = source();
        if (!from)
            return console.fail(from.error());
        const auto id = engine::saveRecipe(qt(m_saved), qt(m_note), from->settings, from->folder,
                                           m_replaces ? engine::ExistingRecipe::Replace
                                                      : engine::ExistingRecipe::Keep);
        if (!id)
            return console.fail(id.error());
        console.say("Saved the recipe \"" + id->toStdString() +
                    "\". Use it with: attune-cli recipe " + id->toStdString() + " -o study.json");
        return Done;
    }

    int remove(Console &console) const
    {
        if (const auto removed = engine::removeRecipe(qt(m_name)); !removed)
            return console.fail(removed.error());
        console.say("Removed the recipe \"" + m_name + "\".");
        return Done;
    }

    std::string m_name;
    std::string m_output;
    std::string m_saved;
    std::string m_note;
    bool m_replaces = false;
    bool m_removes = false;
    bool m_showsSources = false;
};

} // namespace

std::unique_ptr<Command> makeRecipeCommand()
{
    return std::make_unique<RecipeCommand>();
}

} // namespace attune::cli
