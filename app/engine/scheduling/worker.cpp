// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/worker.h"

#include <QMetaObject>

#include <utility>

namespace attune::engine {

Worker::Worker(QObject *parent)
    : QObject(parent), m_thread([this](std::stop_token end) { work(end); })
{}

Worker::~Worker()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_next.reset();
        m_stop.request_stop();
    }
    m_thread.request_stop();
    m_thread.join();
}

void Worker::start(Job job)
{
    const std::scoped_lock lock(m_mutex);
    m_stop.request_stop();
    m_next = std::move(job);
    m_hasJob.notify_one();
}

void Worker::work(const std::stop_token &end)
{
    while (true) {
        std::unique_lock lock(m_mutex);
        if (!m_hasJob.wait(lock, end, [this] { return m_next.has_value(); }))
            return;
        const Job job = *std::exchange(m_next, std::nullopt);
        m_stop = std::stop_source();
        const std::stop_token stop = m_stop.get_token();
        lock.unlock();
        if (Answer answer = job(stop); answer && !end.stop_requested())
            QMetaObject::invokeMethod(this, std::move(answer), Qt::QueuedConnection);
    }
}

} // namespace attune::engine
