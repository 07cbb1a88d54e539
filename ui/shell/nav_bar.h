// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QWidget>

class QAction;
class QVBoxLayout;

namespace attune::ui {

/// The narrow bar at the left that switches pages.
class NavBar : public QWidget
{
    Q_OBJECT

public:
    explicit NavBar(QWidget *parent = nullptr);

    /// A button for a page; triggering `action` shows the page. The action becomes checkable.
    void addPage(const Page &page, QAction *action);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_layout = nullptr;
};

} // namespace attune::ui
