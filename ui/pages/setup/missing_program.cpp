// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/missing_program.h"

#include "ui/pages/start/study_draft.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

bool isThere(const QString &program, const StudySettings &settings, const QString &sourceFolder)
{
    if (program.contains(u'/')) {
        const bool isElsewhere = settings.workingDirectory != "source";
        const QFileInfo file(QDir(sourceFolder).absoluteFilePath(program));
        return (isElsewhere && QDir::isRelativePath(program)) || file.isFile();
    }
    QStringList folders; // empty: those of this program's own PATH
    if (const auto path = settings.environment.find("PATH"); path != settings.environment.end()) {
        if (path->second.find('{') != std::string::npos)
            return true;
        folders = QString::fromStdString(path->second).split(u':', Qt::SkipEmptyParts);
    }
    return !QStandardPaths::findExecutable(program, folders).isEmpty();
}

QString missingScriptOf(const StudySettings &settings, const QString &sourceFolder)
{
    if (settings.workingDirectory != "source")
        return {};
    const QString script = missingScript(settings.command, sourceFolder);
    if (script.isEmpty() || script.contains(u'{'))
        return {};
    return QCoreApplication::translate("MissingProgram",
                                       "\"%1\" is not in %2, where the command runs: choose the "
                                       "working folder under Folder, environment, files.")
        .arg(script, shortPath(sourceFolder));
}

} // namespace

QString missingProgram(const StudySettings &settings, const QString &sourceFolder)
{
    constexpr std::size_t fewest = 2; // a program alone is still being written
    if (settings.command.size() < fewest || settings.usesShell)
        return {};
    const QString program = QString::fromStdString(settings.command.front());
    if (program.isEmpty() || program.contains(u'{'))
        return {};
    if (isThere(program, settings, sourceFolder))
        return missingScriptOf(settings, sourceFolder);
    return QCoreApplication::translate("MissingProgram",
                                       "The program \"%1\" was not found on this machine: check "
                                       "how it is written, or give its whole path.")
        .arg(program);
}

} // namespace attune::ui
