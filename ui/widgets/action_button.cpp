// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_button.h"

#include "ui/commands/command_text.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace attune::ui {

ActionButton::ActionButton(QAction *action, QWidget *parent) : QPushButton(parent)
{
    setAction(action);
    connect(this, &QPushButton::clicked, this, [this] { m_action->trigger(); });
}

void ActionButton::setAction(QAction *action)
{
    if (m_action == action)
        return;
    if (m_action)
        m_action->disconnect(this);
    m_action = action;
    connect(m_action, &QAction::changed, this, &ActionButton::follow);
    follow();
}

void ActionButton::hideIcon()
{
    m_isIconShown = false;
    follow();
}

void ActionButton::follow()
{
    setText(plainText(*m_action));
    setIcon(m_isIconShown ? m_action->icon() : QIcon());
    // A disabled button loses the focus to its neighbour: one whose action is replaced in this turn
    // of events is not disabled between.
    if (hasFocus() && !m_action->isEnabled())
        QMetaObject::invokeMethod(
            this, [this] { setEnabled(m_action->isEnabled()); }, Qt::QueuedConnection);
    else
        setEnabled(m_action->isEnabled());
    const QString shortcut = m_action->shortcut().toString(QKeySequence::NativeText);
    setToolTip(shortcut.isEmpty() ? m_action->statusTip()
                                  : u"%1 (%2)"_s.arg(m_action->statusTip(), shortcut));
}

} // namespace attune::ui
