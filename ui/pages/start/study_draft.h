// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/command_guess.h"
#include "core/study/study_settings.h"

#include <QString>

namespace attune::ui {

/// The definition that a pasted command suggests: its likely values vary, the others stay as they
/// stand.
[[nodiscard]] StudySettings draftOf(const CommandGuess &guess, const QString &name);

/// A study's name from its command: the script's name without its ending, else the program's.
[[nodiscard]] QString proposedName(const std::vector<std::string> &arguments);

/// What was found in a command, as rich text: "Found: <b>lr</b> 0.0001 ... 1 log, ...".
[[nodiscard]] QString foundText(const CommandGuess &guess);

/// "0.0001 ... 1 log", "8 ... 128", "adam, sgd".
[[nodiscard]] QString rangeText(const Hyperparameter &hyperparameter);

/// The script that a command runs, the first argument that looks like one, where it is not in
/// `folder`; else empty.
[[nodiscard]] QString missingScript(const std::vector<std::string> &arguments,
                                    const QString &folder);

/// A folder as a person writes it: "~/Documents/Attune/train".
[[nodiscard]] QString shortPath(const QString &path);

/// That, as rich text, with a link to change it.
[[nodiscard]] QString pathWithLink(const QString &path);

} // namespace attune::ui
