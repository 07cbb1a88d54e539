// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_gateway.h"

namespace attune::engine {
class StudyRunner;
}

namespace attune::desktop {

/// The text of an export as the window asks for it. Fails when no trial is complete, or the asked
/// one has no settings.
[[nodiscard]] Result<QString> exportText(const engine::StudyRunner &runner,
                                         const ui::ExportRequest &request);

} // namespace attune::desktop
