// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/range_editor/range_layout.h"

#include <QFont>

class QPainter;

namespace attune::ui {

struct Colors;

/// How a range is painted, besides its geometry.
struct RangeStyle
{
    const Colors &colors;
    QFont font;
    RangePart active = RangePart::Nothing; ///< hovered, focused or dragged
    std::optional<int> hoveredTrial;
};

/// Paints `layout` of `data`; stateless.
void paintRange(QPainter &painter, const RangeData &data, const RangeLayout &layout,
                const RangeStyle &style);

} // namespace attune::ui
