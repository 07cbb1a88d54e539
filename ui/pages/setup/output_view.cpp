// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/output_view.h"

#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int searchedLines = 600; // the last ones: where a metric shows, found in milliseconds

constexpr std::size_t longestShown = 2000; // bytes
constexpr char16_t asciiEnd = 0x7f;
constexpr std::string_view cutMark = " \u2026";

/// What breaks lines or moves text would put the marks beside the numbers.
bool isNoText(QChar sign)
{
    const QChar::Category category = sign.category();
    return (category == QChar::Other_Control && sign != u'\t') ||
           category == QChar::Other_NotAssigned || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph || sign == QChar::ReplacementCharacter;
}

/// One sign for each that is no text. Of a line that is mostly none, only what is ASCII is shown:
/// letters of any script among random bytes would have every font of the machine loaded.
QString visibleText(const std::string &line)
{
    constexpr qsizetype fewestOthers = 16; // one in so many
    QString text = QString::fromStdString(line);
    const auto others = std::count_if(text.cbegin(), text.cend(), isNoText);
    const bool isBinary = others * fewestOthers > text.size();
    for (QChar &sign : text) {
        if (isNoText(sign) || (isBinary && sign.unicode() > asciiEnd))
            sign = QChar::ReplacementCharacter;
    }
    return text;
}

/// Lines are UTF-8, text blocks are UTF-16.
int column(const std::string &line, int byte)
{
    return static_cast<int>(QString::fromUtf8(line.data(), byte).size());
}

} // namespace

OutputView::OutputView(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFont(monoFont());
    setUndoRedoEnabled(false);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    document()->setDocumentMargin(spaceS);
    setTabStopDistance(QFontMetricsF(font()).horizontalAdvance(u" "_s)); // lines are long enough
    setAccessibleName(tr("Output of the test run"));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &OutputView::mark);
}

void OutputView::setLines(const std::vector<std::string> &lines, int removed)
{
    QScrollBar *bar = verticalScrollBar();
    const bool isAtEnd = bar->value() >= bar->maximum() - 1;
    const bool isLonger = removed == 0 && lines.size() >= m_lines.size() &&
                          std::equal(m_lines.begin(), m_lines.end(), lines.begin(), isShownAs);
    if (!isLonger) {
        m_lines.clear(); // to clear the text moves the scroll bar, which marks what is known
        m_numbers.clear();
        m_hovered.reset();
        clear();
    }
    QStringList fresh;
    for (std::size_t line = m_lines.size(); line < lines.size(); ++line) {
        const std::string_view part = shownPart(lines[line]);
        const bool isCut = part.size() < lines[line].size();
        m_lines.push_back(std::string(part).append(isCut ? cutMark : std::string_view()));
        fresh << visibleText(m_lines.back());
    }
    if (!fresh.isEmpty())
        appendPlainText(fresh.join(u'\n'));
    if (isAtEnd)
        bar->setValue(bar->maximum());
    findNumbersAgain();
}

