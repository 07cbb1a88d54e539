// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/event_store.h"

#include "app/engine/storage/connection.h"

namespace attune::engine {

using namespace Qt::StringLiterals;

Result<void> EventStore::add(const StudyEvent &event)
{
    return m_connection->run(
        u"INSERT INTO event (id, time_ms, kind, trial, text, data) VALUES (?, ?, ?, ?, ?, ?)"_s,
        {qlonglong(event.id), qlonglong(event.timeMs), QString::fromStdString(event.kind),
         event.trial ? QVariant(*event.trial) : QVariant(), QString::fromStdString(event.text),
         QString::fromStdString(event.data)});
}

Result<std::vector<StudyEvent>> EventStore::read(qint64 afterId)
{
    std::vector<StudyEvent> events;
    auto done = m_connection->select(
        u"SELECT id, time_ms, kind, trial, text, data FROM event WHERE id > ? ORDER BY id"_s,
        {afterId}, [&](const QSqlQuery &row) {
            StudyEvent event;
            event.id = row.value(0).toLongLong();
            event.timeMs = row.value(1).toLongLong();
            event.kind = row.value(2).toString().toStdString();
            if (!row.value(3).isNull())
                event.trial = row.value(3).toInt();
            event.text = row.value(4).toString().toStdString();
            event.data = row.value(5).toString().toStdString();
            events.push_back(std::move(event));
        });
    if (!done)
        return done.error();
    return events;
}

Result<qint64> EventStore::lastId()
{
    auto id = m_connection->single(u"SELECT max(id) FROM event"_s);
    if (!id)
        return id.error();
    return id->toLongLong();
}

} // namespace attune::engine
