// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/chart_table_dialog.h"

#include "ui/theme/theme.h"

#include <QAbstractTableModel>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace attune::ui {

namespace {

/// A fixed table of texts.
class TextTableModel : public QAbstractTableModel
{
public:
    TextTableModel(const ChartTable &table, QObject *parent)
        : QAbstractTableModel(parent), m_table(table)
    {}

    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
    }
    int columnCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_table.headers.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::DisplayRole)
            return m_table.rows[static_cast<std::size_t>(index.row())].value(index.column());
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
            return m_table.headers.value(section);
        return {};
    }

private:
    const ChartTable &m_table;
};

} // namespace

ChartTableDialog::ChartTableDialog(const QString &title, ChartTable table, QWidget *parent)
    : QDialog(parent), m_table(std::move(table))
{
    setWindowTitle(title);
    auto *view = new QTableView(this);
    view->setModel(new TextTableModel(m_table, view));
    view->setShowGrid(false);
    view->setAlternatingRowColors(false);
    view->verticalHeader()->hide();
    view->horizontalHeader()->setStretchLastSection(true);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("Copy Table"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(view, 1);
    layout->addWidget(buttons);
    resize(640, 480);
}

QString ChartTableDialog::text() const
{
    QStringList lines{m_table.headers.join(QLatin1Char('\t'))};
    for (const QStringList &row : m_table.rows)
        lines << row.join(QLatin1Char('\t'));
    return lines.join(QLatin1Char('\n'));
}

} // namespace attune::ui
