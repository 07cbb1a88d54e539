// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/export_text.h"

#include "app/engine/exchange/best_export.h"
#include "app/engine/exchange/trials_export.h"
#include "app/engine/scheduling/study_runner.h"

#include <QDateTime>

#include <algorithm>

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

/// What varied in other trials and was fixed in this one is part of its settings, and no fixed
/// value like the others.
void countFrozenValues(const std::vector<Trial> &trials, StudySettings &settings, Trial &trial)
{
    std::erase_if(settings.space.fixed, [&](const auto &fixed) {
        const bool hasVaried = std::ranges::any_of(
            trials, [&](const Trial &other) { return other.settings.contains(fixed.first); });
        if (hasVaried)
            trial.settings.emplace(fixed.first, valueFromText(fixed.second));
        return hasVaried;
    });
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
    StudySettings settings = runner.settingsOf(trial->number);
    Trial exported = *trial;
    if (request.format != ui::ExportFormat::Command) // which has its fixed values anyway
        countFrozenValues(runner.trials(), settings, exported);
    return QString::fromStdString(
        engine::exportSettings(settings, exported,
                               {engineFormat(request.format), request.withFixed,
                                request.withMetadata, isReported ? incumbent->reason : ""}));
}

} // namespace attune::desktop
