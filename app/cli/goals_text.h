// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/table.h"
#include "app/engine/exchange/json_document.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <string>
#include <vector>

namespace attune::cli {

/// The columns of what trials are judged by: "objective", or each of several by its metric; the
/// metrics that are required beside them; whether all requirements are kept to.
[[nodiscard]] std::vector<Table::Column> goalColumns(const StudySettings &settings);
[[nodiscard]] std::vector<std::string> goalCells(const StudySettings &settings, const Trial &trial);

/// `0.0421`, or of several objectives `accuracy=0.93 size=12`.
[[nodiscard]] std::string objectivesText(const StudySettings &settings, const Trial &trial);

/// The trials that no other one beats, with their settings.
[[nodiscard]] std::string frontTable(const StudySettings &settings,
                                     const std::vector<const Trial *> &front);

/// `[{"trial": 3, "objectives": {"accuracy": 0.93, "size": 12}, "values": {...}}]`.
[[nodiscard]] engine::Json jsonOfFront(const StudySettings &settings,
                                       const std::vector<const Trial *> &front);

/// `3, 7 and 12`.
[[nodiscard]] std::string numbersText(const std::vector<int> &numbers);

} // namespace attune::cli
