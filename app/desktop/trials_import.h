// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_gateway.h"

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

} // namespace attune::desktop
