// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QString>

#include <string>

namespace attune::ui {

class StudyModel;
class TrialsFilterModel;

/// Which trials the table shows: those in some states, or the starred ones.
class StatesMenu : public QMenu
{
    Q_OBJECT

public:
    /// Both are borrowed.
    StatesMenu(const StudyModel *study, TrialsFilterModel *filter, QWidget *parent = nullptr);

    /// "all states", "complete", "2 states".
    [[nodiscard]] QString summary() const;
    void showAll();

Q_SIGNALS:
    void changed();

private:
    QAction *addState(const QString &text, const std::string &state);

    TrialsFilterModel *m_filter = nullptr;
};

} // namespace attune::ui
