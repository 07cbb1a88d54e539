// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_follower.h"
#include "app/engine/scheduling/run_watch.h"
#include "app/engine/storage/metric_store.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <optional>
#include <vector>

namespace attune::engine {

/// What a look at one run brought.
struct RunNews
{
    RunKey key;
    RunBatch batch;
};

/// The runs that are followed, and when to look at them: soon after something was printed or has
/// ended, at rest four times a second; and never for longer than a slice at once.
class ActiveRuns : public QObject
{
    Q_OBJECT

public:
    explicit ActiveRuns(QObject *parent = nullptr);

    /// Follows a run from `progress` on.
    void add(const RunDirectory &run, const MetricMatcher &matcher, const RunLauncher &launcher,
             const RunProgress &progress = {});
    [[nodiscard]] std::size_t count() const { return m_followers.size(); }
    [[nodiscard]] std::vector<RunKey> keys() const;
    void remove(const RunKey &key);
    /// How far a run has been read; nothing where it is not followed.
    [[nodiscard]] std::optional<RunProgress> progressOf(const RunKey &key) const;
    /// Whether it has been read at least as far as `before`, as far as that is to be had: not where
    /// it is not followed any more or the program has emptied its log.
    [[nodiscard]] bool hasPassed(const RunKey &key, const RunProgress &before) const;

    /// Looks at every run in order of key, for about `sliceMs`; runs that have ended are followed
    /// no more. Sets when due() comes next.
    [[nodiscard]] std::vector<RunNews> follow(qint64 sliceMs);

    /// Someone knows that something has happened (the bell): due() comes at once.
    void hurry();
    /// No due() until wake(), whatever happens.
    void rest();
    void wake();

Q_SIGNALS:
    void due();

private:
    void schedule(int delayMs);
    /// One bounded look; true when something was new.
    bool look(RunFollower &follower, std::vector<RunNews> &news, bool &hasMore);

    std::map<RunKey, RunFollower> m_followers;
    RunWatch m_watch;
    QTimer m_timer;
    QElapsedTimer m_sinceLook;
    int m_delayMs = 20;
    bool m_isResting = false;
    RunKey m_next; ///< where the last slice ended: no run is starved by another's output
};

} // namespace attune::engine
