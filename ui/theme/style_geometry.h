// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyle>

class QStyleOptionSlider;
class QStyleOptionSpinBox;

/// Where AttuneStyle puts the parts of composed controls.
namespace attune::ui::geometry {

/// Any sub control of a spin box: two small arrows at the right, one above the other.
[[nodiscard]] QRect spinBoxPart(const QStyleOptionSpinBox &option, QStyle::SubControl part);

/// Any sub control of a scroll bar: no arrow buttons, the slider takes the whole groove.
[[nodiscard]] QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part);

} // namespace attune::ui::geometry
