// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/trials_import.h"

#include "app/engine/exchange/finished_trials.h"
#include "app/engine/exchange/trials_table.h"
#include "app/engine/scheduling/study_runner.h"
#include "app/engine/scheduling/table_study_creation.h"

#include <QFileInfo>

namespace attune::desktop {

namespace {

Result<engine::FinishedTrials> trialsIn(const engine::DataRows &rows,
                                        const engine::StudyRunner &runner,
                                        const QString &objectiveColumn)
{
    const StudySettings &settings = runner.settings();
    if (const Problems problems = settings.problems(); !problems.empty())
        return Error{ErrorKind::Invalid,
                     "Mend the study first, in Set Up. " + problems.front().sentence};
    return engine::finishedTrialsOf(settings, rows,
                                    engine::objectiveIn(settings, objectiveColumn.toStdString()));
}

void show(const engine::FinishedTrials &found, const engine::TrialsFile &table,
          const std::vector<Trial> &known, ui::ImportPreview &preview)
{
    preview.trials = int(found.trials.size());
    for (const std::string &remark : engine::remarksOn(found, known))
        preview.remarks << QString::fromStdString(remark);
    if (!table.remark.empty())
        preview.remarks << QString::fromStdString(table.remark);
}

std::string sourceOf(const QString &file)
{
    return QFileInfo(file).fileName().toStdString();
}

} // namespace

ui::ImportPreview importPreview(const engine::StudyRunner &runner, const QString &file,
                                const QString &objectiveColumn)
{
    ui::ImportPreview preview;
    const auto table = engine::readTrialsFile(file);
    if (!table) {
        preview.problem = QString::fromStdString(table.error().message);
        return preview;
    }
    for (const std::string &name : table->rows.names())
        preview.columns << QString::fromStdString(name);
    const auto found = trialsIn(table->rows, runner, objectiveColumn);
    if (!found) {
        preview.problem = QString::fromStdString(found.error().message);
        return preview;
    }
    show(*found, *table, runner.trials(), preview);
    return preview;
}

Result<void> importFrom(engine::StudyRunner &runner, const QString &file,
                        const QString &objectiveColumn)
{
    const auto table = engine::readTrialsFile(file);
    if (!table)
        return table.error();
    const auto found = trialsIn(table->rows, runner, objectiveColumn);
    if (!found)
        return found.error();
    return runner.importTrials(found->trials, sourceOf(file));
}

Result<ui::TableOfTrials> tableOfTrials(const QString &file)
{
    const auto read = engine::readTrialsFile(file);
    if (!read)
        return read.error();
    ui::TableOfTrials table;
    table.table = engine::tableOf(read->rows);
    table.columns = guessColumns(table.table);
    table.remark = QString::fromStdString(read->remark);
    return table;
}

ui::ImportPreview previewFor(const TableStudy &study, const QString &file)
{
    ui::ImportPreview preview;
    const auto table = engine::readTrialsFile(file);
    const auto found = table ? engine::finishedTrialsOf(study.settings, table->rows, study.columns)
                             : Result<engine::FinishedTrials>(table.error());
    if (found)
        show(*found, *table, {}, preview);
    else
        preview.problem = QString::fromStdString(found.error().message);
    return preview;
}

Result<QString> createFrom(const TableStudy &study, const QString &file,
                           const QString &sourceFolder, const QString &folder)
{
    const auto table = engine::readTrialsFile(file);
    if (!table)
        return table.error();
    const auto found = engine::finishedTrialsOf(study.settings, table->rows, study.columns);
    if (!found)
        return found.error();
    const auto made =
        engine::createStudyWithTrials(folder, study, *found, sourceOf(file), sourceFolder);
    return made ? Result<QString>(folder) : Result<QString>(made.error());
}

} // namespace attune::desktop
