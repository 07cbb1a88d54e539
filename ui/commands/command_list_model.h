// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QList>

class QAction;

namespace attune::ui {

/// The commands that fit what was typed, best first; all in their order when nothing was.
class CommandListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { GroupRole = Qt::UserRole, ShortcutRole, HelpRole };

    explicit CommandListModel(QList<QAction *> actions, QObject *parent = nullptr);

    void setPattern(const QString &pattern);
    [[nodiscard]] QAction *actionAt(int row) const { return m_shown.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<QAction *> m_actions;
    QList<QAction *> m_shown;
};

} // namespace attune::ui
