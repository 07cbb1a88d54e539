// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace attune::ui {

class CommandRegistry;

/// Every command that has a shortcut, by menu.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    ShortcutsDialog(const CommandRegistry &commands, QWidget *parent);
};

} // namespace attune::ui
