// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/engine/exchange/recipe.h"

#include "core/protocol/command_template.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace attune::engine {

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

Recipe recipeFromResource(const QFileInfo &file)
{
    QFile resource(file.filePath());
    const bool isOpen = resource.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    const Json json = Json::parse(resource.readAll().toStdString());
    const auto text = [&json](const char *key) {
        return QString::fromStdString(json.at(key).get<std::string>());
    };
    Recipe recipe;
    recipe.id = file.completeBaseName();
    recipe.title = text("title");
    recipe.program = text("program");
    recipe.note = text("note");
    recipe.study = QByteArray::fromStdString(json.at("study").dump(2)) + '\n';
    for (const auto &[name, source] : json.at("files").items())
        recipe.files.emplace_back(QString::fromStdString(name),
                                  u":/examples/"_s +
                                      QString::fromStdString(source.get<std::string>()));
    return recipe;
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
        return Error{ErrorKind::Io,
                     u"Cannot write \"%1\": %2."_s.arg(path, file.errorString()).toStdString()};
    return {};
}

} // namespace

std::vector<Recipe> recipes()
{
    std::vector<Recipe> all;
    const auto files = QDir(u":/recipes"_s).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files)
        all.push_back(recipeFromResource(file));
    std::sort(all.begin(), all.end(),
              [](const Recipe &a, const Recipe &b) { return a.title < b.title; });
    return all;
}

Result<Recipe> recipe(const QString &id)
{
    std::vector<std::string> known;
    for (const Recipe &recipe : recipes()) {
        if (recipe.id == id)
            return recipe;
        known.push_back(recipe.id.toStdString());
    }
    std::string sentence = "There is no recipe \"" + id.toStdString() + "\".";
    if (const std::string near = nearMatch(id.toStdString(), known); !near.empty())
        sentence += " Did you mean \"" + near + "\"?";
    return Error{ErrorKind::NotFound, sentence};
}

QString locateProgram(const QString &program)
{
    if (program.contains(u'/'))
        return QFileInfo(program).isExecutable() ? program : QString();
    if (const QString found = QStandardPaths::findExecutable(program); !found.isEmpty())
        return found;
    return QStandardPaths::findExecutable(program, {QCoreApplication::applicationDirPath()});
}

Result<void> writeRecipe(const Recipe &recipe, const QString &studyFile)
{
    const QDir folder = QFileInfo(studyFile).absoluteDir();
    if (!folder.mkpath(u"."_s))
        return Error{ErrorKind::Denied,
                     u"Cannot make the folder \"%1\"."_s.arg(folder.path()).toStdString()};
    for (const auto &[name, source] : recipe.files) {
        if (folder.exists(name))
            continue;
        QFile resource(source);
        const bool isOpen = resource.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen);
        if (const auto written = writeFile(folder.filePath(name), resource.readAll()); !written)
            return written;
    }
    return writeFile(studyFile, recipe.study);
}

} // namespace attune::engine
