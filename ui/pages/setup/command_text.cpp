// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/command_text.h"

#include "core/protocol/command_template.h"

#include <QRegularExpression>
#include <QStringList>

namespace attune::ui {

using namespace Qt::StringLiterals;

QString commandLineOf(const std::vector<std::string> &arguments, bool usesShell)
{
    QStringList words;
    for (const std::string &argument : arguments) {
        const auto alone = splitCommandLine(argument);
        const bool isPlain = usesShell || (alone && *alone == std::vector<std::string>{argument});
        words << QString::fromStdString(isPlain ? argument : quoteCommandLine({argument}));
    }
    return words.join(u' ');
}

Result<std::vector<std::string>> argumentsOf(const QString &text, bool usesShell)
{
    const std::string trimmed = text.trimmed().toStdString();
    if (usesShell)
        return trimmed.empty() ? std::vector<std::string>{} : std::vector<std::string>{trimmed};
    return splitCommandLine(trimmed);
}

std::vector<std::pair<int, int>> placeholderSpans(const QString &text)
{
    static const QRegularExpression pattern(
        u"\\{\\{|(\\{[A-Za-z_][A-Za-z0-9_.:\\-]*(?:\\?[^{}]*)?\\})"_s);
    std::vector<std::pair<int, int>> spans;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.hasCaptured(1))
            spans.emplace_back(static_cast<int>(match.capturedStart(1)),
                               static_cast<int>(match.capturedLength(1)));
    }
    return spans;
}

} // namespace attune::ui
