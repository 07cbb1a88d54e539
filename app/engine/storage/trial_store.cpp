// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/trial_store.h"

#include "app/engine/storage/connection.h"
#include "app/engine/storage/partial_text.h"
#include "app/engine/storage/stored_words.h"
#include "app/engine/storage/value_columns.h"

#include <algorithm>
#include <map>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

QVariant optionalNumber(const std::optional<std::int64_t> &number)
{
    return number ? QVariant(qlonglong(*number)) : QVariant(QMetaType::fromType<qlonglong>());
}

std::optional<double> objectiveAt(const QSqlQuery &row, int column)
{
    if (row.value(column).isNull())
        return std::nullopt;
    return row.value(column).toDouble();
}

QVariant optionalReal(const std::optional<double> &number)
{
    return number ? QVariant(*number) : QVariant(QMetaType::fromType<double>());
}

Trial trialOf(const QSqlQuery &row)
{
    Trial trial;
    trial.number = row.value(0).toInt();
    trial.revision = row.value(1).toInt();
    trial.state = trialStateOf(row.value(2).toString());
    trial.origin = trialOriginOf(row.value(3).toString());
    trial.startedMs = row.value(4).toLongLong();
    trial.endedMs = row.value(5).toLongLong();
    trial.sentence = row.value(6).toString().toStdString();
    if (!row.value(7).isNull())
        trial.stoppedAtStep = row.value(7).toLongLong();
    trial.isExcluded = row.value(8).toBool();
    trial.isStarred = row.value(9).toBool();
    trial.note = row.value(10).toString().toStdString();
    trial.basis.revision = row.value(11).toInt();
    trial.basis.pending = numbersOf(row.value(12).toString());
    trial.basis.fitNumber = row.value(13).toInt();
    trial.basis.fitPrefix = row.value(14).toInt();
    trial.basis.isaLevel = row.value(15).toString().toStdString();
    trial.stoppedValue = objectiveAt(row, 16);
    trial.stoppedAgainst = objectiveAt(row, 17);
    trial.isPaused = row.value(18).toBool();
    return trial;
}

} // namespace

Result<void> TrialStore::insert(const Trial &trial, const std::vector<int> &before, qint64 change)
{
    const std::vector<int> &results = trial.basis.results;
    const auto [kept, unused] = std::ranges::mismatch(results, before);
    const std::vector<int> added(kept, results.end());
    auto done = m_connection->run(
        u"INSERT INTO trial (number, revision, state, origin, basis_revision, basis_kept, "
        "basis_added, basis_pending, basis_fit, basis_prefix, basis_isa, change) VALUES (?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {trial.number, trial.revision, wordOf(trial.state), wordOf(trial.origin),
         trial.basis.revision, qlonglong(kept - results.begin()), textOfNumbers(added),
         textOfNumbers(trial.basis.pending), trial.basis.fitNumber, trial.basis.fitPrefix,
         QString::fromStdString(trial.basis.isaLevel), change});
    for (auto setting = trial.settings.begin(); done && setting != trial.settings.end();
         ++setting) {
        done = m_connection->run(
            u"INSERT INTO trial_value (trial, name, kind, integer_value, real_value, text_value) "
            "VALUES (?, ?, ?, ?, ?, ?)"_s,
            QVariantList{trial.number, QString::fromStdString(setting->first)} +
                columnsOf(setting->second));
    }
    if (!done)
        return done;
    return update(trial, change);
}

Result<void> TrialStore::update(const Trial &trial, qint64 change)
{
    return m_connection->run(
        u"UPDATE trial SET revision = ?, state = ?, started_ms = ?, ended_ms = ?, sentence = ?, "
        "stopped_at_step = ?, stopped_value = ?, stopped_against = ?, is_excluded = ?, is_starred "
        "= ?, note = ?, "
        "is_paused = ?, change = ? WHERE number = ?"_s,
        {trial.revision, wordOf(trial.state), qlonglong(trial.startedMs), qlonglong(trial.endedMs),
         QString::fromStdString(trial.sentence), optionalNumber(trial.stoppedAtStep),
         optionalReal(trial.stoppedValue), optionalReal(trial.stoppedAgainst),
         trial.isExcluded ? 1 : 0, trial.isStarred ? 1 : 0, QString::fromStdString(trial.note),
         trial.isPaused ? 1 : 0, change, trial.number});
}

