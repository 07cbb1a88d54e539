// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/range_editor.h"

#include "ui/charts/range_editor/range_handle.h"
#include "ui/charts/range_editor/range_painter.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

Precision precisionOf(const QMouseEvent *event)
{
    return event->modifiers().testFlag(Qt::ShiftModifier) ? Precision::Fine : Precision::Normal;
}

} // namespace

RangeEditor::RangeEditor(QWidget *parent) : QWidget(parent)
{
    installRangeHandleAccessibility();
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_minHandle = new RangeHandle(RangePart::MinHandle, this);
    m_maxHandle = new RangeHandle(RangePart::MaxHandle, this);
    m_minHandle->setObjectName(u"minHandle"_s);
    m_maxHandle->setObjectName(u"maxHandle"_s);
    rebuild();
}

void RangeEditor::setHyperparameter(const Hyperparameter &hyperparameter)
{
    if (hyperparameter == m_data.hyperparameter && !m_data.samples.empty())
        return;
    const bool isOther = hyperparameter.name != m_data.hyperparameter.name;
    const double min = m_data.hyperparameter.min;
    const double max = m_data.hyperparameter.max;
    // Dots are places on one axis: on that of other choices they would stand for others.
    const bool isSameAxis = hyperparameter.type == m_data.hyperparameter.type &&
                            hyperparameter.values == m_data.hyperparameter.values;
    std::vector<RangeDot> dots = isSameAxis ? std::move(m_data.dots) : std::vector<RangeDot>();
    m_data = rangeDataOf(hyperparameter);
    m_data.dots = std::move(dots);
    const bool isDragging = m_dragged != RangePart::Nothing;
    if (!isDragging || !m_axis)
        m_axis = rangeAxisOf(m_data, isOther ? std::nullopt : m_axis);
    const QString name = QString::fromStdString(hyperparameter.name);
    setAccessibleName(tr("Range of %1").arg(name));
    m_minHandle->setAccessibleName(tr("Minimum of %1").arg(name));
    m_maxHandle->setAccessibleName(tr("Maximum of %1").arg(name));
    rebuild();
    if (hyperparameter.min != min) {
        QAccessibleValueChangeEvent changed(m_minHandle, hyperparameter.min);
        QAccessible::updateAccessibility(&changed);
    }
    if (hyperparameter.max != max) {
        QAccessibleValueChangeEvent changed(m_maxHandle, hyperparameter.max);
        QAccessible::updateAccessibility(&changed);
    }
}

void RangeEditor::setDots(std::vector<RangeDot> dots)
{
    m_data.dots = std::move(dots);
    rebuild();
}

const RangeLayout &RangeEditor::rangeLayout() const
{
    return *m_layout;
}

void RangeEditor::dragHandle(RangePart part, double x, Precision precision)
{
    announce(rangeWithHandleAt(*m_layout, m_data.hyperparameter, part, x, precision),
             u"drag%1"_s.arg(m_gesture));
}

void RangeEditor::finishDrag()
{
    m_dragged = RangePart::Nothing;
    ++m_gesture;
    m_axis = rangeAxisOf(m_data, m_axis);
    rebuild();
}

void RangeEditor::nudgeHandle(RangePart part, int direction, Precision precision)
{
    announce(rangeWithHandleNudged(*m_layout, m_data.hyperparameter, part, direction, precision),
             part == RangePart::MinHandle ? u"nudge-min"_s : u"nudge-max"_s);
}

void RangeEditor::setActivePart(RangePart part)
{
    if (m_active == part)
        return;
    m_active = part;
    update();
}

void RangeEditor::announce(std::pair<double, double> range, const QString &gesture)
{
    if (range.first != m_data.hyperparameter.min || range.second != m_data.hyperparameter.max)
        Q_EMIT rangeEdited(range.first, range.second, gesture);
}

QSize RangeEditor::sizeHint() const
{
    return {640, m_data.isCategorical() ? 190 : 236};
}

QSize RangeEditor::minimumSizeHint() const
{
    return {280, sizeHint().height()};
}