std::string_view OutputView::shownPart(const std::string &line)
{
    if (line.size() <= longestShown)
        return line;
    const auto isWithinCharacter = [&](std::size_t at) {
        return (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U;
    };
    std::size_t end = longestShown;
    while (end > 0 && isWithinCharacter(end))
        --end;
    return std::string_view(line).substr(0, end);
}

bool OutputView::isShownAs(const std::string &shown, const std::string &line)
{
    if (line.size() <= longestShown)
        return shown == line;
    const std::string_view part = shownPart(line);
    return shown.size() == part.size() + cutMark.size() && shown.starts_with(part);
}

void OutputView::setRules(const std::vector<MetricRule> &rules)
{
    m_hasRules = false;
    if (const auto matcher = MetricMatcher::compile(rules); matcher && !rules.empty()) {
        m_matcher = *matcher;
        m_hasRules = true;
    }
    mark();
}

void OutputView::findNumbersAgain()
{
    m_firstSearched = std::max(0, static_cast<int>(m_lines.size()) - searchedLines);
    m_numbers = findNumbers({m_lines.begin() + m_firstSearched, m_lines.end()});
    for (NumberSpan &number : m_numbers)
        number.line += m_firstSearched;
    m_hovered.reset();
    mark();
}

QTextCursor OutputView::cursorFor(int line, int begin, int end) const
{
    const std::string &text = m_lines[static_cast<std::size_t>(line)];
    QTextCursor cursor(document()->findBlockByNumber(line));
    const int start = cursor.position();
    cursor.setPosition(start + column(text, begin));
    cursor.setPosition(start + column(text, end), QTextCursor::KeepAnchor);
    return cursor;
}

void OutputView::addMark(QList<QTextEdit::ExtraSelection> &marks, int line, int begin, int end,
                         const QTextCharFormat &format) const
{
    QTextEdit::ExtraSelection selection;
    selection.cursor = cursorFor(line, begin, end);
    selection.format = format;
    marks << selection;
}

void OutputView::mark()
{
    if (m_lines.empty()) {
        setExtraSelections({});
        return;
    }
    const Colors &colors = colorsOf(palette());
    QTextCharFormat value;
    QColor pink = colors.best;
    pink.setAlphaF(colors.isDark ? 0.35F : 0.18F);
    value.setBackground(pink);
    QTextCharFormat step;
    QColor green = colors.running;
    green.setAlphaF(colors.isDark ? 0.30F : 0.20F);
    step.setBackground(green);
    QTextCharFormat candidate;
    candidate.setUnderlineStyle(QTextCharFormat::DotLine);
    candidate.setFontUnderline(true);
    candidate.setUnderlineColor(colors.accent);
    QTextCharFormat hovered;
    hovered.setBackground(colors.accentTint);
    hovered.setForeground(colors.accent);

    const int first = firstVisibleBlock().blockNumber();
    const int visible = viewport()->height() / std::max(1, fontMetrics().lineSpacing()) + 2;
    const int last = std::min(first + visible, static_cast<int>(m_lines.size()));
    QList<QTextEdit::ExtraSelection> marks;
    for (const NumberSpan &number : m_numbers) {
        if (number.looksLikeMetric && number.line >= first && number.line < last)
            addMark(marks, number.line, number.begin, number.end, candidate);
    }
    for (int line = first; m_hasRules && line < last; ++line) {
        for (const MetricReading &reading :
             m_matcher.match(m_lines[static_cast<std::size_t>(line)])) {
            addMark(marks, line, reading.valueBegin, reading.valueEnd, value);
            if (reading.stepBegin >= 0)
                addMark(marks, line, reading.stepBegin, reading.stepEnd, step);
        }
    }
    if (m_hovered)
        addMark(marks, m_hovered->line, m_hovered->begin, m_hovered->end, hovered);
    setExtraSelections(marks);
}

std::optional<NumberSpan> OutputView::numberAt(const QPoint &position) const
{
    const int line = cursorForPosition(position).blockNumber();
    for (const NumberSpan &number : m_numbers) {
        if (number.line == line && !number.rule.pattern.empty() &&
            rectOf(number).contains(position))
            return number;
    }
    return std::nullopt;
}

QRect OutputView::rectOf(const NumberSpan &number) const
{
    const QTextCursor whole = cursorFor(number.line, number.begin, number.end);
    QTextCursor edge(document());
    edge.setPosition(whole.selectionStart());
    const QRect begin = cursorRect(edge);
    edge.setPosition(whole.selectionEnd());
    return begin.united(cursorRect(edge));
}

void OutputView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    QPlainTextEdit::mousePressEvent(event);
}

void OutputView::mouseMoveEvent(QMouseEvent *event)
{
    const auto number = numberAt(event->position().toPoint());
    const bool isSame =
        number.has_value() == m_hovered.has_value() &&
        (!number || (number->line == m_hovered->line && number->begin == m_hovered->begin));
    if (!isSame) {
        m_hovered = number;
        viewport()->setCursor(number ? Qt::PointingHandCursor : Qt::IBeamCursor);
        mark();
    }
    QPlainTextEdit::mouseMoveEvent(event);
}

void OutputView::mouseReleaseEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    const QPoint position = event->position().toPoint();
    const bool isClick = (position - m_pressed).manhattanLength() < 5;
    const auto number = isClick ? numberAt(position) : std::nullopt;
    if (number)
        Q_EMIT numberClicked(*number);
}

void OutputView::leaveEvent(QEvent *event)
{
    m_hovered.reset();
    mark();
    QPlainTextEdit::leaveEvent(event);
}

void OutputView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        mark();
}

void OutputView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    mark();
}

bool OutputView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (const auto number = numberAt(help->pos())) {
        const QString name = QString::fromStdString(number->rule.name);
        QToolTip::showText(
            help->globalPos(),
            number->rule.stepPattern.empty()
                ? tr("Click to make \"%1\" a metric.").arg(name)
                : tr("Click to make \"%1\" a metric, with the step on its line.").arg(name),
            this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

} // namespace attune::ui
