// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/import_file.h"

#include "app/engine/exchange/settings_json.h"
#include "app/engine/execution/atomic_file.h"

#include <QDir>

#include <array>
#include <optional>
#include <utility>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array stateNames{std::pair{TrialState::Complete, "complete"},
                                std::pair{TrialState::Stopped, "stopped"},
                                std::pair{TrialState::Failed, "failed"}};

Json jsonOf(const FinishedTrial &finished)
{
    const Trial &trial = finished.trial;
    Json json{{"values", engine::jsonOf(trial.settings)}};
    for (const auto &[state, name] : stateNames) {
        if (state == trial.state)
            json["state"] = name;
    }
    Json metrics = Json::object();
    for (const auto &[name, value] : finished.metrics)
        metrics[name] = value;
    json["metrics"] = std::move(metrics);
    json["startedMs"] = trial.startedMs;
    json["endedMs"] = trial.endedMs;
    json["note"] = trial.note;
    json["sentence"] = trial.sentence;
    json["excluded"] = trial.isExcluded;
    json["starred"] = trial.isStarred;
    return json;
}

FinishedTrial finishedTrialFrom(const Json &json)
{
    FinishedTrial finished;
    Trial &trial = finished.trial;
    trial.origin = TrialOrigin::Imported;
    trial.settings = settingsFrom(json.at("values"));
    for (const auto &[state, name] : stateNames) {
        if (json.at("state") == name)
            trial.state = state;
    }
    for (const auto &[name, value] : json.at("metrics").items())
        finished.metrics.emplace_back(name, value.get<double>());
    trial.startedMs = json.at("startedMs");
    trial.endedMs = json.at("endedMs");
    trial.note = json.at("note");
    trial.sentence = json.at("sentence");
    trial.isExcluded = json.at("excluded");
    trial.isStarred = json.at("starred");
    return finished;
}

std::optional<ImportFile> importFrom(const std::string &text)
{
    try {
        const Json json = Json::parse(text);
        ImportFile import;
        import.first = json.at("first");
        import.revision = json.at("revision");
        for (const Json &trial : json.at("trials"))
            import.trials.push_back(finishedTrialFrom(trial));
        return import;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}

} // namespace

Result<void> writeImport(const StudyFolder &folder, const ImportFile &import)
{
    Json json{{"first", import.first}, {"revision", import.revision}, {"trials", Json::array()}};
    for (const FinishedTrial &trial : import.trials)
        json["trials"].push_back(jsonOf(trial));
    QDir().mkdir(folder.imports());
    const QString name = u"%1.json"_s.arg(import.first, 6, 10, '0'_L1);
    return writeFile(std::filesystem::path(folder.imports().toStdString()) / name.toStdString(),
                     json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n",
                     Durability::OnDisk);
}

std::vector<ImportFile> readImports(const StudyFolder &folder)
{
    std::vector<ImportFile> imports;
    const QDir files(folder.imports());
    for (const QString &name : files.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const auto text = readFile(files.filePath(name).toStdString());
        if (auto import = text ? importFrom(*text) : std::nullopt)
            imports.push_back(std::move(*import));
    }
    return imports;
}

} // namespace attune::engine
