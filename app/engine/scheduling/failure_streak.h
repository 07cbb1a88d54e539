// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/trial.h"

#include <optional>
#include <string>

namespace attune::engine {

/// The trials that failed one after another: what they have in common is
/// most often not their settings.
class FailureStreak
{
public:
    /// A person has pressed Run.
    void reset() { m_count = 0; }

    /// A trial has ended. A cancelled one says nothing.
    void take(TrialState state);

    struct Study
    {
        int trials = 0; ///< with a result
        int values = 0; ///< of these, that gave one
        int parallel = 1;
        bool isOrdered = false; ///< a grid: one bad value fails many times in a row
    };

    /// Why the study is to be paused, or nothing: no trial ever gave a value, or too many have
    /// failed in a row where before most gave one. `last`: what the last one says of itself.
    [[nodiscard]] std::optional<std::string> whyToPause(const Study &study,
                                                        const std::string &last) const;

private:
    int m_count = 0;  ///< since a person pressed Run
    int m_inARow = 0; ///< whatever was pressed meanwhile
};

} // namespace attune::engine
