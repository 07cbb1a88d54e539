// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_text.h"

#include <QAction>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace attune::ui {

QString plainText(const QAction &action)
{
    QString text = action.text();
    text.replace(u"&&"_s, u"\x01"_s).remove(u'&').replace(u'\x01', u'&');
    return text;
}

QString menuIdOf(const QAction &action)
{
    static const QStringList menus{u"file"_s, u"edit"_s, u"study"_s, u"trial"_s, u"help"_s};
    const QString prefix = action.objectName().section(u'.', 0, 0);
    return menus.contains(prefix) ? prefix : u"view"_s;
}

QString groupOf(const QAction &action)
{
    const QString menu = menuIdOf(action);
    const auto tr = [](const char *text) { return QCoreApplication::translate("Menu", text); };
    if (menu == "file"_L1)
        return tr("File");
    if (menu == "edit"_L1)
        return tr("Edit");
    if (menu == "study"_L1)
        return tr("Study");
    if (menu == "trial"_L1)
        return tr("Trials");
    return menu == "help"_L1 ? tr("Help") : tr("View");
}

} // namespace attune::ui
