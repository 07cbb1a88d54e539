// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <QString>

namespace attune::ui {

/// A sentence where the command's program is not on this machine, or the script that it runs not in
/// its folder, else nothing: also where that cannot be told, because a shell or a placeholder says
/// which it is, or no argument follows yet.
[[nodiscard]] QString missingProgram(const StudySettings &settings, const QString &sourceFolder);

} // namespace attune::ui
