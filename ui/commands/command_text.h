// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAction;

namespace attune::ui {

/// A command's text without its mnemonic: "Run", "Export Best...".
[[nodiscard]] QString plainText(const QAction &action);

/// The menu a command belongs to, from its id: "study" for "study.run"; "view" for commands of
/// pages ("run.filter").
[[nodiscard]] QString menuIdOf(const QAction &action);

/// That menu's title: "Study".
[[nodiscard]] QString groupOf(const QAction &action);

} // namespace attune::ui
