// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <QString>

namespace attune::ui {

/// `0.0001 … 1`, `2 … 12, step 2`, `adam, sgd`: a range or the choices as a person reads them.
[[nodiscard]] QString rangeSummary(const Hyperparameter &hyperparameter);
[[nodiscard]] QString typeText(HyperparameterType type);
/// What a type means, and the step of an integer, as a sentence.
[[nodiscard]] QString typeSentence(const Hyperparameter &hyperparameter);
[[nodiscard]] QString scalingName(Scaling scaling);
/// `Logarithmic`, or what Auto stands for: `Auto → Linear`. Empty for a categorical one.
[[nodiscard]] QString scalingText(const Hyperparameter &hyperparameter);
/// What a scaling does to a range, as a sentence.
[[nodiscard]] QString scalingSentence(Scaling scaling);
/// `only when optimizer is sgd or momentum`, or empty.
[[nodiscard]] QString conditionText(const Hyperparameter &hyperparameter);
/// A value as a person types it: adam, 0.00001.
[[nodiscard]] QString settingText(const Value &value);
/// Its name, or what one that has none yet is called.
[[nodiscard]] QString shownName(const Hyperparameter &hyperparameter);

} // namespace attune::ui
