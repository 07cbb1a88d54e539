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

QString groupOf(const QAction &action)
{
    const QString prefix = action.objectName().section(u'.', 0, 0);
    const auto tr = [](const char *text) { return QCoreApplication::translate("Menu", text); };
    if (prefix == "file"_L1)
        return tr("File");
    if (prefix == "edit"_L1)
        return tr("Edit");
    if (prefix == "study"_L1)
        return tr("Study");
    if (prefix == "trial"_L1)
        return tr("Trials");
    if (prefix == "view"_L1)
        return tr("View");
    return tr("Help");
}

} // namespace attune::ui
