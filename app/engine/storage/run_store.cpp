// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/run_store.h"

#include "app/engine/storage/connection.h"
#include "app/engine/storage/stored_words.h"

#include <nlohmann/json.hpp>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

using Json = nlohmann::json;

QString textOfCommand(const std::vector<std::string> &command)
{
    return QString::fromStdString(
        Json(command).dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::vector<std::string> commandOf(const QString &text)
{
    const Json json = Json::parse(text.toStdString(), nullptr, false);
    std::vector<std::string> command;
    for (const Json &argument : json) {
        if (argument.is_string())
            command.push_back(argument.get<std::string>());
    }
    return command;
}

StoredRun runOf(const QSqlQuery &row)
{
    StoredRun stored;
    stored.id = row.value(0).toLongLong();
    Run &run = stored.run;
    run.key = {row.value(1).toInt(), row.value(2).toInt(), row.value(3).toInt(),
               row.value(4).toInt(), row.value(5).toInt()};
    run.directory = row.value(6).toString().toStdString();
    run.command = commandOf(row.value(7).toString());
    run.slot = row.value(8).toInt();
    run.seed = static_cast<std::uint64_t>(row.value(9).toLongLong());
    run.startedMs = row.value(10).toLongLong();
    run.endedMs = row.value(11).toLongLong();
    run.end = runEndOf(row.value(12).toString());
    run.exitCode = row.value(13).toInt();
    run.signal = row.value(14).toInt();
    run.cpuSeconds = row.value(15).toDouble();
    run.peakMemoryBytes = row.value(16).toLongLong();
    run.sentence = row.value(17).toString().toStdString();
    run.resource = row.value(18).toLongLong();
    return stored;
}

} // namespace

Result<qint64> RunStore::insert(const Run &run)
{
    const RunKey &key = run.key;
    const QVariant trial = key.trial < 0 ? QVariant() : QVariant(key.trial);
    auto done = m_connection->run(
        u"INSERT INTO run (trial, fold, replicate, rung, attempt, directory, command, slot, seed, "
        "resource) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {trial, key.fold, key.replicate, key.rung, key.attempt,
         QString::fromStdString(run.directory), textOfCommand(run.command), run.slot,
         static_cast<qlonglong>(run.seed), qlonglong(run.resource)});
    if (!done)
        return done.error();
    auto id = m_connection->lastInsertId();
    if (!id)
        return id;
    if (auto updated = update(*id, run); !updated)
        return updated.error();
    return id;
}

Result<void> RunStore::update(qint64 id, const Run &run)
{
    return m_connection->run(
        u"UPDATE run SET started_ms = ?, ended_ms = ?, end_reason = ?, exit_code = ?, signal = ?, "
        "cpu_seconds = ?, peak_memory_bytes = ?, sentence = ? WHERE id = ?"_s,
        {qlonglong(run.startedMs), qlonglong(run.endedMs), wordOf(run.end), run.exitCode,
         run.signal, run.cpuSeconds, qlonglong(run.peakMemoryBytes),
         QString::fromStdString(run.sentence), id});
}

Result<std::vector<StoredRun>> RunStore::read(qint64 change)
{
    std::vector<StoredRun> runs;
    auto done = m_connection->select(
        u"SELECT r.id, r.trial, r.fold, r.replicate, r.rung, r.attempt, r.directory, r.command, "
        "r.slot, r.seed, r.started_ms, r.ended_ms, r.end_reason, r.exit_code, r.signal, "
        "r.cpu_seconds, r.peak_memory_bytes, r.sentence, r.resource FROM run r JOIN trial t ON "
        "r.trial = "
        "t.number WHERE t.change > ? ORDER BY r.trial, r.replicate, r.fold, r.rung, r.attempt"_s,
        {change}, [&](const QSqlQuery &row) { runs.push_back(runOf(row)); });
    if (!done)
        return done.error();
    return runs;
}

} // namespace attune::engine
