// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/storage/inbox.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace attune::engine {

class StudyPresence;

/// Watches the inbox of a study that this process writes, and hands out requests in order of
/// arrival, each once.
class RequestTaker : public QObject
{
    Q_OBJECT

public:
    /// `taken`: carried out in an earlier session, though their files may still be there. What lies
    /// in the place of a study that is gone is none of its requests.
    RequestTaker(Inbox inbox, QStringList taken, const StudyPresence &presence);

    /// Looks now.
    void take();
    /// These are carried out, and that is committed.
    void forget(const QStringList &ids);

Q_SIGNALS:
    void arrived(const attune::engine::ArrivedRequest &request);

private:
    Inbox m_inbox;
    QStringList m_taken;
    const StudyPresence *m_presence;
    QFileSystemWatcher m_watcher;
    QTimer m_poll; ///< for file systems that tell nothing
};

} // namespace attune::engine
