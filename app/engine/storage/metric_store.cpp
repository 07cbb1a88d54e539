// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/metric_store.h"

#include "app/engine/storage/connection.h"

#include <algorithm>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

Error damagedSeries(const Connection &connection, const std::string &metric)
{
    return Error{ErrorKind::Damaged, u"The points of \"%1\" in \"%2\" are damaged."_s
                                         .arg(QString::fromStdString(metric), connection.file())
                                         .toStdString()};
}

} // namespace

Result<qint64> MetricStore::addSeries(qint64 run, int rulesRevision, const std::string &metric)
{
    auto done =
        m_connection->run(u"INSERT INTO series (run, rules_revision, metric) VALUES (?, ?, ?)"_s,
                          {run, rulesRevision, QString::fromStdString(metric)});
    if (!done)
        return done.error();
    return m_connection->lastInsertId();
}

Result<void> MetricStore::append(qint64 series, qint64 sequence,
                                 std::span<const StoredPoint> points)
{
    const auto count = static_cast<qlonglong>(points.size());
    auto done = m_connection->run(u"INSERT INTO point_chunk (series, sequence, point_count, "
                                  "points) VALUES (?, ?, ?, ?)"_s,
                                  {series, sequence, count, packPoints(points)});
    if (!done)
        return done;
    return m_connection->run(u"UPDATE series SET point_count = ? WHERE id = ?"_s,
                             {sequence + count, series});
}

Result<void> MetricStore::finish(qint64 series, const std::vector<StoredPoint> &points,
                                 std::size_t mostPacked)
{
    const std::span<const StoredPoint> all(points);
    const std::span<const StoredPoint> first = all.first(std::min(all.size(), mostPacked));
    auto done = m_connection->run(
        u"UPDATE series SET point_count = ?, points = ?, envelope = ? WHERE id = ?"_s,
        {qlonglong(first.size()), packPoints(first),
         packPlainPoints(envelopeOf(plainPoints(points))), series});
    if (done)
        done = m_connection->run(u"DELETE FROM point_chunk WHERE series = ?"_s, {series});
    for (std::size_t at = first.size(); done && at < all.size(); at += mostPacked)
        done = append(series, qint64(at), all.subspan(at, std::min(mostPacked, all.size() - at)));
    return done;
}

Result<void> MetricStore::saveProgress(qint64 run, int rulesRevision, const RunProgress &progress)
{
    for (std::size_t stream = 0; stream < progress.size(); ++stream) {
        const StreamProgress &position = progress[stream];
        auto done = m_connection->run(
            u"INSERT OR REPLACE INTO log_position (run, stream, rules_revision, log_offset, "
            "lines, state) VALUES (?, ?, ?, ?, ?, ?)"_s,
            {run, int(stream), rulesRevision, qlonglong(position.offset), qlonglong(position.lines),
             QString::fromStdString(position.state)});
        if (!done)
            return done;
    }
    return {};
}

Result<RunProgress> MetricStore::progress(qint64 run, int rulesRevision)
{
    RunProgress progress;
    auto done = m_connection->select(
        u"SELECT stream, log_offset, lines, state FROM log_position WHERE run = ? AND "
        "rules_revision = ?"_s,
        {run, rulesRevision}, [&](const QSqlQuery &row) {
            StreamProgress &position = progress[row.value(0).toInt() == 0 ? 0 : 1];
            position.offset = row.value(1).toLongLong();
            position.lines = row.value(2).toLongLong();
            position.state = row.value(3).toString().toStdString();
        });
    if (!done)
        return done.error();
    return progress;
}

Result<std::vector<StoredPoint>> MetricStore::chunksOf(qint64 series, const std::string &metric)
{
    std::vector<StoredPoint> all;
    bool isDamaged = false;
    auto done =
        m_connection->select(u"SELECT points FROM point_chunk WHERE series = ? ORDER BY sequence"_s,
                             {series}, [&](const QSqlQuery &row) {
                                 const auto points = unpackPoints(row.value(0).toByteArray());
                                 isDamaged = isDamaged || !points;
                                 if (points)
                                     all.insert(all.end(), points->begin(), points->end());
                             });
    if (!done)
        return done.error();
    if (isDamaged)
        return damagedSeries(*m_connection, metric);
    return all;
}

Result<std::vector<StoredSeries>> MetricStore::series(qint64 run, int rulesRevision)
{
    std::vector<StoredSeries> all;
    std::optional<Error> damage;
    auto done = m_connection->select(
        u"SELECT id, metric, points FROM series WHERE run = ? AND rules_revision = ? ORDER BY id"_s,
        {run, rulesRevision}, [&](const QSqlQuery &row) {
            all.push_back({row.value(0).toLongLong(), row.value(1).toString().toStdString(), {}});
            if (row.value(2).isNull())
                return;
            if (auto points = unpackPoints(row.value(2).toByteArray()))
                all.back().points = std::move(*points);
            else
                damage = damagedSeries(*m_connection, all.back().metric);
        });
    if (!done)
        return done.error();
    if (damage)
        return *damage;
    for (StoredSeries &series : all) {
        auto chunks = chunksOf(series.id, series.metric);
        if (!chunks)
            return chunks.error();
        series.points.insert(series.points.end(), chunks->begin(), chunks->end());
    }
    return all;
}

