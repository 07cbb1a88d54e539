// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/trial.h"

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QStringList>

#include <set>

class QPainter;

namespace attune::ui {

struct Colors;

/// The grid's colour: fainter than any line of a panel.
[[nodiscard]] QColor faintGrid(const Colors &colors);

/// A small card of text near `pointer`, the first line as heading, kept inside of `area`.
void paintCard(QPainter &painter, const QStringList &lines, QPointF pointer, const QRectF &area,
               const Colors &colors);

/// Where a card of `size` stands so that it neither leaves `area` nor covers the pointer.
[[nodiscard]] QRectF cardRect(QSizeF size, QPointF pointer, const QRectF &area);

/// Marks and words of states, and of the best, in one row that ends at `topRight`.
void paintLegend(QPainter &painter, QPointF topRight, const std::set<TrialState> &states,
                 const Colors &colors);

/// The mark of a complete trial that misses a requirement: a ring in place of the disc.
void paintMissedMark(QPainter &painter, QPointF center, double radius, const QColor &color);

/// A plot area with room for the whole of a mark on its last pixel.
[[nodiscard]] QRectF withMarks(const QRectF &area);

void paintRubberBand(QPainter &painter, const QRectF &rect, const Colors &colors);

} // namespace attune::ui