Result<void> TrialStore::saveObjectives(const Trial &trial, int rulesRevision)
{
    // Under draft rules there may have been more.
    auto done =
        m_connection->run(u"DELETE FROM trial_objective WHERE trial = ? AND rules_revision = ?"_s,
                          {trial.number, rulesRevision});
    std::vector<std::optional<double>> values = trial.objectives;
    values.insert(values.end(), trial.required.begin(), trial.required.end());
    const QVariant error = optionalReal(trial.standardError);
    const QVariant none(QMetaType::fromType<double>());
    for (std::size_t i = 0; done && i < values.size(); ++i) {
        done = m_connection->run(
            u"INSERT INTO trial_objective (trial, rules_revision, position, value, error) VALUES "
            "(?, ?, ?, ?, ?)"_s,
            {trial.number, rulesRevision, int(i), optionalReal(values[i]), i == 0 ? error : none});
    }
    return done;
}

Result<std::vector<Trial>> TrialStore::read(qint64 change, int rulesRevision,
                                            std::size_t objectives)
{
    std::vector<Trial> trials;
    std::map<int, std::size_t> indexOf;
    auto done = m_connection->select(
        u"SELECT number, revision, state, origin, started_ms, ended_ms, sentence, "
        "stopped_at_step, is_excluded, is_starred, note, basis_revision, basis_pending, "
        "basis_fit, basis_prefix, basis_isa, stopped_value, stopped_against, is_paused FROM "
        "trial WHERE change > ? ORDER BY number"_s,
        {change}, [&](const QSqlQuery &row) {
            indexOf[row.value(0).toInt()] = trials.size();
            trials.push_back(trialOf(row));
        });
    if (!done)
        return done.error();
    done = m_connection->select(
        u"SELECT v.trial, v.name, v.kind, v.integer_value, v.real_value, v.text_value FROM "
        "trial t JOIN trial_value v ON v.trial = t.number WHERE t.change > ?"_s,
        {change}, [&](const QSqlQuery &row) {
            Trial &trial = trials[indexOf.at(row.value(0).toInt())];
            trial.settings[row.value(1).toString().toStdString()] = valueOf(row, 2);
        });
    if (!done)
        return done.error();
    done = m_connection->select(
        u"SELECT o.trial, o.value, o.position, o.error FROM trial t JOIN "
        u"trial_objective o ON o.trial = t.number WHERE "
        "t.change > ? AND o.rules_revision = ? ORDER BY o.trial, o.position"_s,
        {change, rulesRevision}, [&](const QSqlQuery &row) {
            Trial &trial = trials[indexOf.at(row.value(0).toInt())];
            const bool isObjective = row.value(2).toULongLong() < objectives;
            (isObjective ? trial.objectives : trial.required).push_back(objectiveAt(row, 1));
            if (row.value(2).toInt() == 0)
                trial.standardError = objectiveAt(row, 3);
        });
    if (!done)
        return done.error();
    return trials;
}

Result<std::vector<std::vector<int>>> TrialStore::bases()
{
    std::vector<std::vector<int>> bases;
    std::vector<int> results;
    auto done = m_connection->select(
        u"SELECT number, basis_kept, basis_added FROM trial ORDER BY number"_s, {},
        [&](const QSqlQuery &row) {
            results.resize(std::min<std::size_t>(results.size(), row.value(1).toULongLong()));
            for (const int number : numbersOf(row.value(2).toString()))
                results.push_back(number);
            bases.resize(row.value(0).toULongLong() + 1);
            bases.back() = results;
        });
    if (!done)
        return done.error();
    return bases;
}

