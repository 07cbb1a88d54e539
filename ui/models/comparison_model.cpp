// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/comparison_model.h"

#include "ui/models/study_model.h"
#include "ui/widgets/value_text.h"

#include <QDateTime>

#include <algorithm>
#include <set>

namespace attune::ui {

namespace {

using Kind = TrialColumn::Kind;

bool isCompared(const TrialColumn &column)
{
    return column.kind != Kind::Number && column.kind != Kind::Curve &&
           column.kind != Kind::Started && column.kind != Kind::Note;
}

} // namespace

ComparisonModel::ComparisonModel(const StudyModel *study, QObject *parent)
    : QAbstractTableModel(parent), m_study(study)
{
    connect(study, &StudyModel::settingsChanged, this, &ComparisonModel::rebuild);
    connect(study, &StudyModel::trialsChanged, this, [this](const std::vector<int> &numbers) {
        const auto isShown = [&](int trial) { return std::ranges::binary_search(numbers, trial); };
        if (std::ranges::any_of(m_trials, isShown))
            rebuild();
    });
}

void ComparisonModel::setTrials(std::vector<int> trials)
{
    if (trials.size() > mostTrials)
        trials.resize(mostTrials);
    if (trials == m_trials)
        return;
    m_trials = std::move(trials);
    rebuild();
}

void ComparisonModel::setRows(Rows rows)
{
    m_kind = rows;
    rebuild();
}

void ComparisonModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (const TrialColumn &column : trialColumns(*m_study)) {
        if (!isCompared(column))
            continue;
        Row row = rowOf(column);
        const bool differs = std::set<QString>(row.texts.begin(), row.texts.end()).size() > 1;
        if (m_kind == Rows::All || differs || column.kind == Kind::Objective)
            m_rows.push_back(std::move(row));
    }
    endResetModel();
}

ComparisonModel::Row ComparisonModel::rowOf(const TrialColumn &column) const
{
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    Row row;
    row.title = column.title;
    for (const int number : m_trials) {
        const Trial *trial = m_study->trial(number);
        const QString text = trial ? textIn(column, *trial, *m_study, now) : QString();
        row.texts << (text.isEmpty() ? QStringLiteral("–") : text);
    }
    row.difference = differenceOf(column);
    return row;
}

QString ComparisonModel::differenceOf(const TrialColumn &column) const
{
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    std::vector<double> numbers;
    std::set<std::string> texts;
    for (const int number : m_trials) {
        const Trial *trial = m_study->trial(number);
        const auto value = trial ? valueIn(column, *trial, *m_study, now) : std::nullopt;
        if (!value)
            continue;
        texts.insert(textOf(*value));
        if (const auto numeric = numberOf(*value); numeric && column.isNumeric())
            numbers.push_back(*numeric);
    }
    if (texts.size() < 2)
        return {};
    if (numbers.size() < 2)
        return tr("%n values", nullptr, int(texts.size()));
    const auto [low, high] = std::ranges::minmax(numbers);
    // What is searched on a logarithmic scale differs by a factor, the rest by a distance.
    if (column.scaling == Scaling::Logarithmic && low > 0.0)
        return QStringLiteral("× %1").arg(valueText(high / low, 3));
    return valueText(high - low, 3);
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_trials.size()) + 2;
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const int trials = static_cast<int>(m_trials.size());
    const bool isTrial = index.column() >= 1 && index.column() <= trials;
    switch (role) {
    case Qt::DisplayRole:
        return isTrial ? row.texts[index.column() - 1]
                       : (index.column() == 0 ? row.title : row.difference);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) |
                                   Qt::AlignVCenter);
    case IsBestRole:
        return isTrial && m_study->isBest(m_trials[static_cast<std::size_t>(index.column() - 1)]);
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == 0 ? Qt::AlignLeft : Qt::AlignRight) |
                                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole || section == 0)
        return {};
    if (section > static_cast<int>(m_trials.size()))
        return tr("difference");
    const int number = m_trials[static_cast<std::size_t>(section - 1)];
    return m_study->isBest(number) ? tr("★ Trial %1").arg(number) : tr("Trial %1").arg(number);
}

} // namespace attune::ui