void RangeEditor::rebuild()
{
    if (!m_axis)
        m_axis = rangeAxisOf(m_data);
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.92);
    const QFontMetricsF metrics(small);
    m_layout.emplace(m_data, *m_axis, QSizeF(size()),
                     [&](const QString &text) { return metrics.horizontalAdvance(text); });
    const bool hasHandles = !m_data.isCategorical();
    m_minHandle->setVisible(hasHandles);
    m_maxHandle->setVisible(hasHandles);
    m_minHandle->setGeometry(m_layout->minHandle.toAlignedRect());
    m_maxHandle->setGeometry(m_layout->maxHandle.toAlignedRect());
    updateGeometry();
    update();
}

void RangeEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRange(painter, m_data, *m_layout,
               {colorsOf(palette()), font(), m_dragged != RangePart::Nothing ? m_dragged : m_active,
                m_hoveredTrial});
}

void RangeEditor::resizeEvent(QResizeEvent *)
{
    rebuild();
}

void RangeEditor::mousePressEvent(QMouseEvent *event)
{
    const RangePart part = m_layout->partAt(event->position());
    if (event->button() != Qt::LeftButton || part == RangePart::Nothing) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_dragged = part;
    const bool isMin = part == RangePart::MinHandle;
    m_grabOffset = event->position().x() - (isMin ? m_layout->minX : m_layout->maxX);
    (isMin ? m_minHandle : m_maxHandle)->setFocus(Qt::MouseFocusReason);
}

void RangeEditor::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragged != RangePart::Nothing) {
        dragHandle(m_dragged, event->position().x() - m_grabOffset, precisionOf(event));
        return;
    }
    const RangePart part = m_layout->partAt(event->position());
    setCursor(part == RangePart::Nothing ? Qt::ArrowCursor : Qt::SizeHorCursor);
    const auto trial = m_layout->trialAt(event->position());
    if (trial != m_hoveredTrial) {
        m_hoveredTrial = trial;
        update();
    }
}

void RangeEditor::mouseReleaseEvent(QMouseEvent *)
{
    if (m_dragged != RangePart::Nothing)
        finishDrag();
}

void RangeEditor::leaveEvent(QEvent *)
{
    m_hoveredTrial.reset();
    update();
}

bool RangeEditor::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto trial = m_layout->trialAt(help->pos());
    QToolTip::showText(help->globalPos(), trial ? trialText(*trial) : partText(help->pos()), this);
    return true;
}

/// What a newcomer sees there, in words.
QString RangeEditor::partText(QPointF point) const
{
    if (m_data.isCategorical())
        return tr(
            "How often the search tries each choice while it knows nothing; dots are trials.");
    if (m_layout->partAt(point) != RangePart::Nothing)
        return tr("Drag this end of the range. Hold Shift for fine steps, or use the arrow keys.");
    if (point.y() < m_layout->strip.bottom())
        return tr("How often each value is tried: the higher, the more often. This part has plain, "
                  "evenly spaced numbers, so that you see what the scaling does to them.");
    if (point.y() < m_layout->rugTop - 0.1 * m_layout->plot.height())
        return tr("Each line leads one of 40 sampled values from its place among plain numbers to "
                  "its place on the scaled axis below. Dots are trials: the higher, the better.");
    return tr("The axis in the chosen scaling. The short lines are 40 values as the search would "
              "draw them while it knows nothing.");
}

QString RangeEditor::trialText(int trial) const
{
    const auto dot = std::find_if(m_data.dots.begin(), m_data.dots.end(),
                                  [&](const RangeDot &each) { return each.trial == trial; });
    const QString value =
        m_data.isCategorical()
            ? QString::fromStdString(
                  textOf(m_data.hyperparameter.values[static_cast<std::size_t>(dot->value)]))
            : numberLabel(dot->value);
    const QString name = QString::fromStdString(m_data.hyperparameter.name);
    if (!dot->objective)
        return tr("Trial %1 failed with %2 = %3.").arg(trial).arg(name, value);
    return tr("Trial %1: %2 = %3 gave %4%5")
        .arg(trial)
        .arg(name, value, numberLabel(*dot->objective),
             dot->isBest ? tr(", the best so far") : u""_s);
}

} // namespace attune::ui
