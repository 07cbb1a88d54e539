// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_book.h"

#include "app/engine/exchange/study_json.h"

#include <QDateTime>

#include <algorithm>
#include <functional>
#include <utility>

// The revisions of a study: which definition holds when, and by which rules trials are judged.

namespace attune::engine {

namespace {

const MetricRule *ruleOf(const StudyRules &rules, const std::string &metric)
{
    const auto found = std::ranges::find(rules.metrics, metric, &MetricRule::name);
    return found == rules.metrics.end() ? nullptr : &*found;
}

/// Whether a metric is read as it was.
bool isReadAlike(const std::string &metric, const StudyRules &before, const StudyRules &after)
{
    const MetricRule *then = ruleOf(before, metric);
    const MetricRule *now = ruleOf(after, metric);
    return then && now && *then == *now;
}

/// The value of each of `after` that is among `before` too: the same by `keyOf`, and of a metric
/// for which `isKept`.
template<typename Item, typename Key, typename IsKept>
std::vector<std::optional<double>>
carriedOver(const std::vector<std::optional<double>> &values, const std::vector<Item> &before,
            const std::vector<Item> &after, Key keyOf, IsKept isKept)
{
    if (values.empty())
        return {};
    std::vector<std::optional<double>> carried;
    for (const Item &item : after) {
        if (!isKept(item.metric)) {
            carried.emplace_back();
            continue;
        }
        const auto same = std::ranges::find(before, std::invoke(keyOf, item), keyOf);
        const auto known = std::size_t(same - before.begin());
        carried.push_back(known < values.size() ? values[known] : std::nullopt);
    }
    return carried;
}

void carryOver(Trial &trial, const StudyRules &before, const StudyRules &after)
{
    const bool isJudged = !trial.objectives.empty();
    const auto isKept = [&](const std::string &metric) {
        return isReadAlike(metric, before, after);
    };
    trial.objectives =
        carriedOver(trial.objectives, before.objectives, after.objectives, std::identity(), isKept);
    trial.required = carriedOver(trial.required, before.requirements, after.requirements,
                                 &Requirement::metric, isKept);
    if (isJudged)
        trial.required.resize(after.requirements.size());
    trial.meetsRequirements = !isJudged || areMet(after.requirements, trial.required);
}

} // namespace

StudySettings StudyBook::definitionAt(int revision) const
{
    const auto made = std::ranges::find(m_revisions, revision, &RevisionRecord::number);
    if (revision == this->revision() || made == m_revisions.end())
        return m_settings;
    if (auto then = settingsFromStudyJson(made->json))
        return std::move(*then);
    return m_settings;
}

const Settings &StudyBook::fixedAt(int revision) const
{
    const auto [known, isNew] = m_fixed.try_emplace(revision);
    if (!isNew)
        return known->second;
    for (const auto &fixed : definitionAt(revision).space.fixed)
        known->second.emplace(fixed.first, valueFromText(fixed.second));
    return known->second;
}

std::string StudyBook::objectiveAt(qint64 timeMs) const
{
    const auto later = std::ranges::upper_bound(m_revisions, timeMs, {}, &RevisionRecord::madeMs);
    if (later == m_revisions.begin())
        return {};
    const auto [known, isNew] = m_objectiveNames.try_emplace(std::prev(later)->rulesRevision);
    if (isNew) {
        const StudySettings then = definitionAt(known->first);
        known->second = then.objectives.empty() ? "" : then.objectives.front().metric;
    }
    return known->second;
}

void StudyBook::setSettings(const StudySettings &settings, const std::string &json)
{
    RevisionRecord record = m_revisions.back();
    record.madeMs = QDateTime::currentMSecsSinceEpoch();
    record.name = settings.name;
    record.json = json;
    record.budgetTrials = settings.budget.trials;
    record.budgetParallel = settings.budget.parallel;
    m_settings = settings;
    if (m_trials.empty()) {
        replaceLastRevision(record);
        m_rules = rulesOf(settings);
    } else {
        ++record.number;
        m_revisions.push_back(record);
        m_changes.revisions.push_back(record);
    }
    putInForce();
}

void StudyBook::putInForce()
{
    m_isDraft = !m_settings.problems().empty();
    m_settingsInForce = m_settings;
    m_revisionInForce = revision();
    if (!m_isDraft)
        return;
    for (auto made = m_revisions.rbegin() + 1; made != m_revisions.rend(); ++made) {
        auto earlier = settingsFromStudyJson(made->json);
        if (!earlier || !earlier->problems().empty())
            continue;
        m_settingsInForce = std::move(*earlier);
        m_revisionInForce = made->number;
        // How many run at a time changes nothing that a trial depends on, so a draft's counts.
        StudySettings asParallel = m_settingsInForce;
        asParallel.budget.parallel = m_settings.budget.parallel;
        if (asParallel.problems().empty())
            m_settingsInForce = std::move(asParallel);
        return;
    }
}

void StudyBook::beginRules()
{
    RevisionRecord record = m_revisions.back();
    record.rulesRevision = record.number;
    replaceLastRevision(record);
    const StudyRules before = std::exchange(m_rules, rulesOf(m_settings));
    for (Trial &trial : m_trials)
        carryOver(trial, before, m_rules);
    m_results.clear();
    m_changes.firstNewResult = 0;
    // What was read by the rules before and is not stored would be stored as read by these.
    m_live.clear();
    m_changes.progress.clear();
    m_changes.endedRuns.clear();
}

void StudyBook::replaceLastRevision(const RevisionRecord &record)
{
    m_revisions.back() = record;
    m_fixed.erase(record.number);
    m_objectiveNames.erase(record.rulesRevision);
    m_changes.revisions.push_back(record);
}

} // namespace attune::engine
