// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace attune::ui {

/// A warning asks for the person's attention; information only tells what came about.
enum class NoticeTone { Warning, Information };

/// A tinted bar that says one thing in a sentence and offers what can be done about it. Hidden
/// while it has nothing to say.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// Shows `richText` without actions other than Dismiss.
    void show(const QString &richText);
    /// Says it anew and keeps the actions.
    void setText(const QString &richText);
    /// Adds a button behind the text; gone with the next show().
    QPushButton *addAction(const QString &text, std::function<void()> act);
    void setDismissible(bool isDismissible);
    /// Amber for a warning, as at first, or the accent for information.
    void setTone(NoticeTone tone);
    [[nodiscard]] NoticeTone tone() const { return m_tone; }
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text = nullptr;
    QHBoxLayout *m_actions = nullptr;
    QPushButton *m_dismiss = nullptr;
    NoticeTone m_tone = NoticeTone::Warning;
};

} // namespace attune::ui
