// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_gateway.h"
#include "ui/ports/study_library.h"

namespace attune::engine {
class StudyRunner;
}

namespace attune::desktop {

/// What the table in `file` holds for the study; `objectiveColumn` holds the first objective, or is
/// empty where the metric's name says it.
[[nodiscard]] ui::ImportPreview importPreview(const engine::StudyRunner &runner,
                                              const QString &file, const QString &objectiveColumn);

/// Adds its trials to the study.
[[nodiscard]] Result<void> importFrom(engine::StudyRunner &runner, const QString &file,
                                      const QString &objectiveColumn);

/// The table in `file`, with what its columns are likely to be.
[[nodiscard]] Result<ui::TableOfTrials> tableOfTrials(const QString &file);

/// What it holds for a study that is made of it.
[[nodiscard]] ui::ImportPreview previewFor(const TableStudy &study, const QString &file);

/// Makes that study in `folder`, which is the answer. The program is to run in `sourceFolder`.
[[nodiscard]] Result<QString> createFrom(const TableStudy &study, const QString &file,
                                         const QString &sourceFolder, const QString &folder);

} // namespace attune::desktop
