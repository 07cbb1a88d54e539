// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/study/study_settings.h"

namespace attune {

/// What a definition says without an effect, or with another one than may be meant: keys of a
/// strategy or rule that is not chosen, and environment variables that shells do not pass on.
/// Nothing is wrong with it, and it runs. With the key's path, as problems have.
[[nodiscard]] Problems definitionNotices(const StudySettings &settings);

} // namespace attune
