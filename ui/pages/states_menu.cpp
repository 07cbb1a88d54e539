// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/states_menu.h"

#include "ui/models/study_model.h"
#include "ui/models/trials_filter_model.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace attune::ui {

StatesMenu::StatesMenu(const StudyModel *study, TrialsFilterModel *filter, QWidget *parent)
    : QMenu(parent), m_filter(filter)
{
    QAction *paused = nullptr;
    for (int i = 0; i <= static_cast<int>(TrialState::Cancelled); ++i) {
        const auto state = static_cast<TrialState>(i);
        addState(wordOf(state), nameOf(state));
        if (state == TrialState::Stopped)
            paused = addState(tr("Paused"), pausedName);
    }
    addSeparator();
    QAction *starred = addAction(tr("Only Starred"));
    starred->setCheckable(true);
    connect(starred, &QAction::toggled, this, [this](bool isOn) {
        m_filter->setOnlyStarred(isOn);
        Q_EMIT changed();
    });
    // Of use only where trials pause at rungs.
    connect(this, &QMenu::aboutToShow, paused, [study, paused] {
        paused->setVisible(paused->isChecked() ||
                           std::ranges::any_of(study->trials(), &Trial::isPaused));
    });
}

QAction *StatesMenu::addState(const QString &text, const std::string &state)
{
    QAction *action = addAction(text);
    action->setCheckable(true);
    connect(action, &QAction::toggled, this, [this, state](bool isOn) {
        std::set<std::string> states = m_filter->states();
        if (isOn)
            states.insert(state);
        else
            states.erase(state);
        m_filter->setStates(std::move(states));
        Q_EMIT changed();
    });
    return action;
}

QString StatesMenu::summary() const
{
    QStringList chosen;
    for (const QAction *action : actions().mid(0, actions().size() - 2)) {
        if (action->isChecked())
            chosen << action->text().toLower();
    }
    if (chosen.isEmpty())
        return tr("all states");
    return chosen.size() == 1 ? chosen.front() : tr("%n states", nullptr, int(chosen.size()));
}

void StatesMenu::showAll()
{
    for (QAction *action : actions())
        action->setChecked(false);
}

} // namespace attune::ui
