// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/trials_import.h"

#include "app/engine/exchange/data_rows.h"
#include "app/engine/exchange/finished_trials.h"
#include "app/engine/scheduling/study_runner.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace attune::desktop {

using namespace Qt::StringLiterals;

namespace {

Result<engine::DataRows> tableIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            ErrorKind::NotFound,
            u"Cannot read \"%1\": %2."_s.arg(QDir::toNativeSeparators(path), file.errorString())
                .toStdString()};
    return engine::DataRows::read(file.readAll().toStdString(), engine::DataFormat::Csv);
}

Result<engine::FinishedTrials> trialsIn(const engine::DataRows &rows,
                                        const engine::StudyRunner &runner,
                                        const QString &objectiveColumn)
{
    const StudySettings &settings = runner.settings();
    if (const Problems problems = settings.problems(); !problems.empty())
        return Error{ErrorKind::Invalid,
                     "Mend the study first, in Set Up. " + problems.front().sentence};
    return engine::finishedTrialsOf(settings, rows, objectiveColumn.toStdString());
}

} // namespace

ui::ImportPreview importPreview(const engine::StudyRunner &runner, const QString &file,
                                const QString &objectiveColumn)
{
    ui::ImportPreview preview;
    const auto rows = tableIn(file);
    if (!rows) {
        preview.problem = QString::fromStdString(rows.error().message);
        return preview;
    }
    for (const std::string &name : rows->names())
        preview.columns << QString::fromStdString(name);
    const auto found = trialsIn(*rows, runner, objectiveColumn);
    if (!found) {
        preview.problem = QString::fromStdString(found.error().message);
        return preview;
    }
    preview.trials = int(found->trials.size());
    for (const std::string &remark : engine::remarksOn(*found, runner.trials()))
        preview.remarks << QString::fromStdString(remark);
    return preview;
}

Result<void> importFrom(engine::StudyRunner &runner, const QString &file,
                        const QString &objectiveColumn)
{
    const auto rows = tableIn(file);
    if (!rows)
        return rows.error();
    const auto found = trialsIn(*rows, runner, objectiveColumn);
    if (!found)
        return found.error();
    return runner.importTrials(found->trials, QFileInfo(file).fileName().toStdString());
}

} // namespace attune::desktop