Result<void> TrialStore::readResults(const QString &sql, int rulesRevision, std::size_t objectives,
                                     Sequenced &results)
{
    return m_connection->select(sql, {rulesRevision}, [&](const QSqlQuery &row) {
        const int sequence = row.value(0).toInt();
        if (results.empty() || results.back().first != sequence) {
            ResultRecord result;
            result.trial = row.value(1).toInt();
            result.outcome = outcomeOf(row.value(2).toString());
            result.seconds = row.value(3).toDouble();
            result.way = {row.value(4).toLongLong(), partialResultsOf(row.value(5).toString())};
            results.emplace_back(sequence, std::move(result));
        }
        if (row.value(6).isNull())
            return;
        ResultRecord &result = results.back().second;
        const bool isObjective = row.value(6).toULongLong() < objectives;
        (isObjective ? result.objectives : result.required).push_back(objectiveAt(row, 7));
        if (row.value(6).toInt() == 0)
            result.standardError = objectiveAt(row, 8).value_or(0.0);
    });
}

Result<std::vector<ResultRecord>> TrialStore::results(int rulesRevision, std::size_t objectives)
{
    Sequenced ends;
    auto done = readResults(
        u"SELECT r.sequence, r.trial, r.outcome, r.seconds, r.resource, r.partial, o.position, "
        "o.value, o.error FROM result r LEFT JOIN trial_objective o ON o.trial = r.trial AND "
        "o.rules_revision = "
        "r.rules_revision WHERE r.rules_revision = ? ORDER BY r.sequence, o.position"_s,
        rulesRevision, objectives, ends);
    Sequenced pauses;
    if (done)
        done = readResults(
            u"SELECT r.sequence, r.trial, 'stopped', r.seconds, r.resource, r.partial, v.position, "
            "v.value, NULL FROM rung_result r LEFT JOIN rung_value v ON v.sequence = r.sequence "
            "AND "
            "v.rules_revision = r.rules_revision WHERE r.rules_revision = ? ORDER BY r.sequence, "
            "v.position"_s,
            rulesRevision, objectives, pauses);
    if (!done)
        return done.error();
    for (auto &[sequence, result] : pauses)
        result.isPause = true;
    ends.insert(ends.end(), pauses.begin(), pauses.end());
    std::ranges::sort(ends, {}, &std::pair<int, ResultRecord>::first);
    std::vector<ResultRecord> results;
    results.reserve(ends.size());
    for (auto &[sequence, result] : ends)
        results.push_back(std::move(result));
    return results;
}

Result<void> TrialStore::addPause(const ResultRecord &result, int rulesRevision, int sequence)
{
    auto done = m_connection->run(
        u"INSERT OR REPLACE INTO rung_result (rules_revision, sequence, trial, seconds, resource, "
        "partial) VALUES (?, ?, ?, ?, ?, ?)"_s,
        {rulesRevision, sequence, result.trial, result.seconds, qlonglong(result.way.resource),
         textOf(result.way.partial)});
    std::vector<std::optional<double>> values = result.objectives;
    values.insert(values.end(), result.required.begin(), result.required.end());
    for (std::size_t i = 0; done && i < values.size(); ++i) {
        done = m_connection->run(
            u"INSERT OR REPLACE INTO rung_value (rules_revision, sequence, position, value) "
            "VALUES (?, ?, ?, ?)"_s,
            {rulesRevision, sequence, int(i), optionalReal(values[i])});
    }
    return done;
}

Result<void> TrialStore::addResult(const ResultRecord &result, int rulesRevision, int sequence)
{
    if (result.isPause)
        return addPause(result, rulesRevision, sequence);
    return m_connection->run(
        u"INSERT OR REPLACE INTO result (rules_revision, trial, sequence, outcome, seconds, "
        "resource, partial) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {rulesRevision, result.trial, sequence, wordOf(result.outcome), result.seconds,
         qlonglong(result.way.resource), textOf(result.way.partial)});
}

} // namespace attune::engine
