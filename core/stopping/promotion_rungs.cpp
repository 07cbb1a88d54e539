// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stopping/promotion_rungs.h"

#include "core/stopping/short_text.h"
#include "core/stopping/successive_halving.h"
#include "core/study/best_trials.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune {

std::string RungStanding::sentence() const
{
    const std::string begin = "Stopped at step " + std::to_string(step) + ": ";
    if (!limit)
        return begin + "of " + std::to_string(trials) + (trials == 1 ? " trial" : " trials") +
               " that reached it, none goes on.";
    const std::string best = "among the best " + std::to_string(mayGoOn) + " (up to " +
                             shortText(*limit) + ") of the " + std::to_string(trials) +
                             " trials that reached it";
    if (isAmongBest)
        return begin + shortText(value) + " is " + best +
               ", but the study ended before it went on.";
    return begin + shortText(value) + " is not " + best + ".";
}

std::int64_t resourceAfter(const SearchSettings &search, std::int64_t maximum, int trial,
                           std::int64_t reached)
{
    const int bracket = bracketOf(search.hyperband, maximum, search.seed, trial);
    const std::vector<std::int64_t> rungs = rungsOf(search.hyperband, maximum, bracket);
    const auto next = std::upper_bound(rungs.begin(), rungs.end(), reached);
    return next == rungs.end() ? maximum : *next;
}

PromotionRungs::PromotionRungs(const SearchSettings &search, std::int64_t maximum,
                               const Objective &objective)
    : m_search(search), m_maximum(maximum), m_objective(objective)
{
    for (int bracket = 0; bracket < std::max(1, search.hyperband.brackets); ++bracket) {
        m_brackets.emplace_back();
        for (const std::int64_t resource : rungsOf(search.hyperband, maximum, bracket))
            m_brackets.back().push_back({resource, {}});
    }
}

double PromotionRungs::valueAt(const std::vector<RungRun> &runs, std::int64_t resource) const
{
    std::vector<MetricPoint> readings;
    for (const RungRun &run : runs) {
        readings.insert(readings.end(), run.points.begin(), run.points.end());
        if (run.hasReached && run.resource >= resource)
            break;
    }
    const auto last = std::find_if(readings.begin(), readings.end(), [&](const auto &point) {
        return resourceAt(point, readings.front()) >= resource;
    });
    if (last != readings.end())
        readings.erase(last + 1, readings.end());
    const std::optional<double> value = objectiveOf(m_objective, readings);
    if (value && !std::isnan(*value))
        return *value;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return m_objective.direction == Direction::Minimize ? infinity : -infinity;
}

void PromotionRungs::enter(int trial, const std::vector<RungRun> &runs)
{
    forget(trial);
    std::int64_t reached = 0;
    for (const RungRun &run : runs)
        reached = std::max(reached, run.hasReached ? run.resource : 0);
    const auto read = std::find_if(runs.begin(), runs.end(),
                                   [](const RungRun &run) { return !run.points.empty(); });
    if (read == runs.end())
        return;
    const int bracket = bracketOf(m_search.hyperband, m_maximum, m_search.seed, trial);
    std::vector<Rung> &rungs = m_brackets[static_cast<std::size_t>(bracket)];
    for (std::size_t i = 0; i < rungs.size() && rungs[i].resource <= reached; ++i) {
        rungs[i].values[trial] = valueAt(runs, rungs[i].resource);
        m_places[trial] = {bracket, i, read->points.front().step};
    }
}

void PromotionRungs::forget(int trial)
{
    m_places.erase(trial);
    for (std::vector<Rung> &rungs : m_brackets) {
        for (Rung &rung : rungs)
            rung.values.erase(trial);
    }
}

std::vector<std::pair<double, int>> PromotionRungs::bestAt(const Rung &rung) const
{
    std::vector<std::pair<double, int>> order;
    order.reserve(rung.values.size());
    for (const auto &[trial, value] : rung.values)
        order.emplace_back(value, trial);
    const std::size_t count =
        order.size() / static_cast<std::size_t>(std::max(2, m_search.hyperband.reductionFactor));
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(order.begin(), end, order.end(), [this](const auto &a, const auto &b) {
        return a.first == b.first ? a.second < b.second
                                  : isBetter(m_objective.direction, a.first, b.first);
    });
    order.erase(end, order.end());
    return order;
}

std::optional<int> PromotionRungs::next(const std::function<bool(int)> &isPaused) const
{
    std::map<std::int64_t, std::vector<std::pair<int, std::size_t>>, std::greater<>> byResource;
    for (std::size_t bracket = 0; bracket < m_brackets.size(); ++bracket) {
        for (std::size_t i = 0; i < m_brackets[bracket].size(); ++i)
            byResource[m_brackets[bracket][i].resource].emplace_back(static_cast<int>(bracket), i);
    }
    for (const auto &[resource, rungs] : byResource) {
        for (const auto &[bracket, index] : rungs) {
            const Rung &rung = m_brackets[static_cast<std::size_t>(bracket)][index];
            for (const auto &[value, trial] : bestAt(rung)) {
                if (m_places.at(trial).rung == index && std::isfinite(value) && isPaused(trial))
                    return trial;
            }
        }
    }
    return std::nullopt;
}

std::optional<RungStanding> PromotionRungs::standingOf(int trial) const
{
    const auto found = m_places.find(trial);
    if (found == m_places.end())
        return std::nullopt;
    const Place &place = found->second;
    const Rung &rung = m_brackets[static_cast<std::size_t>(place.bracket)][place.rung];
    const std::vector<std::pair<double, int>> best = bestAt(rung);
    RungStanding standing;
    standing.step = rung.resource - (place.firstStep == 0 ? 1 : 0);
    standing.value = rung.values.at(trial);
    standing.trials = static_cast<int>(rung.values.size());
    standing.mayGoOn = static_cast<int>(best.size());
    if (!best.empty())
        standing.limit = best.back().first;
    standing.isAmongBest = std::any_of(best.begin(), best.end(),
                                       [&](const auto &each) { return each.second == trial; });
    return standing;
}

} // namespace attune
