// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fitted_text.h"

#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr int mostLines = 24;

} // namespace

FittedText::FittedText(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFont(monoFont());
    setWordWrapMode(QTextOption::WrapAnywhere);
    connect(this, &QPlainTextEdit::textChanged, this, &FittedText::fit);
    fit();
}

void FittedText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

void FittedText::fit()
{
    const int all = int(document()->size().height());
    const int lines = std::clamp(all, 1, mostLines);
    setVerticalScrollBarPolicy(all > mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int margins = int(std::ceil(2.0 * document()->documentMargin()));
    setFixedHeight(lines * fontMetrics().lineSpacing() + margins + 2 * spaceXs);
}

} // namespace attune::ui
