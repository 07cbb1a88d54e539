// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/study_status.h"
#include "core/study/trial.h"

#include <QObject>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace attune::ui {

class StudyGateway;

/// What the window knows of a study: a mirror of what the gateway announced. Pages read it and
/// listen to its signals.
class StudyModel : public QObject
{
    Q_OBJECT

public:
    /// Listens to `gateway` (borrowed; may be null in tests of painters).
    explicit StudyModel(StudyGateway *gateway, QObject *parent = nullptr);

    [[nodiscard]] const StudySettings &settings() const { return m_settings; }
    [[nodiscard]] int revision() const { return m_revision; }
    [[nodiscard]] const StudyStatus &status() const { return m_status; }
    [[nodiscard]] const std::vector<Trial> &trials() const { return m_trials; } ///< index = number
    [[nodiscard]] const Trial *trial(int number) const;
    /// The trial to report: of noisy results the one that the model expects the most of, else the
    /// one with the best result. Null while none is complete, and where several objectives have a
    /// front.
    [[nodiscard]] const Trial *best() const;
    /// With several objectives the trials that no other one beats, by the first, best first.
    [[nodiscard]] const std::vector<int> &front() const { return m_status.front; }
    /// The best, or else the front.
    [[nodiscard]] std::vector<int> bestNumbers() const;
    [[nodiscard]] bool isBest(int number) const;

    /// Names of all metrics seen, the objective first.
    [[nodiscard]] std::vector<std::string> metrics() const;
    /// Names of all hyperparameters that trials have a value of, in the space or not any more.
    [[nodiscard]] const std::set<std::string> &triedNames() const { return m_triedNames; }
    /// Points of a metric in a trial's last run; empty when none.
    [[nodiscard]] const std::vector<MetricPoint> &points(int trial,
                                                         const std::string &metric) const;

    void setSettings(const StudySettings &settings, int revision);
    void updateTrials(const std::vector<Trial> &trials);
    void updateSeries(const std::vector<SeriesUpdate> &updates);
    void setStatus(const StudyStatus &status);

Q_SIGNALS:
    void settingsChanged();
    void trialsChanged(const std::vector<int> &numbers); ///< changed or added
    void seriesChanged(const std::vector<int> &numbers);
    void statusChanged();

private:
    StudySettings m_settings;
    int m_revision = 0;
    StudyStatus m_status;
    std::vector<Trial> m_trials;
    std::map<int, std::map<std::string, SeriesUpdate>> m_series;
    std::set<std::string> m_metrics;
    std::set<std::string> m_triedNames;
};

} // namespace attune::ui
