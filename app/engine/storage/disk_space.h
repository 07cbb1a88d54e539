// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace attune::engine {

/// Whether there is too little room on the disk of a folder for what the launch of a trial writes.
[[nodiscard]] bool isDiskFull(const QString &folder);

} // namespace attune::engine
