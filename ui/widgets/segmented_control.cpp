// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include "ui/theme/style_painting.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace attune::ui {

namespace {

constexpr int segmentHeight = 30;

/// One segment; rounds only the corners at the ends of the control.
class Segment : public QAbstractButton
{
public:
    Segment(const QString &text, bool isFirst, bool isLast) : m_isFirst(isFirst), m_isLast(isLast)
    {
        setText(text);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 2 * spaceM, segmentHeight};
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colors &colors = colorsOf(palette());
        QColor fill = colors.field;
        if (isChecked())
            fill = isEnabled() ? colors.accent : colors.waiting;
        else if (isEnabled() && underMouse())
            fill = colors.hover;
        painter.setClipPath(outline(rect()));
        painter.fillRect(rect(), fill);
        painter.setClipping(false);
        painter.setPen(isChecked() ? fill : colors.line);
        painter.drawPath(outline(QRectF(rect()).adjusted(0.5, 0.5, m_isLast ? -0.5 : 0.5, -0.5)));
        QColor text = isChecked() ? colors.accentText : colors.text;
        if (!isEnabled() && !isChecked())
            text = palette().color(QPalette::Disabled, QPalette::ButtonText);
        painter.setPen(text);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextHideMnemonic, this->text());
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
            painter.setPen(QPen(isChecked() ? colors.accentText : colors.accent, 1.0, Qt::DotLine));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(3.5, 3.5, -3.5, -3.5), 3, 3);
        }
    }

private:
    [[nodiscard]] QPainterPath outline(const QRectF &box) const
    {
        const double radius = painting::cornerRadius;
        QPainterPath path;
        path.setFillRule(Qt::WindingFill);
        path.addRoundedRect(box, radius, radius);
        if (!m_isFirst)
            path.addRect(box.adjusted(0, 0, -box.width() / 2, 0));
        if (!m_isLast)
            path.addRect(box.adjusted(box.width() / 2, 0, 0, 0));
        return path.simplified();
    }

    bool m_isFirst;
    bool m_isLast;
};

} // namespace

SegmentedControl::SegmentedControl(const QStringList &segments, QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < segments.size(); ++i) {
        auto *segment = new Segment(segments[i], i == 0, i == segments.size() - 1);
        m_group->addButton(segment, i);
        layout->addWidget(segment);
    }
    if (!segments.isEmpty())
        m_group->button(0)->setChecked(true);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int index) {
        if (index == m_current)
            return;
        m_current = index;
        Q_EMIT currentChanged(index);
        Q_EMIT chosen(index);
    });
}

int SegmentedControl::current() const
{
    return m_current;
}

int SegmentedControl::count() const
{
    return static_cast<int>(m_group->buttons().size());
}

QAbstractButton *SegmentedControl::segment(int index) const
{
    return m_group->button(index);
}

void SegmentedControl::setCurrent(int index)
{
    Q_ASSERT(index >= 0 && index < count());
    if (index == m_current)
        return;
    m_current = index;
    m_group->button(index)->setChecked(true);
    Q_EMIT currentChanged(index);
}

void SegmentedControl::setSegmentEnabled(int index, bool isEnabled, const QString &whyNot)
{
    QAbstractButton *button = segment(index);
    button->setEnabled(isEnabled);
    button->setToolTip(isEnabled ? QString() : whyNot);
    button->setAccessibleDescription(isEnabled ? QString() : whyNot);
}

void SegmentedControl::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left)
        move(-1);
    else if (event->key() == Qt::Key_Right)
        move(1);
    else
        QWidget::keyPressEvent(event);
}

void SegmentedControl::move(int direction)
{
    int index = m_current + direction;
    while (index >= 0 && index < count() && !segment(index)->isEnabled())
        index += direction;
    if (index < 0 || index >= count())
        return;
    segment(index)->setFocus(Qt::OtherFocusReason);
    segment(index)->click();
}

} // namespace attune::ui
