// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace attune::ui {

/// A few lines to edit a command template: as high as its text, placeholders coloured, and it says
/// when a whole command was pasted.
class CommandEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CommandEdit(QWidget *parent = nullptr);

    /// Replaces the text without textEdited(), keeping the cursor where it can.
    void setCommand(const QString &text);

Q_SIGNALS:
    void textEdited(const QString &text);
    /// The text is now what was pasted, and nothing else.
    void commandPasted(const QString &text);

protected:
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitHeight();

    bool m_isSetting = false;
};

} // namespace attune::ui
