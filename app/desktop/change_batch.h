// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/study_status.h"
#include "core/study/trial.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace attune::desktop {

/// What changed in a study since the window was told last: each trial once, as it is now; the new
/// points of each series together.
class ChangeBatch
{
public:
    void add(const Trial &trial) { m_trials.insert_or_assign(trial.number, trial); }
    void add(const SeriesUpdate &update);
    void add(const StudyStatus &status) { m_status = status; }

    [[nodiscard]] bool isEmpty() const { return m_trials.empty() && m_series.empty() && !m_status; }
    [[nodiscard]] std::vector<Trial> trials() const;
    [[nodiscard]] std::vector<SeriesUpdate> series() const;
    [[nodiscard]] const std::optional<StudyStatus> &status() const { return m_status; }

private:
    std::map<int, Trial> m_trials;
    std::map<std::pair<RunKey, std::string>, SeriesUpdate> m_series;
    std::optional<StudyStatus> m_status;
};

} // namespace attune::desktop
