// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "app/engine/storage/study_folder.h"

namespace attune::engine {

/// Enters what was imported, as the study's folder holds it, where the book has trials of nothing.
void restoreImports(StudyBook &book, const StudyFolder &folder);

} // namespace attune::engine
