// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_view.h"

#include "ui/ports/study_gateway.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/segmented_control.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QScrollBar>
#include <QShortcut>
#include <QTextBlock>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr qint64 pieceBytes = 1 << 20;
constexpr int pollMs = 400;
constexpr int mostHighlights = 500;

} // namespace

LogView::LogView(StudyGateway *gateway, QWidget *parent) : QWidget(parent), m_gateway(gateway)
{
    buildControls();
    m_timer.setInterval(pollMs);
    connect(&m_timer, &QTimer::timeout, this, &LogView::fetch);
}

void LogView::buildControls()
{
    m_streams = new SegmentedControl({tr("stdout"), tr("stderr")});
    m_streams->setObjectName(u"logStreams"_s);
    m_search = new QLineEdit;
    m_search->setObjectName(u"logSearch"_s);
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->setClearButtonEnabled(true);
    m_matches = new DimLabel;
    m_matches->hide(); // an empty label would still take its spacing
    m_follow = new ChipButton(tr("follow"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Stays at the end while the program prints"));
    m_text = new QPlainTextEdit;
    m_text->setObjectName(u"logText"_s);
    m_text->setAccessibleName(tr("Output of the trial"));
    m_text->setReadOnly(true);
    m_text->setFont(monoFont());
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMaximumBlockCount(keptLines);
    m_text->setUndoRedoEnabled(false);
    m_text->setPlaceholderText(tr("Nothing printed."));

    auto *first = new QHBoxLayout;
    first->setSpacing(spaceS);
    first->addWidget(m_streams);
    first->addStretch(1);
    first->addWidget(m_follow);
    auto *second = new QHBoxLayout;
    second->setSpacing(spaceS);
    second->addWidget(m_search, 1);
    second->addWidget(m_matches);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceS);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_text, 1);

    connect(m_streams, &SegmentedControl::currentChanged, this, &LogView::restart);
    connect(m_search, &QLineEdit::textChanged, this, &LogView::highlight);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { find(false); });
    auto *backwards = new QShortcut(QKeySequence(u"Shift+Return"_s), m_search);
    backwards->setContext(Qt::WidgetShortcut);
    connect(backwards, &QShortcut::activated, this, [this] { find(true); });
    connect(m_follow, &QAbstractButton::toggled, this, [this](bool isOn) {
        if (isOn)
            m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
    });
}

OutputStream LogView::stream() const
{
    return m_streams->current() == 0 ? OutputStream::Stdout : OutputStream::Stderr;
}

void LogView::setRun(std::optional<RunKey> run, bool isRunning)
{
    m_isRunning = isRunning;
    if (run == m_run) {
        fetch(); // what was printed until the end
        return;
    }
    m_run = run;
    restart();
}

void LogView::restart()
{
    ++m_generation;
    m_offset = 0;
    m_held.clear();
    m_decoder = {};
    m_hasTail = false;
    m_isFetching = false;
    m_text->clear();
    m_timer.stop();
    fetch();
}

void LogView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fetch();
}

void LogView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_text)
        highlight();
}

void LogView::fetch()
{
    if (!m_run || !isVisible()) {
        m_timer.stop();
        return;
    }
    if (m_isFetching)
        return;
    m_isFetching = true;
    const QPointer<LogView> self(this);
    m_gateway->fetchLog(*m_run, stream(), m_offset, pieceBytes,
                        [self, generation = m_generation](const Result<QByteArray> &bytes) {
                            if (!self || self->m_generation != generation)
                                return;
                            self->m_isFetching = false;
                            self->take(bytes ? *bytes : QByteArray());
                        });
}

void LogView::take(const QByteArray &bytes)
{
    m_offset += bytes.size();
    if (bytes.size() == pieceBytes) {
        // More is behind it. Of a long log only the end is shown, so the piece before is let go.
        m_held = bytes;
        fetch();
        return;
    }
    append(std::exchange(m_held, {}) + bytes);
    if (m_isRunning)
        m_timer.start();
    else
        m_timer.stop();
}

void LogView::append(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const LogText::Update update = m_decoder.add(bytes);
    QScrollBar *bar = m_text->verticalScrollBar();
    const int position = bar->value();
    QTextCursor cursor(m_text->document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    if (m_hasTail) {
        cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    }
    QString text = update.lines.join(u'\n');
    if (!update.lines.isEmpty())
        text += u'\n';
    cursor.insertText(text + update.tail);
    m_hasTail = !update.tail.isEmpty();
    cursor.endEditBlock();
    bar->setValue(m_follow->isChecked() ? bar->maximum() : position);
    if (!m_search->text().isEmpty())
        highlight();
}

void LogView::find(bool isBackwards)
{
    if (m_search->text().isEmpty())
        return;
    m_follow->setChecked(false);
    const auto flags = isBackwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (m_text->find(m_search->text(), flags))
        return;
    QTextCursor cursor = m_text->textCursor(); // round the end
    cursor.movePosition(isBackwards ? QTextCursor::End : QTextCursor::Start);
    m_text->setTextCursor(cursor);
    m_text->find(m_search->text(), flags);
}

void LogView::highlight()
{
    QList<QTextEdit::ExtraSelection> found;
    const QString wanted = m_search->text();
    if (!wanted.isEmpty()) {
        QTextEdit::ExtraSelection selection;
        selection.format.setBackground(colorsOf(palette()).noticeTint);
        selection.format.setForeground(colorsOf(palette()).text);
        for (QTextCursor at = m_text->document()->find(wanted);
             !at.isNull() && found.size() < mostHighlights;
             at = m_text->document()->find(wanted, at)) {
            selection.cursor = at;
            found << selection;
        }
    }
    m_text->setExtraSelections(found);
    m_matches->setVisible(!wanted.isEmpty());
    m_matches->setText(wanted.isEmpty() ? QString()
                       : found.size() < mostHighlights
                           ? tr("%n match(es)", nullptr, int(found.size()))
                           : tr("over %1 matches").arg(mostHighlights));
}

QString LogView::text() const
{
    return m_text->toPlainText();
}

} // namespace attune::ui
