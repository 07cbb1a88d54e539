// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/table_study_creation.h"

#include "app/engine/scheduling/study_runner.h"

#include <QDir>
#include <QFileInfo>

namespace attune::engine {

namespace {

Result<void> importInto(const QString &folder, const FinishedTrials &trials,
                        const std::string &source)
{
    const auto opened = StudyRunner::open(folder, OpenMode::Write);
    if (!opened)
        return opened.error();
    return (*opened)->importTrials(trials.trials, source);
}

} // namespace

Result<void> createStudyWithTrials(const QString &folder, const TableStudy &study,
                                   const FinishedTrials &trials, const std::string &source,
                                   const QString &sourceFolder)
{
    const bool wasThere = QFileInfo::exists(folder);
    auto done = createStudy(folder, study.settings, sourceFolder);
    if (done)
        done = importInto(folder, trials, source);
    if (!done && !wasThere)
        QDir(folder).removeRecursively();
    return done;
}

} // namespace attune::engine
