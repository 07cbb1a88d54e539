// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/command_guess.h"

#include <QFrame>

class QCheckBox;
class QGridLayout;

namespace attune::ui {

/// After a command was pasted: every value in it that could vary, with the range it would get, to
/// be ticked.
class PastePanel : public QFrame
{
    Q_OBJECT

public:
    explicit PastePanel(QWidget *parent = nullptr);

    void show(const CommandGuess &guess);
    [[nodiscard]] const CommandGuess &guess() const { return m_guess; }
    [[nodiscard]] std::vector<bool> chosen() const;
    /// Ticks again after an undo; emits nothing.
    void setChosen(const std::vector<bool> &chosen);

Q_SIGNALS:
    /// A tick was set or removed.
    void choiceChanged(int guess, bool isChosen);
    void finished();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addRow(int index);

    CommandGuess m_guess;
    QGridLayout *m_rows = nullptr;
    std::vector<QCheckBox *> m_ticks;
};

} // namespace attune::ui
