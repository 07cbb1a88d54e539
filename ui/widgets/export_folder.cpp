// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/export_folder.h"

#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr auto folderKey = "export/folder"_L1;

} // namespace

QString exportFolder(const QString &otherwise)
{
    const QString last = QSettings().value(folderKey).toString();
    return QFileInfo(last).isDir() ? last : otherwise;
}

void rememberExportFolder(const QString &file)
{
    QSettings().setValue(folderKey, QFileInfo(file).absolutePath());
}

} // namespace attune::ui
