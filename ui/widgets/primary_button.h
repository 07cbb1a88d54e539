// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPushButton;

namespace attune::ui {

/// Makes `button` the blue one of its dialog, which Enter presses from every field. Requires: it
/// stands in the dialog's layout. What became the default before is forgotten, and Qt lets Enter
/// press the first button instead.
void makePrimary(QPushButton *button);

} // namespace attune::ui
