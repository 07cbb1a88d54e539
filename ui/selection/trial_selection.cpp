// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selection/trial_selection.h"

namespace attune::ui {

void TrialSelection::setCurrent(std::optional<int> trial)
{
    if (trial == m_current)
        return;
    m_current = trial;
    Q_EMIT currentChanged(m_current);
}

void TrialSelection::setHovered(std::optional<int> trial)
{
    if (trial == m_hovered)
        return;
    m_hovered = trial;
    Q_EMIT hoveredChanged(m_hovered);
}

void TrialSelection::setSelected(std::set<int> trials)
{
    if (trials == m_selected)
        return;
    m_selected = std::move(trials);
    Q_EMIT selectedChanged();
}

} // namespace attune::ui
