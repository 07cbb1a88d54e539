// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/choices_editor.h"

#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// One choice: a grip, its text, and a button that removes it.
class Chip : public QWidget
{
public:
    Chip() : field(new QLineEdit), grip(new QLabel(u"⠿"_s)), remove(new QToolButton)
    {
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(spaceS, 2, 2, 2);
        layout->setSpacing(2);
        grip->setCursor(Qt::OpenHandCursor);
        field->setFrame(false);
        field->setAccessibleName(QObject::tr("Choice"));
        remove->setText(u"×"_s);
        remove->setAutoRaise(true);
        remove->setFixedSize(22, 22);
        layout->addWidget(grip);
        layout->addWidget(field);
        layout->addWidget(remove);
        connect(field, &QLineEdit::textChanged, this, &Chip::fit);
        fit();
    }

    void fit()
    {
        field->setFixedWidth(std::max(36, fontMetrics().horizontalAdvance(field->text()) + 18));
        updateGeometry();
    }

    QLineEdit *field = nullptr;
    QLabel *grip = nullptr;
    QToolButton *remove = nullptr;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colors &colors = colorsOf(palette());
        painter.setPen(field->hasFocus() ? colors.accent : colors.line);
        painter.setBrush(colors.field);
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.drawRoundedRect(box, box.height() / 2.0, box.height() / 2.0);
    }
};

Chip *chipOf(QWidget *widget)
{
    return static_cast<Chip *>(widget);
}

} // namespace

ChoicesEditor::ChoicesEditor(QWidget *parent)
    : QWidget(parent), m_flow(new FlowLayout(this, spaceS))
{
    auto *add = new QPushButton(tr("Add Choice"));
    add->setObjectName(u"addChoice"_s);
    m_addButton = add;
    m_flow->addWidget(add);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(add, &QPushButton::clicked, this, [this] {
        addChip({});
        chipOf(m_chips.back())->field->setFocus();
    });
}

void ChoicesEditor::setValues(const std::vector<Value> &wanted)
{
    if (values() == wanted)
        return;
    for (QWidget *chip : m_chips) {
        m_flow->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    for (const Value &value : wanted)
        addChip(QString::fromStdString(textOf(value)));
}

std::vector<Value> ChoicesEditor::values() const
{
    std::vector<Value> values;
    for (QWidget *chip : m_chips) {
        const QString text = chipOf(chip)->field->text().trimmed();
        if (!text.isEmpty())
            values.push_back(valueFromText(text.toStdString()));
    }
    return values;
}

void ChoicesEditor::moveChoice(int from, int to)
{
    const int count = static_cast<int>(m_chips.size());
    if (from == to || from < 0 || to < 0 || from >= count || to >= count)
        return;
    QWidget *chip = m_chips[static_cast<std::size_t>(from)];
    m_chips.erase(m_chips.begin() + from);
    m_chips.insert(m_chips.begin() + to, chip);
    while (m_flow->count() > 0)
        delete m_flow->takeAt(0);
    for (QWidget *each : m_chips)
        m_flow->addWidget(each);
    m_flow->addWidget(m_addButton);
    m_flow->invalidate();
    Q_EMIT valuesEdited();
}

void ChoicesEditor::addChip(const QString &text)
{
    auto *chip = new Chip;
    chip->field->setText(text);
    chip->grip->setToolTip(tr("Drag to another place, or press Alt+Left and Alt+Right"));
    chip->remove->setObjectName(u"removeChoice"_s);
    chip->remove->setToolTip(tr("Remove this choice"));
    chip->remove->setAccessibleName(tr("Remove this choice"));
    chip->field->installEventFilter(this);
    chip->grip->installEventFilter(this);
    connect(chip->field, &QLineEdit::textEdited, this, &ChoicesEditor::valuesEdited);
    connect(chip->remove, &QToolButton::clicked, this, [this, chip] { removeChip(chip); });
    m_flow->removeWidget(m_addButton);
    m_flow->addWidget(chip);
    m_flow->addWidget(m_addButton);
    m_chips.push_back(chip);
    chip->show();
    updateGeometry();
}

void ChoicesEditor::removeChip(QWidget *chip)
{
    std::erase(m_chips, chip);
    m_flow->removeWidget(chip);
    chip->hide();
    chip->deleteLater();
    updateGeometry();
    Q_EMIT valuesEdited();
}

int ChoicesEditor::chipAt(const QPoint &position) const
{
    const auto found = std::find_if(m_chips.begin(), m_chips.end(), [&](const QWidget *chip) {
        return chip->geometry().contains(position);
    });
    return found == m_chips.end() ? -1 : static_cast<int>(found - m_chips.begin());
}

bool ChoicesEditor::eventFilter(QObject *watched, QEvent *event)
{
    auto *part = static_cast<QWidget *>(watched);
    QWidget *chip = part->parentWidget();
    const auto place = std::find(m_chips.begin(), m_chips.end(), chip);
    if (place == m_chips.end())
        return QWidget::eventFilter(watched, event);
    const int index = static_cast<int>(place - m_chips.begin());
    const bool isGrip = chipOf(chip)->grip == part;
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isMove = key->modifiers() == Qt::AltModifier &&
                            (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right);
        if (isMove)
            moveChoice(index, index + (key->key() == Qt::Key_Left ? -1 : 1));
        return isMove;
    }
    if (isGrip && event->type() == QEvent::MouseButtonPress) {
        m_dragged = chip;
        return true;
    }
    if (isGrip && event->type() == QEvent::MouseMove && m_dragged) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        moveChoice(index, chipAt(part->mapTo(this, mouse->position().toPoint())));
        return true;
    }
    if (event->type() == QEvent::MouseButtonRelease)
        m_dragged = nullptr;
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        chip->update();
    return QWidget::eventFilter(watched, event);
}

} // namespace attune::ui
