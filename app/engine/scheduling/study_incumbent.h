// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "core/study/incumbent.h"

#include <optional>

namespace attune::engine {

/// The trial to report as the best, by the newest of the study's fits that has seen the results as
/// they still are. Nothing without such a fit.
[[nodiscard]] std::optional<Incumbent> incumbentOf(const StudyBook &book);

} // namespace attune::engine
