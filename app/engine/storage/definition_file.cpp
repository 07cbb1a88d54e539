// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/definition_file.h"

#include "app/engine/storage/study_folder.h"

#include <QDir>
#include <QSaveFile>

#include <nlohmann/json.hpp>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

using Json = nlohmann::ordered_json;

std::optional<DefinitionFile> parse(const std::string &text)
{
    try {
        const Json json = Json::parse(text);
        DefinitionFile definition;
        definition.sourceFolder = QString::fromStdString(json.at("sourceFolder"));
        RevisionRecord &revision = definition.revision;
        revision.number = json.at("revision");
        revision.rulesRevision = json.at("rulesRevision");
        revision.madeMs = json.at("madeMs");
        revision.json = json.at("study").dump(2);
        revision.name = json.at("study").value("name", "");
        return definition;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}

} // namespace

Result<void> writeDefinition(const StudyFolder &folder, const DefinitionFile &definition)
{
    const RevisionRecord &revision = definition.revision;
    const Json json{{"revision", revision.number},
                    {"rulesRevision", revision.rulesRevision},
                    {"madeMs", revision.madeMs},
                    {"sourceFolder", definition.sourceFolder.toStdString()},
                    {"study", Json::parse(revision.json, nullptr, false)}};
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    QDir().mkdir(folder.definitions());
    QSaveFile file(folder.definition(revision.number));
    const auto size = qint64(text.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), size) != size || !file.commit())
        return Error{
            ErrorKind::Io,
            u"Cannot write \"%1\": %2."_s.arg(file.fileName(), file.errorString()).toStdString()};
    return {};
}

std::vector<DefinitionFile> readDefinitions(const StudyFolder &folder)
{
    std::vector<DefinitionFile> definitions;
    const QDir files(folder.definitions());
    for (const QString &name : files.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(files.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (auto definition = parse(file.readAll().toStdString()))
            definitions.push_back(std::move(*definition));
    }
    return definitions;
}

} // namespace attune::engine
