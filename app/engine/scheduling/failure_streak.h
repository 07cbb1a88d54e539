// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/trial.h"

#include <optional>
#include <string>

namespace attune::engine {

/// The trials that failed one after another since a person pressed Run: what they have in common is
/// most often not their settings.
class FailureStreak
{
public:
    void reset() { m_count = 0; }

    /// A trial has ended. A cancelled one says nothing.
    void take(TrialState state);

    /// Why the study is to be paused, or nothing. `hadValue`: any trial ever gave one. `parallel`:
    /// trials at a time. `last`: what the last one says of itself.
    [[nodiscard]] std::optional<std::string> whyToPause(bool hadValue, int parallel,
                                                        const std::string &last) const;

private:
    int m_count = 0;
};

} // namespace attune::engine
