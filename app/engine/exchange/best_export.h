// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune::engine {

enum class ExportFormat {
    Json, ///< numbers as numbers
    Yaml,
    Toml,
    Ini,     ///< one section, `hyperparameters`
    Env,     ///< `ATTUNE_PARAM_LR=0.03`, as a run gets them
    Args,    ///< `--lr=0.03 --depth=7`, quoted for a shell
    Command, ///< the whole command line, quoted for a shell
};

/// The word for it on the command line, and back.
[[nodiscard]] const char *nameOf(ExportFormat format);
[[nodiscard]] std::optional<ExportFormat> exportFormatFromName(std::string_view name);
[[nodiscard]] std::vector<ExportFormat> exportFormats();

struct ExportOptions
{
    ExportFormat format = ExportFormat::Json;
    bool withFixed = false;    ///< the fixed values too
    bool withMetadata = false; ///< the study, the trial and its objective too
    std::string reason = {};   ///< why it is this trial; metadata says so, where there is one
    bool operator==(const ExportOptions &) const = default;
};

/// The settings of one trial as a text that ends with a line end. JSON, YAML and TOML with metadata
/// have `study`, `trial`, `metric`, `objective`, `reason` and `values`; of several objectives each
/// stands under `objective.METRIC`, what else is required under `required.METRIC`. The others have
/// it in comments, except Args and Command, which stay one line.
[[nodiscard]] std::string exportSettings(const StudySettings &settings, const Trial &trial,
                                         const ExportOptions &options);

} // namespace attune::engine
