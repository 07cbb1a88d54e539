// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/study_store.h"

#include "app/engine/storage/connection.h"
#include "app/engine/storage/stored_words.h"

#include <QDataStream>
#include <QIODevice>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const std::vector<double> &numbers)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setByteOrder(QDataStream::LittleEndian);
    for (const double number : numbers)
        stream << number;
    return bytes;
}

std::vector<double> doublesOf(const QByteArray &bytes)
{
    std::vector<double> numbers(static_cast<std::size_t>(bytes.size()) / sizeof(double));
    QDataStream stream(bytes);
    stream.setByteOrder(QDataStream::LittleEndian);
    for (double &number : numbers)
        stream >> number;
    return numbers;
}

} // namespace

Result<void> StudyStore::create(const StudyRecord &study)
{
    return m_connection->run(
        u"INSERT INTO study (id, created_ms, source_folder, state) VALUES (1, ?, ?, ?)"_s,
        {study.createdMs, study.sourceFolder, wordOf(study.state)});
}

Result<StudyRecord> StudyStore::read()
{
    StudyRecord study;
    bool isThere = false;
    auto done = m_connection->select(
        u"SELECT created_ms, source_folder, state, reason, ran_seconds, change FROM study"_s, {},
        [&](const QSqlQuery &row) {
            isThere = true;
            study.createdMs = row.value(0).toLongLong();
            study.sourceFolder = row.value(1).toString();
            study.state = studyStateOf(row.value(2).toString());
            study.reason = row.value(3).toString().toStdString();
            study.ranSeconds = row.value(4).toDouble();
            study.change = row.value(5).toLongLong();
        });
    if (!done)
        return done.error();
    if (!isThere)
        return Error{ErrorKind::Damaged,
                     u"\"%1\" holds no study."_s.arg(m_connection->file()).toStdString()};
    return study;
}

Result<void> StudyStore::update(const StudyRecord &study)
{
    return m_connection->run(
        u"UPDATE study SET state = ?, reason = ?, ran_seconds = ?, change = ?"_s,
        {wordOf(study.state), QString::fromStdString(study.reason), study.ranSeconds,
         study.change});
}

Result<void> StudyStore::saveRevision(const RevisionRecord &revision)
{
    auto done = m_connection->run(
        u"INSERT OR REPLACE INTO study_revision (number, made_ms, rules_revision, budget_trials, "
        "budget_parallel) VALUES (?, ?, ?, ?, ?)"_s,
        {revision.number, revision.madeMs, revision.rulesRevision, revision.budgetTrials,
         revision.budgetParallel});
    if (!done)
        return done;
    return m_connection->run(
        u"INSERT OR REPLACE INTO definition (revision, number, name, json) VALUES (?, 0, ?, ?)"_s,
        {revision.number, QString::fromStdString(revision.name),
         QString::fromStdString(revision.json)});
}

Result<std::vector<RevisionRecord>> StudyStore::revisions()
{
    std::vector<RevisionRecord> revisions;
    auto done = m_connection->select(
        u"SELECT r.number, r.rules_revision, r.made_ms, d.name, d.json, r.budget_trials, "
        "r.budget_parallel FROM study_revision r JOIN definition d ON d.revision = r.number AND "
        "d.number = 0 ORDER BY r.number"_s,
        {}, [&](const QSqlQuery &row) {
            revisions.push_back({.number = row.value(0).toInt(),
                                 .rulesRevision = row.value(1).toInt(),
                                 .madeMs = row.value(2).toLongLong(),
                                 .name = row.value(3).toString().toStdString(),
                                 .json = row.value(4).toString().toStdString(),
                                 .budgetTrials = row.value(5).toInt(),
                                 .budgetParallel = row.value(6).toInt()});
        });
    if (!done)
        return done.error();
    if (revisions.empty())
        return Error{ErrorKind::Damaged,
                     u"\"%1\" holds no definition."_s.arg(m_connection->file()).toStdString()};
    return revisions;
}

Result<void> StudyStore::addFit(const FitRecord &record)
{
    return m_connection->run(
        u"INSERT OR REPLACE INTO model_fit (number, revision, previous, prefix, results, "
        "hyperparameters, isa, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {record.fit.number, record.revision, record.previous, record.fit.prefix,
         textOfNumbers(record.results), bytesOf(record.fit.hyperparameters),
         QString::fromStdString(record.isaLevel), record.seconds});
}

Result<std::vector<FitRecord>> StudyStore::fits()
{
    std::vector<FitRecord> fits;
    auto done = m_connection->select(
        u"SELECT number, revision, previous, prefix, results, hyperparameters, isa, seconds FROM "
        "model_fit ORDER BY number"_s,
        {}, [&](const QSqlQuery &row) {
            FitRecord record;
            record.fit.number = row.value(0).toInt();
            record.revision = row.value(1).toInt();
            record.previous = row.value(2).toInt();
            record.fit.prefix = row.value(3).toInt();
            record.results = numbersOf(row.value(4).toString());
            record.fit.hyperparameters = doublesOf(row.value(5).toByteArray());
            record.isaLevel = row.value(6).toString().toStdString();
            record.seconds = row.value(7).toDouble();
            fits.push_back(std::move(record));
        });
    if (!done)
        return done.error();
    return fits;
}

Result<void> StudyStore::addTakenRequest(const QString &id, qint64 nowMs)
{
    return m_connection->run(u"INSERT OR IGNORE INTO taken_request (id, taken_ms) VALUES (?, ?)"_s,
                             {id, nowMs});
}

Result<QStringList> StudyStore::takenRequests()
{
    QStringList ids;
    auto done = m_connection->select(u"SELECT id FROM taken_request"_s, {},
                                     [&](const QSqlQuery &row) { ids << row.value(0).toString(); });
    if (!done)
        return done.error();
    return ids;
}

} // namespace attune::engine
