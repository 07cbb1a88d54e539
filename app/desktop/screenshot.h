// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSize>
#include <QString>

namespace attune::ui {
class MainWindow;
}

namespace attune::desktop {

/// Shows a page of a window, waits until its study is loaded and drawn, writes a picture of it and
/// quits: the pictures of the documentation are made so.
class Screenshot : public QObject
{
    Q_OBJECT

public:
    /// `page` as in Page::id; empty: as it opens. The application's exit code is 1 when the file
    /// cannot be written.
    Screenshot(ui::MainWindow *window, const QString &file, const QString &page, QSize size);

private:
    void prepare();
    void take();

    ui::MainWindow *m_window;
    QString m_file;
    QString m_page;
};

} // namespace attune::desktop
