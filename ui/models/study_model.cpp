// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/study_model.h"

#include "core/study/best_trials.h"
#include "ui/ports/study_gateway.h"

#include <algorithm>
#include <iterator>

namespace attune::ui {

StudyModel::StudyModel(StudyGateway *gateway, QObject *parent) : QObject(parent)
{
    if (!gateway)
        return;
    connect(gateway, &StudyGateway::settingsChanged, this, &StudyModel::setSettings);
    connect(gateway, &StudyGateway::trialsChanged, this, &StudyModel::updateTrials);
    connect(gateway, &StudyGateway::seriesChanged, this, &StudyModel::updateSeries);
    connect(gateway, &StudyGateway::statusChanged, this, &StudyModel::setStatus);
}

const Trial *StudyModel::trial(int number) const
{
    if (number < 0 || number >= static_cast<int>(m_trials.size()))
        return nullptr;
    return &m_trials[static_cast<std::size_t>(number)];
}

const Trial *StudyModel::best() const
{
    if (m_settings.objectives.size() != 1)
        return nullptr;
    if (m_status.isReportedForItsMean())
        return trial(m_status.incumbent->trial);
    return bestTrial(m_trials, m_settings.objectives.front());
}

std::vector<int> StudyModel::bestNumbers() const
{
    const Trial *only = best();
    return only ? std::vector<int>{only->number} : front();
}

bool StudyModel::isBest(int number) const
{
    const Trial *only = best();
    return only ? only->number == number : std::ranges::find(front(), number) != front().end();
}

std::vector<std::string> StudyModel::metrics() const
{
    std::vector<std::string> names;
    if (!m_settings.objectives.empty() && !m_settings.objectives.front().metric.empty())
        names.push_back(m_settings.objectives.front().metric);
    for (const std::string &name : m_metrics) {
        if (names.empty() || name != names.front())
            names.push_back(name);
    }
    return names;
}

const std::vector<MetricPoint> &StudyModel::points(int trial, const std::string &metric) const
{
    static const std::vector<MetricPoint> none;
    const auto ofTrial = m_series.find(trial);
    if (ofTrial == m_series.end())
        return none;
    const auto series = ofTrial->second.find(metric);
    return series == ofTrial->second.end() ? none : series->second.points;
}

void StudyModel::setSettings(const StudySettings &settings, int revision)
{
    m_settings = settings;
    m_revision = revision;
    Q_EMIT settingsChanged();
}

void StudyModel::updateTrials(const std::vector<Trial> &trials)
{
    std::vector<int> numbers;
    for (const Trial &trial : trials) {
        if (trial.number < 0)
            continue;
        // Trials may be announced out of order: the ones between are known by number only so far.
        while (static_cast<int>(m_trials.size()) <= trial.number) {
            Trial added;
            added.number = static_cast<int>(m_trials.size());
            numbers.push_back(added.number);
            m_trials.push_back(std::move(added));
        }
        for (const auto &[name, value] : trial.settings)
            m_triedNames.insert(name);
        m_trials[static_cast<std::size_t>(trial.number)] = trial;
        numbers.push_back(trial.number);
    }
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    if (!numbers.empty())
        Q_EMIT trialsChanged(numbers);
}

void StudyModel::updateSeries(const std::vector<SeriesUpdate> &updates)
{
    std::set<int> numbers;
    for (const SeriesUpdate &update : updates) {
        if (update.run.trial < 0)
            continue;
        auto &ofTrial = m_series[update.run.trial];
        const auto isLater = [&update](const auto &known) { return known.second.run > update.run; };
        if (std::ranges::any_of(ofTrial, isLater))
            continue; // late news of a run that another attempt has replaced
        std::erase_if(ofTrial,
                      [&update](const auto &known) { return known.second.run < update.run; });
        SeriesUpdate &known = ofTrial[update.metric];
        if (update.isWhole)
            known.points = update.points;
        else
            known.points.insert(known.points.end(), update.points.begin(), update.points.end());
        known.run = update.run;
        known.metric = update.metric;
        m_metrics.insert(update.metric);
        numbers.insert(update.run.trial);
    }
    if (!numbers.empty())
        Q_EMIT seriesChanged({numbers.begin(), numbers.end()});
}

void StudyModel::setStatus(const StudyStatus &status)
{
    if (status == m_status)
        return;
    std::vector<int> former = bestNumbers();
    m_status = status;
    std::vector<int> now = bestNumbers();
    if (former != now) {
        // Other trials are the best although none has changed: what shows them must show them anew.
        std::ranges::sort(former);
        std::ranges::sort(now);
        std::vector<int> changed;
        std::ranges::set_symmetric_difference(former, now, std::back_inserter(changed));
        std::erase_if(changed, [this](int number) { return !trial(number); });
        if (!changed.empty())
            Q_EMIT trialsChanged(changed);
    }
    Q_EMIT statusChanged();
}

} // namespace attune::ui
