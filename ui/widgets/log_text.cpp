// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_text.h"

#include <QRegularExpression>

namespace attune::ui {

namespace {

/// Longer lines are cut: a text widget lays out a line as a whole.
constexpr qsizetype longestLine = 4000;

/// What stands on the line after all carriage returns, without colour codes.
QString shownLine(QString line)
{
    static const QRegularExpression escapes(QStringLiteral("\x1b\\[[0-9;?]*[A-Za-z]"));
    while (line.endsWith(QLatin1Char('\r')))
        line.chop(1);
    line = line.mid(line.lastIndexOf(QLatin1Char('\r')) + 1);
    line.remove(escapes);
    if (line.size() > longestLine)
        line = line.left(longestLine) + QStringLiteral(" …");
    return line;
}

} // namespace

LogText::Update LogText::add(const QByteArray &bytes)
{
    m_pending += m_decoder.decode(bytes);
    Update update;
    qsizetype from = 0;
    for (qsizetype end = m_pending.indexOf(QLatin1Char('\n')); end >= 0;
         end = m_pending.indexOf(QLatin1Char('\n'), from)) {
        update.lines << shownLine(m_pending.mid(from, end - from));
        from = end + 1;
    }
    m_pending.remove(0, from);
    // Of a progress bar only its last state is needed.
    const qsizetype rewritten = m_pending.lastIndexOf(QLatin1Char('\r'), -2);
    if (m_pending.size() > 1 && rewritten > 0)
        m_pending.remove(0, rewritten);
    update.tail = shownLine(m_pending);
    return update;
}

} // namespace attune::ui
