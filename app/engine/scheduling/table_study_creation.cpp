// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/table_study_creation.h"

#include "app/engine/scheduling/study_runner.h"
#include "app/engine/storage/study_folder.h"

#include <QDir>
#include <QFileInfo>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

Result<void> importInto(const QString &folder, const FinishedTrials &trials,
                        const std::string &source)
{
    const auto opened = StudyRunner::open(folder, OpenMode::Write);
    if (!opened)
        return opened.error();
    return (*opened)->importTrials(trials.trials, source);
}

/// What a study that has not run keeps in its folder.
QStringList partsOf(const StudyFolder &folder)
{
    return {folder.database(),
            folder.database() + u"-wal"_s,
            folder.database() + u"-shm"_s,
            folder.definitions(),
            folder.imports(),
            folder.inbox(),
            folder.trials(),
            folder.lock()};
}

QStringList thoseThere(QStringList paths)
{
    paths.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return paths;
}

void removeParts(const StudyFolder &folder, const QStringList &kept)
{
    for (const QString &path : thoseThere(partsOf(folder))) {
        if (kept.contains(path))
            continue;
        if (QFileInfo(path).isDir())
            QDir(path).removeRecursively();
        else
            QFile::remove(path);
    }
}

} // namespace

Result<void> createStudyWithTrials(const QString &folder, const TableStudy &study,
                                   const FinishedTrials &trials, const std::string &source,
                                   const QString &sourceFolder)
{
    const StudyFolder place(folder);
    const bool wasThere = QFileInfo::exists(place.path());
    const QStringList before = thoseThere(partsOf(place));
    auto done = createStudy(folder, study.settings, sourceFolder);
    const bool isMade = done.isOk();
    if (done)
        done = importInto(folder, trials, source);
    if (!done && !wasThere)
        QDir(place.path()).removeRecursively();
    else if (!done && isMade)
        removeParts(place, before);
    return done;
}

} // namespace attune::engine
