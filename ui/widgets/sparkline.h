// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QPainter;

namespace attune::ui {

/// How a sparkline joins its values.
enum class SparklineShape { Line, Steps };

/// Paints finite `values` into `rect`, lowest at the bottom; one value is a dot, none nothing.
void paintSparkline(QPainter &painter, const QRectF &rect, const std::vector<double> &values,
                    const QColor &color, SparklineShape shape);

/// A small curve without axes.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(SparklineShape shape, QWidget *parent = nullptr);

    void setValues(std::vector<double> values);
    [[nodiscard]] QSize sizeHint() const override { return {180, 32}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SparklineShape m_shape;
    std::vector<double> m_values;
};

} // namespace attune::ui
