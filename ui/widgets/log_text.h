// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringDecoder>
#include <QStringList>

namespace attune::ui {

/// Turns the bytes of a log into lines as a terminal shows them: a carriage return writes over its
/// line, characters may be cut between two pieces, invalid bytes become U+FFFD.
class LogText
{
public:
    struct Update
    {
        QStringList lines; ///< ended by a line feed
        QString tail;      ///< the line being written; replaces the former tail
    };

    [[nodiscard]] Update add(const QByteArray &bytes);

private:
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    QString m_pending; ///< since the last line feed, as it came
};

} // namespace attune::ui
