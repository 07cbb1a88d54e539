// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace attune::ui {

class CommandRegistry;

/// The menu bar, filled from the registry: a command's id says which menu it belongs to, and
/// commands added later appear at once. Menus without commands stay hidden.
class CommandMenus : public QObject
{
    Q_OBJECT

public:
    CommandMenus(CommandRegistry *commands, QMenuBar *bar);

    /// A line below what the menu holds so far ("file", "study", ...).
    void addSeparator(const QString &prefix);
    [[nodiscard]] QMenu *menu(const QString &prefix) const;

private:
    void add(QAction *action);

    QMenuBar *m_bar;
};

} // namespace attune::ui
