// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <QString>

#include <utility>
#include <vector>

namespace attune::ui {

/// One command line as it would be run.
struct PreviewLine
{
    QString text;
    std::vector<std::pair<int, int>> varying; ///< (begin, length) of values that vary
    bool operator==(const PreviewLine &) const = default;
};

/// Command lines of random settings; another `draw` gives others. Settings that break a constraint
/// are left out, so there may be fewer than `count`. Requires: no problems in space and command.
[[nodiscard]] std::vector<PreviewLine> sampledCommands(const StudySettings &settings, int count,
                                                       int draw);

} // namespace attune::ui