Result<std::vector<SeriesTail>> MetricStore::tails(qint64 run, int rulesRevision,
                                                   const std::map<std::string, std::size_t> &known)
{
    std::vector<std::pair<qint64, SeriesTail>> live;
    auto done = m_connection->select(
        u"SELECT id, metric, point_count FROM series WHERE run = ? AND rules_revision = ? AND "
        "points IS NULL ORDER BY id"_s,
        {run, rulesRevision}, [&](const QSqlQuery &row) {
            SeriesTail tail{row.value(1).toString().toStdString(), 0, {}};
            const auto count = std::size_t(row.value(2).toULongLong());
            const auto before = known.find(tail.metric);
            tail.first = before == known.end() || before->second > count ? 0 : before->second;
            if (tail.first < count)
                live.emplace_back(row.value(0).toLongLong(), std::move(tail));
        });
    std::optional<Error> damage;
    std::vector<SeriesTail> tails;
    for (auto &[id, tail] : live) {
        if (!done || damage)
            break;
        // Where no chunk begins, what is known is of another reading.
        auto border = m_connection->single(
            u"SELECT count(*) FROM point_chunk WHERE series = ? AND sequence = ?"_s,
            {id, qulonglong(tail.first)});
        if (!border)
            return border.error();
        if (border->toInt() == 0)
            tail.first = 0;
        done = m_connection->select(
            u"SELECT points FROM point_chunk WHERE series = ? AND sequence >= ? ORDER BY "
            "sequence"_s,
            {id, qulonglong(tail.first)}, [&](const QSqlQuery &row) {
                const auto points = unpackPoints(row.value(0).toByteArray());
                if (!points)
                    damage = damagedSeries(*m_connection, tail.metric);
                else
                    for (const StoredPoint &point : *points)
                        tail.points.push_back(point.point);
            });
        tails.push_back(std::move(tail));
    }
    if (!done || damage)
        return damage ? *damage : done.error();
    return tails;
}

Result<void> MetricStore::envelopes(int rulesRevision, const VisitEnvelope &visit)
{
    return m_connection->select(
        u"SELECT run, metric, envelope FROM series WHERE rules_revision = ? AND envelope IS NOT "
        "NULL"_s,
        {rulesRevision}, [&](const QSqlQuery &row) {
            if (auto points = unpackPoints(row.value(2).toByteArray())) {
                visit(row.value(0).toLongLong(), row.value(1).toString().toStdString(),
                      plainPoints(*points));
            }
        });
}

Result<void> MetricStore::curves(int rulesRevision, const std::string &metric,
                                 const VisitCurve &visit)
{
    return m_connection->select(
        u"SELECT r.trial, r.rung, r.attempt, s.points, s.id, s.point_count FROM series s JOIN run "
        "r ON r.id = s.run WHERE s.rules_revision "
        "= ? AND s.metric = ? AND s.points IS NOT NULL AND r.trial IS NOT NULL AND r.fold = 0 "
        "AND r.replicate = 0 ORDER BY r.id"_s,
        {rulesRevision, QString::fromStdString(metric)}, [&](const QSqlQuery &row) {
            const RunKey run{.trial = row.value(0).toInt(),
                             .rung = row.value(1).toInt(),
                             .attempt = row.value(2).toInt()};
            auto points = unpackPoints(row.value(3).toByteArray());
            if (!points)
                return;
            if (std::ssize(*points) < row.value(5).toLongLong()) {
                if (const auto rest = chunksOf(row.value(4).toLongLong(), metric))
                    points->insert(points->end(), rest->begin(), rest->end());
            }
            visit(run, plainPoints(*points));
        });
}

Result<void> MetricStore::dropOtherRules(qint64 run, int rulesRevision)
{
    for (const QString &sql :
         {u"DELETE FROM point_chunk WHERE series IN (SELECT id FROM series WHERE run = ? AND "
          "rules_revision <> ?)"_s,
          u"DELETE FROM series WHERE run = ? AND rules_revision <> ?"_s,
          u"DELETE FROM log_position WHERE run = ? AND rules_revision <> ?"_s}) {
        if (auto done = m_connection->run(sql, {run, rulesRevision}); !done)
            return done;
    }
    return {};
}

Result<void> MetricStore::dropAll(qint64 run)
{
    for (const QString &sql :
         {u"DELETE FROM point_chunk WHERE series IN (SELECT id FROM series WHERE run = ?)"_s,
          u"DELETE FROM series WHERE run = ?"_s, u"DELETE FROM log_position WHERE run = ?"_s}) {
        if (auto done = m_connection->run(sql, {run}); !done)
            return done;
    }
    return {};
}

Result<void> MetricStore::keepUnderRules(qint64 run, int rulesRevision)
{
    for (const QString &table : {u"series"_s, u"log_position"_s}) {
        auto done = m_connection->run(
            u"UPDATE OR IGNORE %1 SET rules_revision = ? WHERE run = ?"_s.arg(table),
            {rulesRevision, run});
        if (!done)
            return done;
    }
    return dropOtherRules(run, rulesRevision);
}

} // namespace attune::engine
