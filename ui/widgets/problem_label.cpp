// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/problem_label.h"

#include "ui/theme/theme.h"

#include <QEvent>

namespace attune::ui {

ProblemLabel::ProblemLabel(QWidget *parent) : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setVisible(false);
    tint();
}

void ProblemLabel::setProblems(const Problems &problems)
{
    QStringList sentences;
    for (const Problem &problem : problems) {
        const QString sentence = QString::fromStdString(problem.sentence);
        if (!sentences.contains(sentence))
            sentences << sentence;
    }
    setSentence(sentences.join(u'\n'));
}

void ProblemLabel::setSentence(const QString &sentence)
{
    setText(sentence);
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
}

void ProblemLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

void ProblemLabel::tint()
{
    const QColor ink = colorsOf(QPalette(palette().color(QPalette::Window))).problemText;
    if (palette().color(QPalette::WindowText) == ink)
        return;
    QPalette own = palette();
    own.setColor(QPalette::WindowText, ink);
    setPalette(own);
}

} // namespace attune::ui
