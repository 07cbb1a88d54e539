// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/storage/study_store.h"
#include "core/base/result.h"

#include <QString>

#include <vector>

namespace attune::engine {

class StudyFolder;

/// definitions/NNNN.json: one revision of the set-up beside the database, so that a study whose
/// database is lost can be shown from its folder alone.
struct DefinitionFile
{
    RevisionRecord revision;
    QString sourceFolder;
};

/// Whole or not at all. Fails with Denied or Io.
[[nodiscard]] Result<void> writeDefinition(const StudyFolder &folder,
                                           const DefinitionFile &definition);

/// All that can be read, by number.
[[nodiscard]] std::vector<DefinitionFile> readDefinitions(const StudyFolder &folder);

} // namespace attune::engine
