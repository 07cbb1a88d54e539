// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_columns_model.h"

#include "ui/pages/setup/hyperparameter_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/value_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t shownValues = 3;

bool hasName(ColumnUse use)
{
    return use != ColumnUse::TrialFact && use != ColumnUse::LeftOut;
}

QVariantList asList(const std::vector<ColumnUse> &uses)
{
    QVariantList list;
    for (const ColumnUse use : uses)
        list << static_cast<int>(use);
    return list;
}

} // namespace

QString useText(ColumnUse use)
{
    const auto text = [](const char *word) {
        return QCoreApplication::translate("TableColumnsModel", word);
    };
    switch (use) {
    case ColumnUse::Continuous:
        return text("Continuous");
    case ColumnUse::Integer:
        return text("Integer");
    case ColumnUse::Categorical:
        return text("Categorical");
    case ColumnUse::Fixed:
        return text("Fixed value");
    case ColumnUse::Minimize:
        return text("Minimize");
    case ColumnUse::Maximize:
        return text("Maximize");
    case ColumnUse::Metric:
        return text("Other metric");
    case ColumnUse::TrialFact:
        return text("About the trial");
    case ColumnUse::LeftOut:
        break;
    }
    return text("Left out");
}

void TableColumnsModel::setTable(TableOfTrials table)
{
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
    makeStudy();
}

void TableColumnsModel::setStudyName(const QString &name)
{
    m_name = name;
    m_study.settings.name = name.toStdString();
}

void TableColumnsModel::makeStudy()
{
    m_study = studyOf(m_table.table, m_table.columns, m_name.toStdString());
    if (rowCount() > 0) // a condition may come with another row
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT studyChanged();
}

int TableColumnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

int TableColumnsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TableColumnsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const TableColumn &column = m_table.columns[row];
    if (role == UseRole)
        return static_cast<int>(column.use);
    if (role == PossibleUsesRole)
        return asList(column.possible);
    if (role == Qt::ToolTipRole)
        return QString::fromStdString(column.reason);
    if (role == Qt::ForegroundRole && !hasName(column.use) && index.column() != UseColumn)
        return colorsOf(qApp->palette()).dimText;
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case TitleColumn:
        return QString::fromStdString(column.title);
    case UseColumn:
        return useText(column.use);
    case NameColumn:
        return hasName(column.use) ? QString::fromStdString(column.name) : QString();
    case RangeColumn:
        return rangeText(column);
    case ValuesColumn:
        return firstValues(row);
    case ColumnCount:
        break;
    }
    return {};
}

QString TableColumnsModel::rangeText(const TableColumn &column) const
{
    if (!hasName(column.use))
        return QString::fromStdString(column.reason);
    const ColumnFacts &facts = column.facts;
    if (!isHyperparameter(column.use)) {
        if (facts.isConstant() && !facts.distinct.empty())
            return QString::fromStdString(textOf(facts.distinct.front()));
        return tr("%1 to %2 in the table").arg(valueText(facts.min), valueText(facts.max));
    }
    const Hyperparameter *found = m_study.settings.space.find(column.name);
    if (!found)
        return {};
    QString text = rangeSummary(*found);
    const QString scaling = scalingText(*found);
    if (!scaling.isEmpty())
        text += u", "_s + scaling;
    const QString condition = conditionText(*found);
    return condition.isEmpty() ? text : text + u", "_s + condition;
}

QString TableColumnsModel::firstValues(std::size_t column) const
{
    QStringList values;
    const Cells &cells = m_table.table.columns[column];
    for (std::size_t row = 0; row < std::min(shownValues, cells.size()); ++row)
        values << QString::fromStdString(cells[row]).simplified();
    return values.join(u"  \u00b7  "_s);
}

QVariant TableColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return QStringList{tr("Column"), tr("Use as"), tr("Name in the study"), tr("Range, or why not"),
                       tr("First rows")}
        .value(section);
}

Qt::ItemFlags TableColumnsModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const TableColumn &column = m_table.columns[static_cast<std::size_t>(index.row())];
    const bool isChoice = index.column() == UseColumn && column.possible.size() > 1;
    if (isChoice || (index.column() == NameColumn && hasName(column.use)))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool TableColumnsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    TableColumn &column = m_table.columns[static_cast<std::size_t>(index.row())];
    const auto changed = [&] {
        if (index.column() == UseColumn && role == UseRole) {
            const auto use = static_cast<ColumnUse>(value.toInt());
            if (use == column.use)
                return false;
            column.use = use;
            column.reason = tr("Chosen by you.").toStdString();
            return true;
        }
        const std::string name = value.toString().trimmed().toStdString();
        if (index.column() != NameColumn || role != Qt::EditRole || name == column.name)
            return false;
        column.name = name;
        return true;
    }();
    if (changed)
        makeStudy();
    return changed;
}

} // namespace attune::ui
