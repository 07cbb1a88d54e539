// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace attune::ui {

class NoticeBar;

/// The notices of a window, one below the other: a sentence stays until it is dismissed or taken
/// back, and the same sentence is never shown twice.
class NoticeStack : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeStack(QWidget *parent = nullptr);

    /// A notice for `text`; the one already shown for it, if there is one.
    NoticeBar *show(const QString &text);
    void showError(const QString &sentence);
    /// The same place again and again: replaces what was shown under `topic`; empty: takes it back.
    NoticeBar *showTopic(const QString &topic, const QString &text);
    [[nodiscard]] QStringList texts() const;

private:
    [[nodiscard]] NoticeBar *find(const QString &topic) const;
    void fit();

    QVBoxLayout *m_layout = nullptr;
};

} // namespace attune::ui
