// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace attune::ui {

/// A text to be read and copied, as high as its wrapped lines; a very long one scrolls.
class FittedText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit FittedText(QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
};

} // namespace attune::ui
