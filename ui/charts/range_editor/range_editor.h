// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/range_editor/range_layout.h"

#include <QWidget>

namespace attune::ui {

class RangeHandle;

/// Edits the range of one hyperparameter by dragging its ends, and shows what the range means:
/// where samples fall, and where the trials so far lie. Holds no settings: it announces a wanted
/// range and shows what it is given.
class RangeEditor : public QWidget
{
    Q_OBJECT

public:
    explicit RangeEditor(QWidget *parent = nullptr);

    /// Shows `hyperparameter`; its trials stay as they are until setDots(), unless it has
    /// other choices than before.
    void setHyperparameter(const Hyperparameter &hyperparameter);
    void setDots(std::vector<RangeDot> dots);
    [[nodiscard]] const RangeData &data() const { return m_data; }

    /// For tests and handles: where everything stands now.
    [[nodiscard]] const RangeLayout &rangeLayout() const;

    void dragHandle(RangePart part, double x, Precision precision);
    void finishDrag();
    void nudgeHandle(RangePart part, int direction, Precision precision);
    void setActivePart(RangePart part);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A person wants this range. Edits with the same `gesture` belong together.
    void rangeEdited(double min, double max, const QString &gesture);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void rebuild();
    void announce(std::pair<double, double> range, const QString &gesture);
    [[nodiscard]] QString trialText(int trial) const;
    [[nodiscard]] QString partText(QPointF point) const;

    RangeData m_data;
    std::optional<RangeAxis> m_axis;
    std::optional<RangeLayout> m_layout;
    RangeHandle *m_minHandle = nullptr;
    RangeHandle *m_maxHandle = nullptr;
    RangePart m_active = RangePart::Nothing;
    RangePart m_dragged = RangePart::Nothing;
    double m_grabOffset = 0.0; ///< from the handle's line to where it was taken
    int m_gesture = 0;
    std::optional<int> m_hoveredTrial;
};

} // namespace attune::ui
