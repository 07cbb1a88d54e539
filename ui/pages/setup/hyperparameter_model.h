// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/hyperparameter.h"
#include "core/study/trial.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace attune::ui {

class StudyDocument;
class StudyModel;

/// The hyperparameters of the definition being edited, one row each.
class HyperparameterModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, Range, ScalingColumn, Samples, BestSoFar, ColumnCount };
    enum Role {
        ShapeRole = Qt::UserRole, ///< QList<double>: heights of the density, 0 to 1
        IsLevelsRole,             ///< bool: the heights are single levels
        ProblemRole               ///< QString: the first problem of the row, or empty
    };

    /// `study` may be null.
    HyperparameterModel(StudyDocument *document, StudyModel *study, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Shape
    {
        QList<double> heights;
        bool isLevels = false;
    };

    void takeDocument();
    [[nodiscard]] QString textAt(int row, int column) const;
    [[nodiscard]] static Shape shapeOf(const Hyperparameter &hyperparameter);

    StudyDocument *m_document = nullptr;
    StudyModel *m_study = nullptr;
    std::vector<Hyperparameter> m_hyperparameters;
    std::vector<Shape> m_shapes;
};

} // namespace attune::ui
