// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart_view.h"

#include <QDialog>

namespace attune::ui {

/// What a chart shows, as a table to read and to copy.
class ChartTableDialog : public QDialog
{
    Q_OBJECT

public:
    ChartTableDialog(const QString &title, ChartTable table, QWidget *parent = nullptr);

    /// Tab-separated, with headers: what Copy puts on the clipboard.
    [[nodiscard]] QString text() const;

private:
    ChartTable m_table;
};

} // namespace attune::ui
