// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/json_document.h"
#include "core/study/study_settings.h"

#include <string>

namespace attune::engine {

/// What an edit of a definition changed, for the journal.
struct SettingsChanges
{
    std::string sentence; ///< names the first few changes
    std::string json;     ///< [{"path": "hyperparameters.eta.max", "from": 1, "to": 0.5}, ...]
};

/// From one definition to another; paths as in study.json, list elements by their name where they
/// have one. What was not there is null.
[[nodiscard]] SettingsChanges changesOf(const StudySettings &before, const StudySettings &after);

/// One element of SettingsChanges::json in words: "budget.trials from 4 to 6"; of what is too long
/// to repeat only what it is now.
[[nodiscard]] std::string textOfChange(const Json &change);

} // namespace attune::engine
