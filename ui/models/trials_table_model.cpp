// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/trials_table_model.h"

#include "core/study/requirement.h"
#include "ui/models/study_model.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attune::ui {

namespace {

using Kind = TrialColumn::Kind;

/// A small curve shows no more than this.
constexpr std::size_t curvePoints = 80;

QVariant variantOf(const std::optional<Value> &value)
{
    if (!value)
        return {};
    if (const auto number = numberOf(*value))
        return *number;
    return QString::fromStdString(textOf(*value));
}

} // namespace

TrialsTableModel::TrialsTableModel(const StudyModel *study, QObject *parent)
    : QAbstractTableModel(parent), m_study(study), m_columns(trialColumns(*study)),
      m_rows(static_cast<int>(study->trials().size()))
{
    m_best = m_study->bestNumbers();
    std::vector<int> all(study->trials().size());
    std::iota(all.begin(), all.end(), 0);
    measureCurves(all);
    connect(study, &StudyModel::settingsChanged, this, &TrialsTableModel::updateColumns);
    connect(study, &StudyModel::trialsChanged, this, &TrialsTableModel::updateTrials);
    connect(study, &StudyModel::seriesChanged, this, &TrialsTableModel::updateSeries);
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &TrialsTableModel::updateClocks);
    m_clock.start();
}

int TrialsTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int TrialsTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

const Trial &TrialsTableModel::trialAt(int row) const
{
    return m_study->trials()[static_cast<std::size_t>(row)];
}

std::optional<Value> TrialsTableModel::value(int row, int column) const
{
    return valueIn(m_columns[static_cast<std::size_t>(column)], trialAt(row), *m_study,
                   QDateTime::currentMSecsSinceEpoch());
}

QVariant TrialsTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows)
        return {};
    const TrialColumn &column = m_columns[static_cast<std::size_t>(index.column())];
    const Trial &trial = trialAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textIn(column, trial, *m_study, QDateTime::currentMSecsSinceEpoch());
    case Qt::ToolTipRole:
        if (column.kind == Kind::State)
            return QStringList{QString::fromStdString(trial.sentence),
                               missedText(m_study->settings(), trial)}
                .join(u' ')
                .trimmed();
        if (column.kind == Kind::Metric && hasSeveralRuns(trial) &&
            !value(index.row(), index.column()))
            return tr("Each run of this trial has its own %1; their mean is not kept.")
                .arg(column.title);
        return column.kind == Kind::Note ? QString::fromStdString(trial.note) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (column.isNumeric() && column.kind != Kind::Number ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return column.kind == Kind::Curve
                   ? tr("curve of trial %1").arg(trial.number)
                   : textIn(column, trial, *m_study, QDateTime::currentMSecsSinceEpoch());
    case StateRole:
        return static_cast<int>(trial.state);
    case IsBestRole:
        return std::ranges::find(m_best, trial.number) != m_best.end();
    case IsMissedRole:
        return !keepsRequirements(trial).value_or(true);
    case IsStarredRole:
        return trial.isStarred;
    case IsExcludedRole:
        return trial.isExcluded;
    case CurveRole:
        return curve(trial);
    case ValueRole:
        return variantOf(value(index.row(), index.column()));
    case KindRole:
        return static_cast<int>(column.kind);
    default:
        return {};
    }
}

QVariant TrialsTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= int(m_columns.size()))
        return {};
    const TrialColumn &column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole && column.kind == Kind::Setting &&
        !m_study->settings().space.find(column.name))
        return tr(
            "Does not vary any more: the values of the trials from when it did, and what it is "
            "fixed to in those of today.");
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            (column.isNumeric() && column.kind != Kind::Number ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    return {};
}

QVariant TrialsTableModel::curve(const Trial &trial) const
{
    TrialCurve curve;
    if (m_study->settings().objectives.empty())
        return QVariant::fromValue(curve);
    const auto &points =
        m_study->points(trial.number, m_study->settings().objectives.front().metric);
    const std::size_t every = std::max<std::size_t>(1, points.size() / curvePoints);
    for (std::size_t i = 0; i < points.size(); i += every)
        curve.values.push_back(points[i].value);
    curve.share = std::min(1.0, double(points.size()) / double(m_longestCurve));
    return QVariant::fromValue(curve);
}

void TrialsTableModel::updateColumns()
{
    std::vector<TrialColumn> columns = trialColumns(*m_study);
    if (columns == m_columns)
        return;
    // Only digits or titles differ: what is selected and scrolled stays.
    const bool isSameShape =
        std::ranges::equal(columns, m_columns, [](const TrialColumn &a, const TrialColumn &b) {
            return a.kind == b.kind && a.name == b.name;
        });
    if (!isSameShape)
        beginResetModel();
    m_columns = std::move(columns);
    if (!isSameShape)
        endResetModel();
    else if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
    if (isSameShape)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void TrialsTableModel::updateTrials(const std::vector<int> &numbers)
{
    const int rows = static_cast<int>(m_study->trials().size());
    const int known = m_rows;
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
    const int last = columnCount() - 1;
    for (const int number : numbers) {
        if (number < known)
            announce(number, 0, last);
    }
    if (std::vector<int> best = m_study->bestNumbers(); best != m_best) {
        const std::vector<int> former = std::exchange(m_best, std::move(best));
        for (const std::vector<int> &changed : {former, m_best}) {
            for (const int number : changed)
                announce(number, 0, last);
        }
    }
    updateColumns(); // digits follow the best; a trial may have what does not vary any more
}

void TrialsTableModel::updateSeries(const std::vector<int> &numbers)
{
    updateColumns(); // a metric may be new
    measureCurves(numbers);
    for (const int number : numbers)
        announce(number, CurveColumn, CurveColumn);
}

void TrialsTableModel::measureCurves(const std::vector<int> &numbers)
{
    if (m_study->settings().objectives.empty())
        return;
    const std::string &metric = m_study->settings().objectives.front().metric;
    for (const int number : numbers)
        m_longestCurve = std::max(m_longestCurve, m_study->points(number, metric).size());
}

void TrialsTableModel::updateClocks()
{
    const auto seconds = std::ranges::find(m_columns, Kind::Seconds, &TrialColumn::kind);
    const int column = static_cast<int>(seconds - m_columns.begin());
    for (const Trial &trial : m_study->trials()) {
        if (trial.state == TrialState::Running && column < columnCount())
            announce(trial.number, column, column);
    }
}

void TrialsTableModel::announce(int row, int firstColumn, int lastColumn)
{
    if (row >= 0 && row < m_rows)
        Q_EMIT dataChanged(index(row, firstColumn), index(row, lastColumn));
}

} // namespace attune::ui
