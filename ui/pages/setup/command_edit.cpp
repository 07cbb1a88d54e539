// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/command_edit.h"

#include "ui/pages/setup/command_text.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QSyntaxHighlighter>

#include <cmath>

namespace attune::ui {

namespace {

/// Colours placeholders, with the flag they belong to.
class PlaceholderHighlighter : public QSyntaxHighlighter
{
public:
    explicit PlaceholderHighlighter(CommandEdit *edit)
        : QSyntaxHighlighter(edit->document()), m_edit(edit)
    {}

protected:
    void highlightBlock(const QString &text) override
    {
        QTextCharFormat format;
        format.setForeground(colorsOf(m_edit->palette()).accent);
        for (const auto &[begin, length] : placeholderSpans(text)) {
            const auto wordBegin = static_cast<int>(text.lastIndexOf(u' ', begin)) + 1;
            setFormat(wordBegin, begin + length - wordBegin, format);
        }
    }

private:
    CommandEdit *m_edit = nullptr;
};

} // namespace

CommandEdit::CommandEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setFont(monoFont());
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUndoRedoEnabled(false); // the study's undo covers typing too
    document()->setDocumentMargin(spaceS);
    new PlaceholderHighlighter(this);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        fitHeight();
        if (!m_isSetting)
            Q_EMIT textEdited(toPlainText());
    });
    fitHeight();
}

void CommandEdit::setCommand(const QString &text)
{
    if (toPlainText() == text)
        return;
    m_isSetting = true;
    const int position = textCursor().position();
    setPlainText(text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(std::min(position, static_cast<int>(text.size())));
    setTextCursor(cursor);
    m_isSetting = false;
}

void CommandEdit::insertFromMimeData(const QMimeData *source)
{
    const QString pasted = source->text().trimmed();
    m_isSetting = true; // one announcement, below
    QPlainTextEdit::insertFromMimeData(source);
    m_isSetting = false;
    if (!pasted.isEmpty() && toPlainText().trimmed() == pasted)
        Q_EMIT commandPasted(pasted);
    else
        Q_EMIT textEdited(toPlainText());
}

void CommandEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        event->ignore(); // a command is one line
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void CommandEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void CommandEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        if (auto *highlighter = document()->findChild<QSyntaxHighlighter *>())
            highlighter->rehighlight();
    }
}

void CommandEdit::fitHeight()
{
    constexpr int mostLines = 8;
    constexpr int slack = 4; // or rounding brings a scroll bar
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        (void)blockBoundingRect(block); // lays it out
        lines += std::max(1, block.layout() ? block.layout()->lineCount() : 1);
    }
    const double lineHeight = QFontMetricsF(font()).lineSpacing();
    const int height = static_cast<int>(std::ceil(std::clamp(lines, 2, mostLines) * lineHeight +
                                                  2.0 * document()->documentMargin())) +
                       2 * frameWidth() + slack;
    if (height != minimumHeight())
        setFixedHeight(height);
}

} // namespace attune::ui
