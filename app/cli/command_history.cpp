// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/open_study.h"
#include "app/cli/table.h"
#include "app/engine/exchange/json_document.h"
#include "app/engine/exchange/settings_changes.h"
#include "app/engine/exchange/trials_export.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <optional>

namespace attune::cli {
namespace {

using engine::Json;
using engine::StudyRevision;

/// What a revision changed in the one before, as changesOf() lists it; the first one changed
/// nothing.
Json changesIn(const std::vector<StudyRevision> &revisions, std::size_t index)
{
    if (index == 0)
        return Json::array();
    return engine::parseJson(
               engine::changesOf(revisions[index - 1].settings, revisions[index].settings).json)
        .root;
}

std::string changesText(const Json &changes)
{
    std::string text;
    for (const Json &change : changes)
        text += (text.empty() ? "" : "; ") + engine::textOfChange(change);
    return text;
}

/// What has happened to a study, and how its definition became what it is.
class HistoryCommand final : public Command
{
public:
    const char *name() const override { return "history"; }
    const char *summary() const override { return "Show the journal and all edits of a study"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_flag("--json", m_asJson, "Print an object with stable names");
    }

    int run(Console &console) override
    {
        const auto study = openToLook(m_folder, &console);
        if (!study)
            return console.fail(study.error());
        const std::vector<StudyEvent> events = study.value()->events();
        const std::vector<StudyRevision> revisions = study.value()->revisions();
        console.print(m_asJson ? engine::prettyJson(jsonOf(events, revisions))
                               : textOf(events, revisions));
        return Done;
    }

private:
    static Json jsonOf(const std::vector<StudyEvent> &events,
                       const std::vector<StudyRevision> &revisions)
    {
        Json json{{"events", Json::array()}, {"revisions", Json::array()}};
        for (const StudyEvent &event : events)
            json["events"].push_back({{"time", engine::utcText(event.timeMs)},
                                      {"event", event.kind},
                                      {"trial", event.trial ? Json(*event.trial) : Json(nullptr)},
                                      {"text", event.text}});
        for (std::size_t i = 0; i < revisions.size(); ++i)
            json["revisions"].push_back({{"revision", revisions[i].number},
                                         {"time", engine::utcText(revisions[i].madeMs)},
                                         {"changes", changesIn(revisions, i)}});
        return json;
    }

    static std::string textOf(const std::vector<StudyEvent> &events,
                              const std::vector<StudyRevision> &revisions)
    {
        Table journal({{"time"}, {"event"}, {"what happened"}});
        for (const StudyEvent &event : events)
            journal.addRow({engine::utcText(event.timeMs), event.kind, event.text});
        Table edits({{"revision", Table::Align::Right}, {"time"}, {"what changed"}});
        for (std::size_t i = 0; i < revisions.size(); ++i)
            edits.addRow({std::to_string(revisions[i].number), engine::utcText(revisions[i].madeMs),
                          i == 0 ? "the first one" : changesText(changesIn(revisions, i))});
        return journal.text() + '\n' + edits.text();
    }

    std::string m_folder;
    bool m_asJson = false;
};

/// Takes the last edit back.
class UndoCommand final : public Command
{
public:
    const char *name() const override { return "undo"; }
    const char *summary() const override { return "Take the last edit of a study back"; }

    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "The folder of the study")->required();
        app.add_option("--to", m_revision, "Take back all edits since this revision")
            ->option_text("REVISION");
        app.footer("The definition of the revision before, with as many trials at a time as then,\n"
                   "is a new revision. A second undo takes the first one back. See attune-cli\n"
                   "history DIR for the revisions.");
    }

    int run(Console &console) override
    {
        const auto opened = openToChange(m_folder);
        if (!opened)
            return console.fail(opened.error());
        engine::StudyRunner &study = *opened->study;
        const std::vector<StudyRevision> revisions = study.revisions();
        if (revisions.size() < 2) {
            console.printLine(study.trials().empty()
                                  ? "There is no edit to take back: edits before the first trial "
                                    "replace the definition. Nothing was changed."
                                  : "There is no edit to take back: the study has the definition "
                                    "that its first trial had. Nothing was changed.");
            return Done;
        }
        const auto target = m_revision
                                ? std::ranges::find(revisions, *m_revision, &StudyRevision::number)
                                : revisions.end() - 2;
        if (target == revisions.end())
            return console.fail(
                Error{ErrorKind::NotFound, "There is no revision " + std::to_string(*m_revision) +
                                               ". See: attune-cli history " + m_folder});
        const StudySettings &wanted = target->settings;
        if (m_revision && wanted == study.settings()) {
            console.printLine("The study is as revision " + std::to_string(*m_revision) +
                              " defines it. Nothing was changed.");
            return Done;
        }
        if (wanted == study.settings()) {
            console.printLine("The last edit has been taken back already. Nothing was changed.");
            return Done;
        }
        const engine::SettingsChanges changes = engine::changesOf(study.settings(), wanted);
        if (const auto done = redefine(study, wanted); !done)
            return console.fail(done.error());
        const std::string what =
            m_revision
                ? (opened->isWrittenElsewhere ? "The running study was asked to go back to "
                                                "revision "
                                              : "Went back to revision ") +
                      std::to_string(*m_revision)
                : (opened->isWrittenElsewhere ? "The running study was asked to take back revision "
                                              : "Took back revision ") +
                      std::to_string(revisions.back().number);
        console.printLine(what + ": " + changesText(engine::parseJson(changes.json).root) + ".");
        return Done;
    }

private:
    std::string m_folder;
    std::optional<int> m_revision;
};

} // namespace

std::unique_ptr<Command> makeHistoryCommand()
{
    return std::make_unique<HistoryCommand>();
}

std::unique_ptr<Command> makeUndoCommand()
{
    return std::make_unique<UndoCommand>();
}

} // namespace attune::cli
