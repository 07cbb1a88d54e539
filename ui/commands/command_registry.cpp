// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_registry.h"

#include "ui/theme/theme.h"

namespace attune::ui {

QAction *CommandRegistry::add(const CommandSpec &spec, std::function<void()> act)
{
    Q_ASSERT_X(!contains(spec.id), "CommandRegistry", "each id is added once");
    for (const QAction *other : m_actions)
        Q_ASSERT_X(spec.shortcut.isEmpty() || other->shortcut() != spec.shortcut, "CommandRegistry",
                   "no two commands share a shortcut");
    auto *action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    action->setShortcut(spec.shortcut);
    action->setStatusTip(spec.help);
    if (!spec.icon.isEmpty())
        action->setIcon(themedIcon(spec.icon));
    if (act)
        connect(action, &QAction::triggered, this, [act = std::move(act)] { act(); });
    m_actions << action;
    Q_EMIT added(action);
    return action;
}

QAction *CommandRegistry::action(const QString &id) const
{
    for (QAction *action : m_actions) {
        if (action->objectName() == id)
            return action;
    }
    Q_ASSERT_X(false, "CommandRegistry", "no such command");
    return nullptr;
}

bool CommandRegistry::contains(const QString &id) const
{
    for (const QAction *action : m_actions) {
        if (action->objectName() == id)
            return true;
    }
    return false;
}

QList<QAction *> CommandRegistry::actions() const
{
    return m_actions;
}

} // namespace attune::ui
