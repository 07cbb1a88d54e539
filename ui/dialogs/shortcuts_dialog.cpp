// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/shortcuts_dialog.h"

#include "ui/commands/command_registry.h"
#include "ui/commands/command_text.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

ShortcutsDialog::ShortcutsDialog(const CommandRegistry &commands, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard Shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *table = new QTreeWidget;
    table->setHeaderLabels({tr("Command"), tr("Menu"), tr("Shortcut")});
    table->setRootIsDecorated(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setAccessibleName(windowTitle());
    for (const QAction *action : commands.actions()) {
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        if (shortcut.isEmpty())
            continue;
        auto *row = new QTreeWidgetItem(table, {plainText(*action), groupOf(*action), shortcut});
        row->setToolTip(0, action->statusTip());
        row->setSizeHint(0, QSize(0, 30));
    }
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->header()->setStretchLastSection(false);
    table->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    table->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceM, spaceL, spaceL);
    layout->addWidget(table, 1);
    layout->addWidget(buttons);
    resize(520, 560);
}

} // namespace attune::ui
