// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/space/feasible_walk.h"
#include "core/space/unit_cube.h"
#include "core/study/study_history.h"

#include <stop_token>
#include <string>
#include <unordered_set>

namespace attune {

/// The same choice of values: equal names, equal values as choices.
[[nodiscard]] bool sameSettings(const Settings &a, const Settings &b);

/// Whether a trial other than `number` in the history, with a result or pending, has these
/// settings. A pending trial with a negative number is not under way: its settings are taken, and
/// nothing else follows from it.
[[nodiscard]] bool isTried(const StudyHistory &history, const Settings &settings, int number);

/// As isTried(), for many questions about one history.
class TriedSettings
{
public:
    TriedSettings(const StudyHistory &history, int number);

    [[nodiscard]] bool contains(const Settings &settings) const;

private:
    std::unordered_set<std::string> m_keys;
};

/// The first settings from `source` that are feasible and untried. Where a finite space leaves few,
/// one of those left is drawn with `rng`; where constraints leave too little for chance, a walk
/// towards them is tried. Fails with Exhausted when none is left, with Invalid when
/// the constraints leave too little to be found, with Cancelled when stopped.
[[nodiscard]] Result<Settings> untriedSettings(const UnitCube &cube, const StudyHistory &history,
                                               int number, const PointSource &source, Rng &rng,
                                               const std::stop_token &stop);

} // namespace attune
