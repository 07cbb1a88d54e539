// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_state.h"

#include <QSettings>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

QString keyOf(const QSplitter &splitter)
{
    return u"splitters/"_s + splitter.objectName();
}

} // namespace

void WindowState::saveGeometry(const QWidget &window)
{
    QSettings().setValue(u"window/geometry"_s, window.saveGeometry());
}

bool WindowState::restoreGeometry(QWidget &window)
{
    return window.restoreGeometry(QSettings().value(u"window/geometry"_s).toByteArray());
}

void WindowState::saveSplitters(const QWidget &window)
{
    QSettings settings;
    for (const QSplitter *splitter : window.findChildren<QSplitter *>()) {
        if (!splitter->objectName().isEmpty())
            settings.setValue(keyOf(*splitter), splitter->saveState());
    }
}

void WindowState::restoreSplitters(QWidget &window)
{
    const QSettings settings;
    for (QSplitter *splitter : window.findChildren<QSplitter *>()) {
        const QByteArray state = settings.value(keyOf(*splitter)).toByteArray();
        if (!splitter->objectName().isEmpty() && !state.isEmpty())
            splitter->restoreState(state);
    }
}

void WindowState::savePage(const QString &id)
{
    QSettings().setValue(u"window/page"_s, id);
}

QString WindowState::page()
{
    return QSettings().value(u"window/page"_s).toString();
}

void WindowState::saveTheme(ThemeChoice choice)
{
    const QString word = choice == ThemeChoice::Light  ? u"light"_s
                         : choice == ThemeChoice::Dark ? u"dark"_s
                                                       : u"system"_s;
    QSettings().setValue(u"window/theme"_s, word);
}

ThemeChoice WindowState::theme()
{
    const QString word = QSettings().value(u"window/theme"_s).toString();
    if (word == "light"_L1)
        return ThemeChoice::Light;
    return word == "dark"_L1 ? ThemeChoice::Dark : ThemeChoice::System;
}

} // namespace attune::ui
