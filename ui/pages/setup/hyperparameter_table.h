// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace attune::ui {

class HyperparameterModel;

/// The hyperparameters, one a row: as high as its rows, as wide as there is room, without scroll
/// bars.
class HyperparameterTable : public QTableView
{
    Q_OBJECT

public:
    explicit HyperparameterTable(HyperparameterModel *model, QWidget *parent = nullptr);

    /// The number of rows has changed.
    void fit();
    void fitColumns();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int contentWidth(int column) const;
};

} // namespace attune::ui
