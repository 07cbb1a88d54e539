// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/recipe.h"

namespace attune::engine {

/// Where `program` is: on PATH, or beside Attune's own programs; empty when it is not on this
/// machine.
[[nodiscard]] QString locateProgram(const QString &program);

/// A recipe, and whether its trainer is on this machine.
struct DetectedRecipe
{
    Recipe recipe; ///< with the interpreter that has its module, where `python3` has not
    bool isInstalled = false;
    QString place; ///< where the program is; may be empty
};

/// Looks for programs on PATH, and for Python modules in `python3` and in the system's own. Starts
/// Python, which takes a moment: not for the thread of the window.
[[nodiscard]] std::vector<DetectedRecipe> detectRecipes(std::vector<Recipe> recipes);

} // namespace attune::engine
