// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/engine/exchange/recipe.h"

#include "app/engine/exchange/json_document.h"
#include "app/engine/exchange/study_json.h"
#include "core/protocol/command_template.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <optional>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

/// The recipe that a file holds; nothing when it is none.
std::optional<Recipe> readRecipe(const QFileInfo &file)
{
    QFile opened(file.filePath());
    if (!opened.open(QIODevice::ReadOnly))
        return std::nullopt;
    const Json json = Json::parse(opened.readAll().toStdString(), nullptr, false);
    if (!json.is_object() || !json.contains("study"))
        return std::nullopt;
    const auto text = [&json](const char *key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string()
                   ? QString::fromStdString(found->get<std::string>())
                   : QString();
    };
    const auto pairs = [&json](const char *key, const QString &prefix) {
        std::vector<std::pair<QString, QString>> read;
        if (const auto found = json.find(key); found != json.end()) {
            for (const auto &[name, value] : found->items()) {
                if (!value.is_string())
                    continue;
                read.emplace_back(QString::fromStdString(name),
                                  prefix + QString::fromStdString(value.get<std::string>()));
            }
        }
        return read;
    };
    Recipe recipe;
    recipe.id = file.completeBaseName();
    recipe.title = text("title");
    recipe.program = text("program");
    recipe.module = text("module");
    recipe.install = text("install");
    recipe.note = text("note");
    recipe.study = QByteArray::fromStdString(prettyJson(json.at("study")));
    recipe.files = pairs("files", u":/"_s);
    recipe.sources = pairs("sources", {});
    return recipe;
}

std::vector<Recipe> recipesIn(const QString &folder)
{
    std::vector<Recipe> found;
    const auto files = QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) {
        if (auto recipe = readRecipe(file))
            found.push_back(std::move(*recipe));
    }
    std::sort(found.begin(), found.end(), [](const Recipe &a, const Recipe &b) {
        return QString::compare(a.title, b.title, Qt::CaseInsensitive) < 0;
    });
    return found;
}

QString ownFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           u"/attune/recipes"_s;
}

/// Small letters, digits and dashes.
QString idOf(const QString &name)
{
    QString id;
    for (const QChar c : name.toLower()) {
        if (c.isLetterOrNumber())
            id += c;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    return id.endsWith(u'-') ? id.chopped(1) : id;
}

/// A definition that means the same wherever its study lies.
StudySettings unboundFrom(const QString &sourceFolder, StudySettings settings)
{
    const QDir source(sourceFolder);
    const auto absolute = [&source](const std::string &path) {
        return QDir::cleanPath(source.absoluteFilePath(QString::fromStdString(path))).toStdString();
    };
    if (settings.workingDirectory == "source")
        settings.workingDirectory = source.absolutePath().toStdString();
    else if (settings.workingDirectory != "run")
        settings.workingDirectory = absolute(settings.workingDirectory);
    for (FileTemplate &file : settings.files)
        file.templatePath = absolute(file.templatePath);
    settings.warmStart.clear();
    return settings;
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
    std::vector<Recipe> all = recipesIn(u":/recipes"_s);
    for (Recipe &recipe : recipesIn(ownFolder())) {
        recipe.isOwn = true;
        all.push_back(std::move(recipe));
    }
    return all;
}

std::vector<std::string> unreadableRecipes()
{
    std::vector<std::string> sentences;
    const auto files =
        QDir(ownFolder()).entryInfoList({u"*.json"_s}, QDir::Files | QDir::System, QDir::Name);
    for (const QFileInfo &file : files) {
        if (!readRecipe(file))
            sentences.push_back("\"" + file.filePath().toStdString() +
                                "\" is no recipe: it cannot be read, is no JSON, or has no "
                                "\"study\". Correct it, or remove the file.");
    }
    return sentences;
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

Result<void> writeRecipe(const Recipe &recipe, const QString &studyFile)
{
    QFile present(studyFile); // perhaps edited since
    if (present.open(QIODevice::ReadOnly) && present.readAll() != recipe.study)
        return Error{ErrorKind::Invalid,
                     u"\"%1\" is there already, and is not the recipe's. Move it "
                     "away, or choose another name."_s.arg(studyFile)
                         .toStdString()};
    const QDir folder = QFileInfo(studyFile).absoluteDir();
    if (!folder.mkpath(u"."_s))
        return Error{ErrorKind::Denied,
                     u"Cannot make the folder \"%1\"."_s.arg(folder.path()).toStdString()};
    for (const auto &[name, source] : recipe.files) {
        if (folder.exists(name))
            continue;
        QFile resource(source);
        if (!resource.open(QIODevice::ReadOnly))
            return Error{ErrorKind::NotFound,
                         u"The recipe \"%1\" has a file \"%2\", which does not ship with Attune. "
                         "Remove \"files\" from it, and name the file by its path in \"study\"."_s
                             .arg(recipe.id, name)
                             .toStdString()};
        if (auto written = writeFile(folder.filePath(name), resource.readAll()); !written)
            return written;
    }
    return writeFile(studyFile, recipe.study);
}

Result<QString> saveRecipe(const QString &name, const QString &note, const StudySettings &settings,
                           const QString &sourceFolder, ExistingRecipe existing)
{
    const QString id = idOf(name);
    if (id.isEmpty())
        return Error{ErrorKind::Invalid,
                     "A recipe needs a name with a letter or a digit. Give it one."};
    if (const auto taken = recipe(id)) {
        if (!taken->isOwn)
            return Error{ErrorKind::Invalid, "A recipe \"" + id.toStdString() +
                                                 "\" ships with Attune. Choose another name."};
        if (existing == ExistingRecipe::Keep)
            return Error{ErrorKind::Invalid, "There is a recipe \"" + id.toStdString() +
                                                 "\" already. Choose another name, or replace it."};
    }
    const StudySettings unbound = unboundFrom(sourceFolder, settings);
    QString program = QString::fromStdString(unbound.command.empty() ? "" : unbound.command[0]);
    if (program.contains(u'/'))
        program = QDir::cleanPath(QDir(sourceFolder).absoluteFilePath(program));
    Json json;
    json["title"] = name.trimmed().toStdString();
    json["program"] = program.toStdString();
    json["note"] = note.toStdString();
    json["study"] = Json::parse(studyJsonOf(unbound));
    if (!QDir().mkpath(ownFolder()))
        return Error{ErrorKind::Denied,
                     u"Cannot make the folder \"%1\"."_s.arg(ownFolder()).toStdString()};
    const auto written = writeFile(QDir(ownFolder()).filePath(id + u".json"_s),
                                   QByteArray::fromStdString(prettyJson(json)));
    if (!written)
        return written.error();
    return id;
}

Result<void> removeRecipe(const QString &id)
{
    const auto found = recipe(id);
    if (!found)
        return found.error();
    if (!found->isOwn)
        return Error{ErrorKind::Denied, "The recipe \"" + id.toStdString() +
                                            "\" ships with Attune and cannot be removed."};
    const QString path = QDir(ownFolder()).filePath(id + u".json"_s);
    if (!QFile::remove(path))
        return Error{ErrorKind::Io, u"Cannot remove \"%1\"."_s.arg(path).toStdString()};
    return {};
}

} // namespace attune::engine
