// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/hyperparameter_model.h"

#include "ui/charts/range_editor/range_data.h"
#include "ui/models/study_model.h"
#include "ui/pages/setup/hyperparameter_text.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/value_text.h"

#include <QFont>

#include <algorithm>
#include <cmath>

namespace attune::ui {

using namespace Qt::StringLiterals;

HyperparameterModel::HyperparameterModel(StudyDocument *document, StudyModel *study,
                                         QObject *parent)
    : QAbstractTableModel(parent), m_document(document), m_study(study)
{
    takeDocument();
    connect(document, &StudyDocument::settingsChanged, this, &HyperparameterModel::takeDocument);
    if (study) {
        connect(study, &StudyModel::trialsChanged, this, [this] {
            if (rowCount() > 0)
                Q_EMIT dataChanged(index(0, BestSoFar), index(rowCount() - 1, BestSoFar));
        });
    }
}

int HyperparameterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hyperparameters.size());
}

int HyperparameterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HyperparameterModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textAt(index.row(), index.column());
    case Qt::FontRole:
        return index.column() == Name ? QVariant(headingFont()) : QVariant();
    case Qt::ToolTipRole: {
        const QString problem = data(index, ProblemRole).toString();
        return problem.isEmpty() ? conditionText(m_hyperparameters[row]) : problem;
    }
    case ShapeRole:
        return QVariant::fromValue(m_shapes[row].heights);
    case IsLevelsRole:
        return m_shapes[row].isLevels;
    case ProblemRole: {
        const Problems problems = m_document->problemsAt(u"hyperparameters[%1]"_s.arg(index.row()));
        return problems.empty() ? QString() : QString::fromStdString(problems.front().sentence);
    }
    default: // Qt's other roles have nothing to show here
        return {};
    }
}

QVariant HyperparameterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Name");
    case Type:
        return tr("Type");
    case Range:
        return tr("Range");
    case ScalingColumn:
        return tr("Scaling");
    case Samples:
        return tr("Samples");
    case BestSoFar:
        return tr("Best so far");
    case ColumnCount:
        break;
    }
    return {};
}

void HyperparameterModel::takeDocument()
{
    const auto &now = m_document->settings().space.hyperparameters;
    if (now.size() == m_hyperparameters.size()) {
        for (std::size_t row = 0; row < now.size(); ++row) {
            if (now[row] == m_hyperparameters[row])
                continue;
            m_hyperparameters[row] = now[row];
            m_shapes[row] = shapeOf(now[row]);
        }
        if (!now.empty()) // problems of a row may come from another one
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_hyperparameters = now;
    m_shapes.clear();
    for (const Hyperparameter &hyperparameter : now)
        m_shapes.push_back(shapeOf(hyperparameter));
    endResetModel();
}

QString HyperparameterModel::textAt(int row, int column) const
{
    const Hyperparameter &hyperparameter = m_hyperparameters[static_cast<std::size_t>(row)];
    switch (static_cast<Column>(column)) {
    case Name:
        return shownName(hyperparameter);
    case Type:
        return hyperparameter.when.empty()
                   ? typeText(hyperparameter.type)
                   : tr("%1, conditional").arg(typeText(hyperparameter.type));
    case Range:
        return rangeSummary(hyperparameter);
    case ScalingColumn:
        return scalingText(hyperparameter);
    case BestSoFar: {
        const Trial *best = m_study ? m_study->best() : nullptr;
        const auto value = best ? valueOf(*best, hyperparameter.name) : std::nullopt;
        if (!value)
            return u"–"_s;
        const auto *number = std::get_if<double>(&*value);
        return number ? valueText(*number, 6) : QString::fromStdString(textOf(*value));
    }
    case Samples:
    case ColumnCount:
        break;
    }
    return {};
}

HyperparameterModel::Shape HyperparameterModel::shapeOf(const Hyperparameter &hyperparameter)
{
    Shape shape;
    const RangeData data = rangeDataOf(hyperparameter);
    if (!data.isDrawable)
        return shape;
    shape.isLevels = !data.levels.empty() && data.levels.size() <= 16;
    if (shape.isLevels) {
        for (const RangeData::Level &level : data.levels)
            shape.heights << level.share;
    } else {
        constexpr int points = 40;
        constexpr double flattening = 0.3; // the small picture shows the tail of many decades, too
        for (int point = 0; point <= points; ++point) {
            const double value =
                hyperparameter.min + (hyperparameter.max - hyperparameter.min) * point / points;
            shape.heights << std::pow(
                sampleDensity(data.scaling, hyperparameter.min, hyperparameter.max, value),
                flattening);
        }
    }
    const double highest = *std::max_element(shape.heights.begin(), shape.heights.end());
    for (double &height : shape.heights)
        height /= highest;
    return shape;
}

} // namespace attune::ui
