// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/finished_trials.h"
#include "app/engine/storage/study_folder.h"

#include <string>
#include <vector>

namespace attune::engine {

/// Trials that were imported together, as they are kept in the study's folder: imports/000012.json,
/// named by the number of the first. For recovery without the database. Objectives are left to be
/// read from the metrics.
struct ImportFile
{
    int first = 0; ///< number of the first trial; the others follow
    int revision = 1;
    std::vector<FinishedTrial> trials;
};

/// Fails with Io or Denied.
[[nodiscard]] Result<void> writeImport(const StudyFolder &folder, const ImportFile &import);

/// All that can be read, in the order of their trials.
[[nodiscard]] std::vector<ImportFile> readImports(const StudyFolder &folder);

} // namespace attune::engine
