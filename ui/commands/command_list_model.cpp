// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_list_model.h"

#include "ui/commands/command_text.h"
#include "ui/commands/fuzzy_match.h"

#include <QAction>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace attune::ui {

CommandListModel::CommandListModel(QList<QAction *> actions, QObject *parent)
    : QAbstractListModel(parent), m_actions(std::move(actions)), m_shown(m_actions)
{}

void CommandListModel::setPattern(const QString &pattern)
{
    std::vector<std::pair<int, QAction *>> found;
    for (QAction *action : std::as_const(m_actions)) {
        const QString text = plainText(*action);
        auto score = fuzzyScore(pattern, text);
        if (!score) // "study run" finds Run in the menu Study, behind better fits
            score = fuzzyScore(pattern, u"%1 %2"_s.arg(groupOf(*action), text));
        if (text.compare(pattern.trimmed(), Qt::CaseInsensitive) == 0)
            score = std::numeric_limits<int>::max();
        if (score)
            found.emplace_back(*score, action);
    }
    if (!pattern.trimmed().isEmpty())
        std::stable_sort(found.begin(), found.end(),
                         [](const auto &a, const auto &b) { return a.first > b.first; });
    beginResetModel();
    m_shown.clear();
    for (const auto &[score, action] : found)
        m_shown << action;
    endResetModel();
}

int CommandListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant CommandListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QAction &action = *m_shown.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return plainText(action);
    case Qt::DecorationRole:
        return action.icon();
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(plainText(action), action.statusTip());
    case GroupRole:
        return groupOf(action);
    case ShortcutRole:
        return action.shortcut().toString(QKeySequence::NativeText);
    case HelpRole:
        return action.statusTip();
    default:
        return {};
    }
}

Qt::ItemFlags CommandListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return m_shown.at(index.row())->isEnabled() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable
                                                : Qt::ItemIsSelectable;
}

} // namespace attune::ui
