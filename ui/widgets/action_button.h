// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

class QAction;

namespace attune::ui {

/// A push button that looks and acts as a command: text, icon, enabled and tool tip follow the
/// action.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    explicit ActionButton(QAction *action, QWidget *parent = nullptr);

    /// Shows another command from now on.
    void setAction(QAction *action);
    void hideIcon();

private:
    void follow();

    QAction *m_action = nullptr;
    bool m_isIconShown = true;
};

} // namespace attune::ui
