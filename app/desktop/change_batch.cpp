// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/change_batch.h"

namespace attune::desktop {

void ChangeBatch::add(const SeriesUpdate &update)
{
    const auto [place, isNew] = m_series.try_emplace(std::pair(update.run, update.metric), update);
    if (isNew)
        return;
    SeriesUpdate &known = place->second;
    if (update.isWhole)
        known = update;
    else
        known.points.insert(known.points.end(), update.points.begin(), update.points.end());
}

std::vector<Trial> ChangeBatch::trials() const
{
    std::vector<Trial> trials;
    trials.reserve(m_trials.size());
    for (const auto &[number, trial] : m_trials)
        trials.push_back(trial);
    return trials;
}

std::vector<SeriesUpdate> ChangeBatch::series() const
{
    std::vector<SeriesUpdate> updates;
    updates.reserve(m_series.size());
    for (const auto &[key, update] : m_series)
        updates.push_back(update);
    return updates;
}

} // namespace attune::desktop
