// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace attune::ui {

/// One command of the window.
struct CommandSpec
{
    QString id;   ///< "study.run", "view.compare", "trial.stop"
    QString text; ///< menu text with mnemonic, names the act
    QString icon; ///< name for themedIcon, may be empty
    QKeySequence shortcut;
    QString help; ///< one sentence, for the palette and the status bar
};

/// All commands of one window with their shortcuts: menus, tool bar and command palette show these
/// same actions.
class CommandRegistry : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Adds a command; ids and shortcuts must be unique (asserted). The action belongs to the
    /// registry.
    QAction *add(const CommandSpec &spec, std::function<void()> act);
    /// Requires: `id` was added.
    [[nodiscard]] QAction *action(const QString &id) const;
    [[nodiscard]] bool contains(const QString &id) const;
    /// In the order added.
    [[nodiscard]] QList<QAction *> actions() const;

Q_SIGNALS:
    void added(QAction *action);

private:
    QList<QAction *> m_actions;
};

} // namespace attune::ui
