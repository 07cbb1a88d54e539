// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/finished_trials.h"
#include "core/base/result.h"
#include "core/study/table_study.h"

#include <QString>

#include <string>

namespace attune::engine {

/// Makes `folder` a study with the definition of `study` and these trials in it. `source` is the
/// table's name, for the journal. Fails as createStudy() and StudyRunner::importTrials() do, and
/// then leaves no study behind: what was in the folder stays.
[[nodiscard]] Result<void> createStudyWithTrials(const QString &folder, const TableStudy &study,
                                                 const FinishedTrials &trials,
                                                 const std::string &source,
                                                 const QString &sourceFolder);

} // namespace attune::engine
