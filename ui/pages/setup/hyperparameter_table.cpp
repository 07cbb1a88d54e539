// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/hyperparameter_table.h"

#include "ui/pages/setup/hyperparameter_model.h"
#include "ui/pages/setup/shape_delegate.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>
#include <utility>

namespace attune::ui {

namespace {

constexpr int rowPixels = 30;
constexpr int samplesWidth = 96;
constexpr int leastSamplesWidth = 66; // in a narrow window
constexpr int leastNameWidth = 120;
constexpr int mostWidth = 200; // of a column that lists many choices

/// Long names differ at their ends, too.
class NameDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideMiddle;
    }
};

} // namespace

HyperparameterTable::HyperparameterTable(HyperparameterModel *model, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(tr("Hyperparameters"));
    setModel(model);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->setVisible(false);
    verticalHeader()->setMinimumSectionSize(rowPixels);
    verticalHeader()->setDefaultSectionSize(rowPixels);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setItemDelegateForColumn(HyperparameterModel::Name, new NameDelegate(this));
    setItemDelegateForColumn(
        HyperparameterModel::Samples,
        new ShapeDelegate(HyperparameterModel::ShapeRole, HyperparameterModel::IsLevelsRole, this));
}

int HyperparameterTable::contentWidth(int column) const
{
    const QFontMetrics metrics(column == HyperparameterModel::Name ? headingFont() : font());
    int widest = 0;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QString text = model()->index(row, column).data().toString();
        widest = std::max(widest, metrics.horizontalAdvance(text));
    }
    return widest + 2 * spaceS + 2;
}

/// Every column as wide as it needs, and an equal part of what is left; where there is too little,
/// pictures and then long names give way.
void HyperparameterTable::fitColumns()
{
    QHeaderView *columns = horizontalHeader();
    std::array<int, HyperparameterModel::ColumnCount> widths{};
    int spare = width();
    for (int column = 0; column < HyperparameterModel::ColumnCount; ++column) {
        const int needed =
            std::max(columns->sectionSizeHint(column), std::min(contentWidth(column), mostWidth));
        widths[static_cast<std::size_t>(column)] =
            column == HyperparameterModel::Samples ? samplesWidth : needed;
        spare -= widths[static_cast<std::size_t>(column)];
    }
    for (const auto &[column, least] : {std::pair(HyperparameterModel::Samples, leastSamplesWidth),
                                        std::pair(HyperparameterModel::Name, leastNameWidth)}) {
        int &width = widths[static_cast<std::size_t>(column)];
        const int given = std::clamp(-spare, 0, std::max(0, width - least));
        width -= given;
        spare += given;
    }
    const int share = std::max(0, spare) / HyperparameterModel::ColumnCount;
    for (int column = 0; column < HyperparameterModel::ColumnCount; ++column)
        columns->resizeSection(column, widths[static_cast<std::size_t>(column)] + share);
}

void HyperparameterTable::fit()
{
    const int rows = model()->rowCount();
    setFixedHeight(horizontalHeader()->sizeHint().height() + rows * rowPixels);
    fitColumns();
}

void HyperparameterTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

} // namespace attune::ui
