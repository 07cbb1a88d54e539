// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSize>
#include <QString>
#include <QTimer>

namespace attune::ui {
class MainWindow;
}

namespace attune::desktop {

/// Shows a page of a window, waits until its study's values have come and the window has painted
/// them, writes a picture of it and quits: the pictures of the documentation are made so.
class Screenshot : public QObject
{
    Q_OBJECT

public:
    enum class Subject { StartPage, Study };

    /// `page` as in Page::id; empty: as it opens. The application's exit code is 1 when the file
    /// cannot be written.
    Screenshot(ui::MainWindow *window, const QString &file, const QString &page, QSize size);

    /// Takes the picture as soon as `subject` is painted, or after some seconds as it is then.
    void start(Subject subject);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followStudy();
    void showPage();
    void takeIfCalm();
    void take();

    ui::MainWindow *m_window;
    QString m_file;
    QString m_page;
    QTimer m_calm; ///< runs while nothing is painted any more
};

} // namespace attune::desktop
