// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/value_columns.h"

namespace attune::engine {

using namespace Qt::StringLiterals;

QVariantList columnsOf(const Value &value)
{
    const QVariant none;
    if (const auto *boolean = std::get_if<bool>(&value))
        return {u"boolean"_s, *boolean ? 1 : 0, none, none};
    if (const auto *integer = std::get_if<std::int64_t>(&value))
        return {u"integer"_s, qlonglong(*integer), none, none};
    if (const auto *real = std::get_if<double>(&value))
        return {u"real"_s, none, *real, none};
    return {u"text"_s, none, none, QString::fromStdString(std::get<std::string>(value))};
}

Value valueOf(const QSqlQuery &row, int first)
{
    const QString kind = row.value(first).toString();
    if (kind == u"boolean"_s)
        return row.value(first + 1).toLongLong() != 0;
    if (kind == u"integer"_s)
        return std::int64_t(row.value(first + 1).toLongLong());
    if (kind == u"real"_s)
        return row.value(first + 2).toDouble();
    return row.value(first + 3).toString().toStdString();
}

} // namespace attune::engine
