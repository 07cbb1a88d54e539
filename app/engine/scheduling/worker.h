// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace attune::engine {

/// One thread for one slow job at a time. A new job takes the place of one that waits and asks the
/// one under way to stop. Answers arrive on the thread that made the worker; jobs take and give
/// values, and share nothing.
class Worker : public QObject
{
    Q_OBJECT

public:
    /// What to do back on the worker's own thread; may be empty.
    using Answer = std::function<void()>;
    using Job = std::function<Answer(std::stop_token stop)>;

    explicit Worker(QObject *parent = nullptr);
    /// Asks the job under way to stop, and waits for it.
    ~Worker() override;

    void start(Job job);

private:
    void work(const std::stop_token &end);

    std::mutex m_mutex;
    std::condition_variable_any m_hasJob;
    std::optional<Job> m_next;
    std::stop_source m_stop; ///< of the job under way
    std::jthread m_thread;   ///< last: ends before what it uses
};

} // namespace attune::engine
