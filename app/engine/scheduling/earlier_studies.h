// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/study_json.h"
#include "app/engine/storage/parent_store.h"
#include "core/base/problem.h"
#include "core/study/study_settings.h"

#include <QString>

#include <vector>

namespace attune::engine {

/// Where a definition's relative paths begin, and the study that it belongs to (empty: none yet).
struct DefinitionPlace
{
    QString sourceFolder;
    QString studyFolder;
};

/// What a warm start finds.
struct FoundParents
{
    std::vector<ParentRecord> parents; ///< all that the definition names, or none
    Problems problems;                 ///< with paths as `warmStart[0].study`
};

/// Reads the studies that `settings` starts from, and says everything that is wrong with them: a
/// study that cannot be read, is named twice, is this very study, or does not go with it.
[[nodiscard]] FoundParents findParents(const StudySettings &settings, const DefinitionPlace &place);

/// Every problem of a definition that is to run at `place`: those of problemsOf(parsed) and those
/// of the studies that it starts from.
[[nodiscard]] Problems problemsAt(const DefinitionPlace &place, const ParsedStudy &parsed);

/// The copies as they were made. One whose definition cannot be read is left out.
[[nodiscard]] std::vector<EarlierStudy> earlierStudiesOf(const std::vector<ParentRecord> &parents);

/// Whether the results of `study` are results of these objectives, too: those of a related task are
/// never meant to be; those of the same task until the objective is changed on the way.
[[nodiscard]] bool hasResultsFor(const std::vector<Objective> &objectives,
                                 const EarlierStudy &study);

} // namespace attune::engine
