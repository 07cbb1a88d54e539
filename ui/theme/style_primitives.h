// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyle>

/// Which painting each primitive element of the style gets.
namespace attune::ui::painting {

/// Panels and frames. Returns whether the element was one of them.
bool frame(QStyle::PrimitiveElement element, const QStyleOption &option, QPainter &painter,
           const QWidget *widget);

/// Check marks and arrows. Returns whether the element was one of them.
bool mark(QStyle::PrimitiveElement element, const QStyleOption &option, QPainter &painter);

} // namespace attune::ui::painting
