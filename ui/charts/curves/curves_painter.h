// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/curves/curves_layout.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace attune::ui {

/// How strongly a curve is drawn.
enum class CurveEmphasis {
    Crowd,   ///< one of many
    Leading, ///< among the best of many
    Running, ///< alive
    Best,
    Chosen, ///< selected or under the pointer
};

/// How one of `count` curves of a crowd is drawn, so that a few are clear and many show density.
struct CrowdStyle
{
    double opacity = 0.5;
    double width = 1.2;
    double markRadius = 3.0;
    bool isSmooth = true;      ///< antialiased
    double layerOpacity = 1.0; ///< of all of them together, so that no mass of lines is solid
    bool operator==(const CrowdStyle &) const = default;
};

/// The style changes only where `count` passes a power of two, so that a crowd is seldom repainted.
[[nodiscard]] CrowdStyle crowdStyle(int count);

struct CurvePainting
{
    PointProjector projector;
    CrowdStyle crowd;
    const Colors &colors;
};

/// The mark at the end of a curve that stands out, where its state has one.
void paintEndMark(QPainter &painter, const Curve &curve, const CurvePainting &painting);

/// Line, faint raw line behind, and the mark at the end where the state has one.
void paintCurve(QPainter &painter, const Curve &curve, CurveEmphasis emphasis,
                const CurvePainting &painting);

} // namespace attune::ui
