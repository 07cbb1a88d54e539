// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "core/study/study_status.h"

namespace attune::engine {

/// Where a study stands, as its book says. `ranSeconds`: running time up to now.
[[nodiscard]] StudyStatus statusOf(const StudyBook &book, double ranSeconds);

} // namespace attune::engine
