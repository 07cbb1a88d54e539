// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/engine/exchange/json_document.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/earlier_studies.h"
#include "app/engine/scheduling/run_job.h"
#include "app/engine/scheduling/study_runner.h"
#include "core/search/definition_notices.h"
#include "core/search/study_notices.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>

namespace attune::cli {
namespace {

/// Lists every problem of a definition.
class CheckCommand final : public Command
{
public:
    const char *name() const override { return "check"; }
    const char *summary() const override { return "List every problem of a study.json or a study"; }

    void declare(CLI::App &app) override
    {
        app.add_option("STUDY", m_study, "A study.json, or the folder of a study")->required();
        auto *json = app.add_flag("--json", m_asJson, "Print a list of {path, sentence}");
        app.add_flag("--notices", m_withNotices, "Print an object of problems and notices")
            ->needs(json);
    }

    int run(Console &console) override
    {
        const auto problems =
            QFileInfo(qt(m_study)).isDir() ? problemsOfFolder() : problemsOfFile();
        if (!problems)
            return console.fail(problems.error());
        const Problems known = problems->empty() ? notices() : Problems();
        if (m_asJson) {
            console.print(engine::prettyJson(
                m_withNotices
                    ? engine::Json{{"problems", jsonOf(*problems)}, {"notices", jsonOf(known)}}
                    : jsonOf(*problems)));
        } else {
            console.printLine(problems->empty() ? "No problems." : engine::listOf(*problems));
            if (!known.empty())
                console.printLine(engine::listOf(known));
        }
        return problems->empty() ? Done : WrongUsage;
    }

private:
    static engine::Json jsonOf(const Problems &problems)
    {
        engine::Json list = engine::Json::array();
        for (const Problem &problem : problems)
            list.push_back({{"path", problem.path}, {"sentence", problem.sentence}});
        return list;
    }

    [[nodiscard]] Result<Problems> problemsOfFile() const
    {
        const auto text = readFile(m_study);
        if (!text)
            return text.error();
        return engine::problemsAt({QFileInfo(qt(m_study)).absolutePath(), {}},
                                  engine::parseStudyJson(*text));
    }

    [[nodiscard]] Result<Problems> problemsOfFolder() const
    {
        const auto runner = engine::StudyRunner::open(qt(m_study), engine::OpenMode::ReadOnly);
        if (!runner)
            return runner.error();
        Problems problems = runner.value()->settings().problems();
        const Problems ofParents = runner.value()->warmStartProblems();
        problems.insert(problems.end(), ofParents.begin(), ofParents.end());
        return problems;
    }

    /// What is worth knowing of a definition that can run. Requires: no problems.
    [[nodiscard]] Problems notices() const
    {
        std::optional<StudySettings> settings;
        engine::RunPlace place;
        if (!QFileInfo(qt(m_study)).isDir()) {
            if (const auto text = readFile(m_study))
                settings = engine::parseStudyJson(*text).settings;
            place.sourceFolder = QFileInfo(qt(m_study)).absolutePath();
            place.studyFolder = place.sourceFolder;
        } else if (const auto runner =
                       engine::StudyRunner::open(qt(m_study), engine::OpenMode::ReadOnly)) {
            settings = runner.value()->settings();
            place.sourceFolder = runner.value()->sourceFolder();
            place.studyFolder = runner.value()->folder();
        }
        if (!settings)
            return {};
        Problems found;
        for (const std::string &notice : noticesOf(*settings))
            found.push_back({{}, notice});
        const Problems ofDefinition = definitionNotices(*settings);
        found.insert(found.end(), ofDefinition.begin(), ofDefinition.end());
        if (const auto able = engine::checkProgram(*settings, place); !able)
            found.push_back({{}, "On this machine it cannot run. " + able.error().message});
        return found;
    }

    std::string m_study;
    bool m_asJson = false;
    bool m_withNotices = false;
};

} // namespace

std::unique_ptr<Command> makeCheckCommand()
{
    return std::make_unique<CheckCommand>();
}

} // namespace attune::cli
