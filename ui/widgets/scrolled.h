// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QScrollArea;
class QWidget;

namespace attune::ui {

/// A vertical scroll area without a frame that shows the window behind `content`, which it owns.
[[nodiscard]] QScrollArea *scrolled(QWidget *content);

} // namespace attune::ui
