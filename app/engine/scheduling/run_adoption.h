// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "app/engine/storage/study_folder.h"

namespace attune::engine {

/// Enters into the book every run directory that the database does not know: Attune died between
/// writing its job.json and the commit, or the database is built anew. The runs are then followed
/// like any other, from the start of their logs. Returns how many were found.
int adoptRuns(StudyBook &book, const StudyFolder &folder);

/// For a number of which neither database nor directories know anything.
[[nodiscard]] Trial lostTrial();

} // namespace attune::engine
