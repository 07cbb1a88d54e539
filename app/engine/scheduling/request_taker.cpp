// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/request_taker.h"

#include "app/engine/storage/study_presence.h"

namespace attune::engine {

namespace {

constexpr int pollMs = 1000;

} // namespace

RequestTaker::RequestTaker(Inbox inbox, QStringList taken, const StudyPresence &presence)
    : m_inbox(std::move(inbox)), m_taken(std::move(taken)), m_presence(&presence)
{
    m_watcher.addPath(m_inbox.path());
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &RequestTaker::take);
    connect(&m_poll, &QTimer::timeout, this, &RequestTaker::take);
    m_poll.start(pollMs);
}

void RequestTaker::take()
{
    if (!m_presence->isThere())
        return;
    for (const ArrivedRequest &request : m_inbox.arrived(m_taken)) {
        m_taken << request.id;
        Q_EMIT arrived(request);
    }
}

void RequestTaker::forget(const QStringList &ids)
{
    for (const QString &id : ids) {
        if (m_inbox.remove(id)) // else its file is passed over, also by the next session
            m_taken.removeAll(id);
    }
}

} // namespace attune::engine
