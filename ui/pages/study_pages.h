// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace attune::ui {

/// The pages of a study, in the order of the navigation.
[[nodiscard]] std::vector<Page> makeStudyPages(const StudyParts &parts);

} // namespace attune::ui
