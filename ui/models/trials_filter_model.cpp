// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/trials_filter_model.h"

#include "core/study/requirement.h"
#include "ui/models/study_model.h"
#include "ui/models/trials_table_model.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

using Kind = TrialColumn::Kind;

bool isExpression(const QString &text)
{
    static const QRegularExpression comparison(QStringLiteral("[<>=!]"));
    return text.contains(comparison);
}

/// NaN has no place in an order: it counts as no value.
std::optional<Value> sortedBy(const TrialsTableModel &table, int row, int column)
{
    std::optional<Value> value = table.value(row, column);
    if (const auto *number = value ? std::get_if<double>(&*value) : nullptr;
        number && std::isnan(*number))
        return std::nullopt;
    return value;
}

} // namespace

TrialsFilterModel::TrialsFilterModel(TrialsTableModel *table, QObject *parent)
    : QSortFilterProxyModel(parent), m_table(table)
{
    setSourceModel(table);
    setDynamicSortFilter(true);
}

void TrialsFilterModel::setFilterText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!isExpression(trimmed)) {
        m_expression.reset();
        m_words = trimmed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        setProblem({});
        invalidateFilter();
        return;
    }
    const Result<Expression> parsed = Expression::parse(trimmed.toStdString());
    if (!parsed) {
        setProblem(QString::fromStdString(parsed.error().message));
        return;
    }
    const QString unknown = whyUnknown(*parsed);
    if (!unknown.isEmpty()) {
        setProblem(unknown);
        return;
    }
    m_words.clear();
    m_expression = *parsed;
    setProblem({});
    invalidateFilter();
}

void TrialsFilterModel::setStates(std::set<std::string> states)
{
    m_states = std::move(states);
    invalidateFilter();
}

void TrialsFilterModel::setOnlyStarred(bool isOn)
{
    m_onlyStarred = isOn;
    invalidateFilter();
}

QString TrialsFilterModel::whyUnknown(const Expression &expression) const
{
    std::set<std::string> known{"objective", "starred", "excluded", "meets"};
    QStringList columns;
    for (const TrialColumn &column : m_table->columns()) {
        known.insert(column.name);
        if (column.kind == Kind::Setting || column.kind == Kind::State ||
            column.kind == Kind::Objective || column.kind == Kind::Seconds)
            columns << QString::fromStdString(column.name);
        for (const Value &choice : column.categories)
            known.insert(textOf(choice));
    }
    for (int state = 0; state <= static_cast<int>(TrialState::Cancelled); ++state)
        known.insert(nameOf(static_cast<TrialState>(state)));
    known.insert(pausedName);
    for (const std::string &metric : m_table->study().metrics())
        known.insert(metric);
    for (const std::string &name : expression.names()) {
        if (!known.contains(name))
            return tr("\"%1\" is not known here. Use %2.")
                .arg(QString::fromStdString(name), columns.join(QStringLiteral(", ")));
    }
    return {};
}

Settings TrialsFilterModel::namesOf(int row) const
{
    Settings names;
    const auto &columns = m_table->columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (auto value = m_table->value(row, static_cast<int>(i)))
            names.insert_or_assign(columns[i].name, std::move(*value));
    }
    const Trial &trial = m_table->trialAt(row);
    names.insert_or_assign("starred", Value(trial.isStarred));
    names.insert_or_assign("excluded", Value(trial.isExcluded));
    const auto &objectives = m_table->study().settings().objectives;
    if (const auto isMet = keepsRequirements(trial))
        names.insert_or_assign("meets", Value(*isMet));
    if (!objectives.empty() && trial.objective())
        names.insert_or_assign(objectives.front().metric, Value(*trial.objective()));
    return names;
}

bool TrialsFilterModel::holdsWords(int row) const
{
    return std::ranges::all_of(m_words, [&](const QString &word) {
        for (int column = 0; column < m_table->columnCount(); ++column) {
            const QString text = m_table->index(row, column).data().toString();
            if (text.contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    });
}

bool TrialsFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const Trial &trial = m_table->trialAt(sourceRow);
    if (!m_states.empty() && !m_states.contains(stateNameOf(trial)))
        return false;
    if (m_onlyStarred && !trial.isStarred)
        return false;
    if (m_expression)
        return m_expression->holds(namesOf(sourceRow)).value_or(false);
    return holdsWords(sourceRow);
}

void TrialsFilterModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < m_table->columnCount()) {
        m_keys.reserve(static_cast<std::size_t>(m_table->rowCount()));
        for (int row = 0; row < m_table->rowCount(); ++row)
            m_keys.push_back(sortedBy(*m_table, row, column));
    }
    QSortFilterProxyModel::sort(column, order);
    m_keys.clear();
}

bool TrialsFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool isWhole = !m_keys.empty();
    const auto keyOf = [this](const QModelIndex &index) {
        return sortedBy(*m_table, index.row(), index.column());
    };
    const std::optional<Value> ownA = isWhole ? std::nullopt : keyOf(left);
    const std::optional<Value> ownB = isWhole ? std::nullopt : keyOf(right);
    const auto &a = isWhole ? m_keys[static_cast<std::size_t>(left.row())] : ownA;
    const auto &b = isWhole ? m_keys[static_cast<std::size_t>(right.row())] : ownB;
    const bool isAscending = sortOrder() == Qt::AscendingOrder;
    if (!a || !b) {
        if (!a && !b)
            return isAscending ? left.row() < right.row() : left.row() > right.row();
        return isAscending ? a.has_value() : b.has_value();
    }
    const std::optional<double> numberA = numberOf(*a);
    const std::optional<double> numberB = numberOf(*b);
    if (numberA && numberB)
        return *numberA != *numberB ? *numberA < *numberB : left.row() < right.row();
    const std::string textA = textOf(*a);
    const std::string textB = textOf(*b);
    return textA != textB ? textA < textB : left.row() < right.row();
}

int TrialsFilterModel::rowOf(int trial) const
{
    if (trial < 0 || trial >= m_table->rowCount())
        return -1;
    return mapFromSource(m_table->index(trial, 0)).row();
}

int TrialsFilterModel::trialAt(int row) const
{
    return mapToSource(index(row, 0)).row();
}

void TrialsFilterModel::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    Q_EMIT problemChanged();
}

} // namespace attune::ui
