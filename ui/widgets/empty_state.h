// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace attune::ui {

/// What an empty page shows: what will be here, and the one next action.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    /// `icon`: a name for themedIcon.
    EmptyState(const QString &icon, const QString &title, const QString &sentence,
               QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &sentence);
    /// The one next action. Called once.
    QPushButton *setAction(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();

    QString m_iconName;
    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_sentence = nullptr;
};

} // namespace attune::ui
