// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace attune::ui {

/// Where a file is to be saved: in the folder of the last one, in this session or one before, while
/// it is there; else in `otherwise`.
[[nodiscard]] QString exportFolder(const QString &otherwise);

/// `file` has been saved.
void rememberExportFolder(const QString &file);

} // namespace attune::ui
