// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/recipe_detection.h"

#include "app/engine/exchange/json_document.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int pythonTimeoutMs = 5000;

/// Which of `modules` this interpreter could import, without importing them.
QSet<QString> modulesOf(const QString &python, const QStringList &modules)
{
    const QString script = u"import importlib.util as u, sys\n"
                           "print('\\n'.join(m for m in sys.argv[1:] if u.find_spec(m)))"_s;
    QProcess process;
    process.start(python, QStringList{u"-c"_s, script} + modules);
    if (!process.waitForFinished(pythonTimeoutMs)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const QStringList found =
        QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    return {found.begin(), found.end()};
}

struct Interpreter
{
    QString path;
    QSet<QString> modules;
};

/// `python3` of PATH, then the system's own, each with what it has of the modules that recipes
/// need.
std::vector<Interpreter> interpretersFor(const std::vector<Recipe> &recipes)
{
    QStringList modules;
    for (const Recipe &recipe : recipes) {
        if (!recipe.module.isEmpty() && !modules.contains(recipe.module))
            modules << recipe.module;
    }
    if (modules.isEmpty())
        return {};
    QStringList paths;
    for (const QString &path : {locateProgram(u"python3"_s), u"/usr/bin/python3"_s}) {
        if (!path.isEmpty() && QFileInfo(path).isExecutable() && !paths.contains(path))
            paths << path;
    }
    std::vector<Interpreter> interpreters;
    for (const QString &path : std::as_const(paths))
        interpreters.push_back({path, modulesOf(path, modules)});
    return interpreters;
}

/// The recipe's study with `program` at the front of its command.
QByteArray withProgram(const QByteArray &study, const QString &program)
{
    Json json = Json::parse(study.toStdString());
    json.at("command").front() = program.toStdString();
    return QByteArray::fromStdString(prettyJson(json));
}

DetectedRecipe detect(Recipe recipe, const std::vector<Interpreter> &interpreters)
{
    DetectedRecipe detected{std::move(recipe), false, {}};
    detected.place = locateProgram(detected.recipe.program);
    if (detected.recipe.module.isEmpty()) {
        detected.isInstalled = !detected.place.isEmpty();
        return detected;
    }
    for (const Interpreter &interpreter : interpreters) {
        if (!interpreter.modules.contains(detected.recipe.module))
            continue;
        detected.isInstalled = true;
        if (interpreter.path != detected.place && !detected.recipe.isOwn)
            detected.recipe.study = withProgram(detected.recipe.study, interpreter.path);
        detected.place = interpreter.path;
        break;
    }
    return detected;
}

} // namespace

QString locateProgram(const QString &program)
{
    if (program.contains(u'/'))
        return QFileInfo(program).isExecutable() ? program : QString();
    if (QString found = QStandardPaths::findExecutable(program); !found.isEmpty())
        return found;
    return QStandardPaths::findExecutable(program, {QCoreApplication::applicationDirPath()});
}

std::vector<DetectedRecipe> detectRecipes(std::vector<Recipe> recipes)
{
    const std::vector<Interpreter> interpreters = interpretersFor(recipes);
    std::vector<DetectedRecipe> detected;
    detected.reserve(recipes.size());
    for (Recipe &recipe : recipes)
        detected.push_back(detect(std::move(recipe), interpreters));
    return detected;
}

} // namespace attune::engine
