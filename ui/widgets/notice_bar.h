// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace attune::ui {

/// A tinted bar that says one thing in a sentence and offers what can be done about it. Hidden
/// while it has nothing to say.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// Shows `richText` without actions other than Dismiss.
    void show(const QString &richText);
    /// Adds a button behind the text; gone with the next show().
    QPushButton *addAction(const QString &text, std::function<void()> act);
    void setDismissible(bool isDismissible);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text = nullptr;
    QHBoxLayout *m_actions = nullptr;
    QPushButton *m_dismiss = nullptr;
};

} // namespace attune::ui
