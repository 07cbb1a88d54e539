// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_history.h"
#include "core/study/trial.h"

#include <optional>
#include <string_view>
#include <vector>

namespace attune {

/// The space that a model of the problem is made over: what may vary, and what varied before.
[[nodiscard]] SearchSpace modelSpaceOf(const SearchProblem &problem);

/// `hyperparameter`, as it varied once, with the value that it is fixed to now; its range is
/// extended to hold the value. Nothing where a model could not tell what other values mean: it
/// depended on others, or the text is no value of its kind.
[[nodiscard]] std::optional<FrozenHyperparameter> frozenAt(const Hyperparameter &hyperparameter,
                                                           std::string_view text);

/// What the settings of a trial, of this or an earlier revision, mean in the problem's model
/// space: what varies now or varied once has the value that it had, of `fixed` where it was fixed
/// then; what nobody knew of then has its default, or the value that it is frozen at. Nothing when
/// the trial no longer applies: a value is out of range, a hyperparameter is gone, or a new one has
/// no default.
[[nodiscard]] std::optional<Settings>
carriedSettings(const SearchProblem &problem, const Settings &settings, const Settings &fixed = {});

/// What the settings of a trial of an earlier revision are when they are run in `space`: what is
/// fixed by now, or gone, is left out, what was fixed then and varies now has the value that it
/// had, and hyperparameters added since have their defaults. They may have problems: a value out of
/// range, or one missing that has no default.
[[nodiscard]] Settings settingsToRun(const SearchSpace &space, const Trial &earlier);

/// Whether a trial that had the settings `earlier` ran as settingsToRun() would run: nothing was
/// left out that had another value.
[[nodiscard]] bool ranAsToday(const SearchSpace &space, const Settings &earlier);

} // namespace attune
