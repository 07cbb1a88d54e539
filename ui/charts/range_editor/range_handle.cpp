// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/range_handle.h"

#include "ui/charts/range_editor/range_editor.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QKeyEvent>

namespace attune::ui {

namespace {

/// A handle as a slider with a value.
class RangeHandleAccessible : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit RangeHandleAccessible(RangeHandle *handle)
        : QAccessibleWidget(handle, QAccessible::Slider), m_handle(handle)
    {}

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? numberLabel(m_handle->value())
                                          : QAccessibleWidget::text(kind);
    }

    QVariant currentValue() const override { return m_handle->value(); }
    void setCurrentValue(const QVariant &value) override { m_handle->setValue(value.toDouble()); }
    QVariant minimumValue() const override { return axis().low; }
    QVariant maximumValue() const override { return axis().high; }
    QVariant minimumStepSize() const override { return 0.0; }

private:
    const RangeAxis &axis() const { return m_handle->editor()->rangeLayout().axis; }

    RangeHandle *m_handle = nullptr;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *handle = qobject_cast<RangeHandle *>(object);
    return handle ? new RangeHandleAccessible(handle) : nullptr;
}

} // namespace

RangeHandle::RangeHandle(RangePart part, RangeEditor *editor)
    : QWidget(editor), m_part(part), m_editor(editor)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeHorCursor);
    setAttribute(Qt::WA_TransparentForMouseEvents); // the editor handles the mouse for both
}

double RangeHandle::value() const
{
    const Hyperparameter &hyperparameter = m_editor->data().hyperparameter;
    return m_part == RangePart::MinHandle ? hyperparameter.min : hyperparameter.max;
}

void RangeHandle::setValue(double value)
{
    m_editor->dragHandle(m_part, m_editor->rangeLayout().xOf(value), Precision::Fine);
    m_editor->finishDrag();
}

void RangeHandle::keyPressEvent(QKeyEvent *event)
{
    const Precision precision =
        event->modifiers().testFlag(Qt::ShiftModifier) ? Precision::Fine : Precision::Normal;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        m_editor->nudgeHandle(m_part, -1, precision);
        return;
    case Qt::Key_Right:
    case Qt::Key_Up:
        m_editor->nudgeHandle(m_part, 1, precision);
        return;
    default: // every other key is the page's
        QWidget::keyPressEvent(event);
    }
}

void RangeHandle::focusInEvent(QFocusEvent *)
{
    m_editor->setActivePart(m_part);
}

void RangeHandle::focusOutEvent(QFocusEvent *)
{
    m_editor->setActivePart(RangePart::Nothing);
}

void installRangeHandleAccessibility()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    (void)isInstalled;
}

} // namespace attune::ui
