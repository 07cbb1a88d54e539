// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screenshot.h"

#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>

namespace attune::desktop {

namespace {

/// Charts and tables draw themselves in steps after the study's values have come.
constexpr int settleMs = 1200;

} // namespace

Screenshot::Screenshot(ui::MainWindow *window, const QString &file, const QString &page, QSize size)
    : QObject(window), m_window(window), m_file(file), m_page(page)
{
    m_window->resize(size);
    if (m_window->study())
        prepare();
    else
        connect(m_window, &ui::MainWindow::studyShown, this, &Screenshot::prepare);
    QTimer::singleShot(settleMs * 3, this, &Screenshot::take);
}

void Screenshot::prepare()
{
    QTimer::singleShot(settleMs, this, [this] {
        if (!m_page.isEmpty())
            m_window->study()->showPage(m_page);
        if (m_page == QStringLiteral("run") || m_page == QStringLiteral("compare"))
            m_window->commands()->action(QStringLiteral("study.showBest"))->trigger();
    });
}

void Screenshot::take()
{
    const bool isSaved = m_window->grab().save(m_file);
    if (!isSaved)
        qCritical("Cannot write %s.", qPrintable(m_file));
    QCoreApplication::exit(isSaved ? 0 : 1);
}

} // namespace attune::desktop
