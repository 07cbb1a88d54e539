// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/export_text.h"

#include "app/engine/exchange/best_export.h"
#include "app/engine/exchange/trials_export.h"
#include "app/engine/scheduling/study_runner.h"

#include <QDateTime>

namespace attune::desktop {

namespace {

engine::ExportFormat engineFormat(ui::ExportFormat format)
{
    switch (format) {
    case ui::ExportFormat::Json:
        return engine::ExportFormat::Json;
    case ui::ExportFormat::Yaml:
        return engine::ExportFormat::Yaml;
    case ui::ExportFormat::Toml:
        return engine::ExportFormat::Toml;
    case ui::ExportFormat::Ini:
        return engine::ExportFormat::Ini;
    case ui::ExportFormat::Env:
        return engine::ExportFormat::Env;
    case ui::ExportFormat::Args:
        return engine::ExportFormat::Args;
    case ui::ExportFormat::Command:
    case ui::ExportFormat::Csv:
        return engine::ExportFormat::Command;
    }
    return engine::ExportFormat::Json;
}

const Trial *trialOf(const engine::StudyRunner &runner, int number)
{
    const StudyStatus status = runner.status();
    const int first = status.front.empty() ? -1 : status.front.front();
    const int chosen = number < 0 ? status.reportedTrial().value_or(first) : number;
    const auto index = static_cast<std::size_t>(chosen);
    return index < runner.trials().size() ? &runner.trials()[index] : nullptr;
}

} // namespace

Result<QString> exportText(const engine::StudyRunner &runner, const ui::ExportRequest &request)
{
    if (request.format == ui::ExportFormat::Csv)
        return QString::fromStdString(engine::trialsCsv(runner.settings(), runner.trials(),
                                                        QDateTime::currentMSecsSinceEpoch()));
    const Trial *trial = trialOf(runner, request.trial);
    if (!trial)
        return Error{ErrorKind::NotFound,
                     request.trial < 0 ? "No trial is complete yet, so there is no best one."
                                       : "There is no trial " + std::to_string(request.trial) +
                                             " in this study."};
    const auto incumbent = runner.status().incumbent;
    const bool isReported = incumbent && incumbent->trial == trial->number;
    return QString::fromStdString(
        engine::exportSettings(runner.settingsOf(trial->number), *trial,
                               {engineFormat(request.format), request.withFixed,
                                request.withMetadata, isReported ? incumbent->reason : ""}));
}

} // namespace attune::desktop
