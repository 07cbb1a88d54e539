// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/window_list.h"

#include "ui/pages/study_pages.h"
#include "ui/ports/study_gateway.h"
#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"
#include "ui/shell/window_state.h"

#include <QDir>
#include <QFileInfo>

namespace attune::desktop {

namespace {

QString studyFolderOf(const QString &path)
{
    const QFileInfo info(path);
    return info.isDir() ? info.canonicalFilePath() : info.dir().canonicalPath();
}

} // namespace

WindowList::WindowList(ui::StudyLibrary *library, QObject *parent)
    : QObject(parent), m_library(library)
{}

WindowList::~WindowList()
{
    qDeleteAll(m_windows);
}

ui::MainWindow *WindowList::open(const QString &path)
{
    ui::MainWindow *window = find(path);
    if (window) {
        window->raise();
        window->activateWindow();
        if (path.isEmpty())
            window->askForCommand();
        return window;
    }
    window = make();
    window->show();
    if (!path.isEmpty())
        window->openPath(path);
    return window;
}

ui::MainWindow *WindowList::find(const QString &path) const
{
    for (ui::MainWindow *window : m_windows) {
        if (path.isEmpty()
                ? !window->study()
                : window->study() &&
                      QFileInfo(window->study()->gateway()->folder()).canonicalFilePath() ==
                          studyFolderOf(path))
            return window;
    }
    return nullptr;
}

ui::MainWindow *WindowList::make()
{
    auto *window = new ui::MainWindow(m_library, ui::makeStudyPages);
    window->setAttribute(Qt::WA_DeleteOnClose);
    ui::WindowState::restoreGeometry(*window);
    m_windows << window;
    connect(window, &ui::MainWindow::windowWanted, this, &WindowList::open);
    connect(window, &QObject::destroyed, this, [this, window] { m_windows.removeAll(window); });
    return window;
}

} // namespace attune::desktop
