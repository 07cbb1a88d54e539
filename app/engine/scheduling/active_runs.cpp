// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/active_runs.h"

#include <algorithm>

namespace attune::engine {

namespace {

constexpr int busyMs = 20;
constexpr int idleMs = 250;
constexpr std::int64_t bytesPerLook = 64 * 1024;

} // namespace

ActiveRuns::ActiveRuns(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_sinceLook.start();
    connect(&m_timer, &QTimer::timeout, this, &ActiveRuns::due);
    connect(&m_watch, &RunWatch::stirred, this,
            [this] { schedule(int(std::max<qint64>(0, busyMs - m_sinceLook.elapsed()))); });
}

void ActiveRuns::add(const RunDirectory &run, const MetricMatcher &matcher,
                     const RunLauncher &launcher, const RunProgress &progress)
{
    m_followers.erase(run.key());
    m_followers.emplace(run.key(), RunFollower(run, matcher, launcher, progress));
    m_watch.add(run.path());
    // A run that has ended already rang before anyone followed it.
    schedule(run.hasExit() ? 0 : busyMs);
}

std::vector<RunKey> ActiveRuns::keys() const
{
    std::vector<RunKey> keys;
    for (const auto &[key, follower] : m_followers)
        keys.push_back(key);
    return keys;
}

std::optional<RunProgress> ActiveRuns::progressOf(const RunKey &key) const
{
    const auto found = m_followers.find(key);
    return found == m_followers.end() ? std::nullopt : std::optional(found->second.progress());
}

bool ActiveRuns::hasPassed(const RunKey &key, const RunProgress &before) const
{
    const auto found = m_followers.find(key);
    if (found == m_followers.end() || found->second.wasEmptied())
        return true;
    const RunProgress &read = found->second.progress();
    return read[0].offset >= before[0].offset && read[1].offset >= before[1].offset;
}

void ActiveRuns::remove(const RunKey &key)
{
    const auto found = m_followers.find(key);
    if (found == m_followers.end())
        return;
    m_watch.remove(found->second.run().path());
    m_followers.erase(found);
}

bool ActiveRuns::look(RunFollower &follower, std::vector<RunNews> &news, bool &hasMore)
{
    RunBatch batch = follower.follow(bytesPerLook);
    hasMore = hasMore || batch.hasMore;
    const bool isNew = !batch.points.empty() || batch.outcome.has_value() || batch.hasMore;
    if (isNew)
        news.push_back({follower.run().key(), std::move(batch)});
    return isNew;
}

std::vector<RunNews> ActiveRuns::follow(qint64 sliceMs)
{
    m_watch.rearm();
    QElapsedTimer slice;
    slice.start();
    std::vector<RunNews> news;
    bool hasMore = true;
    // Several rounds while there is more to read and time left; each begins where the last ended.
    while (hasMore && slice.elapsed() < sliceMs) {
        hasMore = false;
        std::vector<RunKey> order = keys();
        std::rotate(order.begin(), std::ranges::lower_bound(order, m_next), order.end());
        for (const RunKey &key : order) {
            m_next = key;
            if (slice.elapsed() >= sliceMs) {
                hasMore = true;
                break;
            }
            look(m_followers.at(key), news, hasMore);
            if (!news.empty() && news.back().key == key && news.back().batch.outcome)
                remove(key);
        }
    }
    std::ranges::stable_sort(news, {}, &RunNews::key);
    m_sinceLook.restart();
    m_delayMs = !news.empty() ? busyMs : std::min(idleMs, m_delayMs * 3 / 2);
    m_timer.stop();
    if (!m_followers.empty())
        schedule(hasMore ? 0 : m_delayMs);
    return news;
}

void ActiveRuns::hurry()
{
    schedule(0);
}

void ActiveRuns::rest()
{
    m_isResting = true;
    m_timer.stop();
}

void ActiveRuns::wake()
{
    m_isResting = false;
    schedule(0);
}

void ActiveRuns::schedule(int delayMs)
{
    if (m_isResting)
        return;
    if (!m_timer.isActive() || m_timer.remainingTime() > delayMs)
        m_timer.start(delayMs);
}

} // namespace attune::engine
