// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screenshot.h"

#include "ui/models/study_model.h"
#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPixmap>

using namespace Qt::StringLiterals;

namespace attune::desktop {

namespace {

/// A window that asks for no repaint for so long has painted all it has: dense charts paint
/// themselves in steps without a pause.
constexpr int calmMs = 250;
/// A running study is never calm, and one that cannot be opened never comes.
constexpr int longestWaitMs = 10'000;

} // namespace

Screenshot::Screenshot(ui::MainWindow *window, const QString &file, const QString &page, QSize size)
    : QObject(window), m_window(window), m_file(file), m_page(page)
{
    m_window->resize(size);
    m_calm.setSingleShot(true);
    m_calm.setInterval(calmMs);
    connect(&m_calm, &QTimer::timeout, this, &Screenshot::takeIfCalm);
}

void Screenshot::start(Subject subject)
{
    QTimer::singleShot(longestWaitMs, this, &Screenshot::take);
    if (subject == Subject::StartPage) {
        m_window->installEventFilter(this);
        m_calm.start();
    } else if (m_window->study()) {
        followStudy();
    } else {
        connect(m_window, &ui::MainWindow::studyShown, this, &Screenshot::followStudy);
    }
}

void Screenshot::followStudy()
{
    // The status comes last of what a study consists of.
    connect(&m_window->study()->model(), &ui::StudyModel::statusChanged, this,
            &Screenshot::showPage, Qt::SingleShotConnection);
}

void Screenshot::showPage()
{
    if (!m_page.isEmpty())
        m_window->study()->showPage(m_page);
    if (m_page == "run"_L1 || m_page == "compare"_L1)
        m_window->commands()->action(u"study.showBest"_s)->trigger();
    m_window->installEventFilter(this);
    m_calm.start();
}

bool Screenshot::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::UpdateRequest)
        m_calm.start();
    return QObject::eventFilter(watched, event);
}

/// On a busy machine the time may be over while layouts and paints still wait for their turn.
void Screenshot::takeIfCalm()
{
    QCoreApplication::processEvents();
    if (!m_calm.isActive())
        take();
}

void Screenshot::take()
{
    const bool isSaved = m_window->grab().save(m_file);
    if (!isSaved)
        qCritical("Cannot write %s.", qPrintable(m_file));
    QCoreApplication::exit(isSaved ? 0 : 1);
}

} // namespace attune::desktop
