// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/ask_tell_session.h"
#include "app/engine/exchange/study_json.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <iostream>

namespace attune::cli {
namespace {

constexpr const char *modePath = "search.hyperband.mode";

/// Whether the search needs what the problem is about: who asks and tells runs nothing by Attune.
bool concernsTheSearch(const Problem &problem)
{
    static constexpr std::array<std::string_view, 10> roots{
        "hyperparameters", "fixed",  "constraints",  "objective.direction",
        "objectives",      "search", "requirements", "stopping.trial",
        "attune",          ""};
    const std::string root = problem.path.substr(0, problem.path.find('['));
    return std::any_of(roots.begin(), roots.end(), [&](std::string_view known) {
        return root == known || (!known.empty() && root.starts_with(std::string(known) + '.'));
    });
}

/// The search without the running: asks and tells on standard input and output.
class ServeCommand final : public Command
{
public:
    const char *name() const override { return "serve"; }
    const char *summary() const override
    {
        return "Answer ask and tell on standard input, as JSON";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("--space", m_file, "The study.json that defines the search")
            ->required()
            ->option_text("FILE");
        app.add_option("--seed", m_seed, "Instead of the seed in the file")->option_text("N");
        app.footer(
            "  {\"ask\": 1}                            {\"tell\": 0, \"value\": 0.123}\n"
            "  {\"report\": 2, \"step\": 5, \"value\": 0.4}  {\"tell\": 1, \"state\": \"failed\"}\n"
            "  {\"add\": {\"eta\": 0.1}, \"value\": 0.2}   {\"best\": true}\n"
            "Nothing is written to disk.");
    }

    int run(Console &console) override
    {
        const auto text = readFile(m_file);
        if (!text)
            return console.fail(text.error());
        Problems problems = engine::problemsOfStudyJson(*text);
        StudySettings settings = engine::parseStudyJson(*text).settings;
        const bool promotes = settings.search.strategy == Strategy::Hyperband &&
                              settings.search.hyperband.mode == HyperbandMode::Promote;
        std::erase_if(problems, [&](const Problem &problem) {
            return !concernsTheSearch(problem) || (promotes && problem.path == modePath);
        });
        if (promotes)
            problems.push_back({modePath, "Trials that pause and go on later cannot be asked for "
                                          "and told. Use the mode \"stop\", or another "
                                          "strategy."});
        if (!problems.empty())
            return console.fail(problems);
        settings.search.seed = m_seed.value_or(settings.search.seed);
        AskTellSession session(std::move(settings));
        std::ios::sync_with_stdio(false);
        for (std::string line; std::getline(std::cin, line);)
            console.printLine(session.answer(line));
        return Done;
    }

private:
    std::string m_file;
    std::optional<std::uint64_t> m_seed;
};

} // namespace

std::unique_ptr<Command> makeServeCommand()
{
    return std::make_unique<ServeCommand>();
}

} // namespace attune::cli
