// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/parent_store.h"

#include "app/engine/storage/connection.h"
#include "app/engine/storage/partial_text.h"
#include "app/engine/storage/stored_words.h"
#include "app/engine/storage/value_columns.h"

#include <map>
#include <utility>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

QVariant objectiveOf(const Observation &result)
{
    return result.objectives.empty() ? QVariant(QMetaType::fromType<double>())
                                     : QVariant(result.objectives.front());
}

Result<void> saveResult(Connection &connection, int parent, const Observation &result)
{
    auto done = connection.run(
        u"INSERT INTO parent_trial (parent, number, outcome, objective, seconds, resource, "
        "partial, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {parent, result.trial, wordOf(result.outcome), objectiveOf(result), result.seconds,
         qlonglong(result.resource), textOf(result.partial), result.noiseStd});
    for (auto value = result.settings.begin(); done && value != result.settings.end(); ++value)
        done = connection.run(
            u"INSERT INTO parent_trial_value (parent, number, name, kind, integer_value, "
            "real_value, text_value) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
            QVariantList{parent, result.trial, QString::fromStdString(value->first)} +
                columnsOf(value->second));
    return done;
}

} // namespace

Result<void> ParentStore::save(const std::vector<ParentRecord> &parents)
{
    for (const QString &table : {u"parent_trial_value"_s, u"parent_trial"_s, u"parent_study"_s}) {
        if (auto done = m_connection->run(u"DELETE FROM "_s + table); !done)
            return done;
    }
    int id = 0;
    for (const ParentRecord &parent : parents) {
        const QString kind = parent.kind == WarmStartKind::Same ? u"same"_s : u"related"_s;
        auto done = m_connection->run(
            u"INSERT INTO parent_study (id, name, kind, definition) VALUES (?, ?, ?, ?)"_s,
            {++id, QString::fromStdString(parent.name), kind, QString::fromStdString(parent.json)});
        for (auto result = parent.results.begin(); done && result != parent.results.end(); ++result)
            done = saveResult(*m_connection, id, *result);
        if (!done)
            return done;
    }
    return {};
}

Result<std::vector<ParentRecord>> ParentStore::read()
{
    std::vector<ParentRecord> parents;
    std::map<int, std::size_t> parentOf;
    auto done = m_connection->select(
        u"SELECT id, name, kind, definition FROM parent_study ORDER BY id"_s, {},
        [&](const QSqlQuery &row) {
            parentOf[row.value(0).toInt()] = parents.size();
            parents.push_back({row.value(1).toString().toStdString(),
                               row.value(2).toString() == u"same"_s ? WarmStartKind::Same
                                                                    : WarmStartKind::Related,
                               row.value(3).toString().toStdString(),
                               {}});
        });
    if (!done || parents.empty())
        return done ? Result<std::vector<ParentRecord>>(std::move(parents)) : done.error();
    std::map<std::pair<int, int>, Observation *> placeOf;
    done = m_connection->select(
        u"SELECT parent, number, outcome, objective, seconds, resource, partial, error FROM "
        "parent_trial ORDER BY parent, number"_s,
        {}, [&](const QSqlQuery &row) {
            Observation &result = parents[parentOf.at(row.value(0).toInt())].results.emplace_back();
            result.trial = row.value(1).toInt();
            result.outcome = outcomeOf(row.value(2).toString());
            if (!row.value(3).isNull())
                result.objectives = {row.value(3).toDouble()};
            result.seconds = row.value(4).toDouble();
            result.resource = row.value(5).toLongLong();
            result.partial = partialResultsOf(row.value(6).toString());
            result.noiseStd = row.value(7).toDouble();
        });
    if (!done)
        return done.error();
    for (const auto &[id, place] : parentOf) {
        for (Observation &result : parents[place].results)
            placeOf[{id, result.trial}] = &result;
    }
    done = m_connection->select(
        u"SELECT parent, number, name, kind, integer_value, real_value, text_value FROM "
        "parent_trial_value"_s,
        {}, [&](const QSqlQuery &row) {
            Observation *result = placeOf.at({row.value(0).toInt(), row.value(1).toInt()});
            result->settings[row.value(2).toString().toStdString()] = valueOf(row, 3);
        });
    if (!done)
        return done.error();
    return parents;
}

} // namespace attune::engine
