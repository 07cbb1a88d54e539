// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_menus.h"

#include "ui/commands/command_registry.h"
#include "ui/commands/command_text.h"

#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace attune::ui {

CommandMenus::CommandMenus(CommandRegistry *commands, QMenuBar *bar) : QObject(bar), m_bar(bar)
{
    const std::pair<QString, QString> menus[] = {
        {u"file"_s, tr("&File")},    {u"edit"_s, tr("&Edit")}, {u"study"_s, tr("&Study")},
        {u"trial"_s, tr("&Trials")}, {u"view"_s, tr("&View")}, {u"help"_s, tr("&Help")}};
    for (const auto &[prefix, title] : menus) {
        QMenu *menu = bar->addMenu(title);
        menu->setObjectName(prefix);
        menu->menuAction()->setVisible(false);
    }
    for (QAction *action : commands->actions())
        add(action);
    connect(commands, &CommandRegistry::added, this, &CommandMenus::add);
}

void CommandMenus::addSeparator(const QString &prefix)
{
    menu(prefix)->addSeparator();
}

QMenu *CommandMenus::menu(const QString &prefix) const
{
    return m_bar->findChild<QMenu *>(prefix, Qt::FindDirectChildrenOnly);
}

void CommandMenus::add(QAction *action)
{
    QMenu *target = menu(menuIdOf(*action));
    target->addAction(action);
    target->menuAction()->setVisible(true);
}

} // namespace attune::ui
