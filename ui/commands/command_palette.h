// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QListView;

namespace attune::ui {

class CommandListModel;
class CommandRegistry;

/// Type a few letters, press Enter: every command of the window with its shortcut.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(const CommandRegistry &commands, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void choose(const QString &pattern);
    void trigger();
    void move(int rows);

    CommandListModel *m_model = nullptr;
    QLineEdit *m_pattern = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_help = nullptr;
};

} // namespace attune::ui
