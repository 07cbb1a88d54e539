// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/trials_table.h"

#include <QDir>
#include <QFile>
#include <QStringDecoder>

#include <optional>
#include <utility>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

struct Decoded
{
    std::string text;
    std::string remark;
};

/// The bytes as UTF-8; nothing where they are no text.
std::optional<Decoded> decoded(const QByteArray &bytes)
{
    const auto marked = QStringConverter::encodingForData(bytes);
    if (marked && *marked != QStringConverter::Utf8) {
        const QString text = QStringDecoder(*marked).decode(bytes);
        return Decoded{text.toStdString(), {}};
    }
    if (bytes.contains('\0'))
        return std::nullopt;
    if (bytes.isValidUtf8())
        return Decoded{bytes.toStdString(), {}};
    return Decoded{QString::fromLatin1(bytes).toStdString(),
                   "The table is not in UTF-8: its letters were read as Western European."};
}

/// `why` goes on after the name.
Error unreadable(const QString &path, const QString &why)
{
    return {ErrorKind::Invalid,
            u"Cannot read \"%1\"%2"_s.arg(QDir::toNativeSeparators(path), why).toStdString()};
}

} // namespace

Result<TrialsFile> readTrialsFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, u": %1."_s.arg(file.errorString()));
    const auto text = decoded(file.readAll());
    if (!text)
        return unreadable(path, u": it holds bytes that no text has. Save it as a table in CSV."_s);
    auto rows = DataRows::read(text->text, DataFormat::Csv);
    if (!rows)
        return unreadable(path, u" as a table. "_s + QString::fromStdString(rows.error().message));
    return TrialsFile{std::move(*rows), text->remark};
}

TrialsTable tableOf(const DataRows &rows)
{
    TrialsTable table;
    table.names = rows.names();
    table.columns.resize(table.names.size(), Cells(rows.count()));
    for (std::size_t row = 0; row < rows.count(); ++row) {
        std::vector<std::string> fields = rows.fields(row);
        for (std::size_t i = 0; i < fields.size() && i < table.columns.size(); ++i)
            table.columns[i][row] = std::move(fields[i]);
    }
    return table;
}

} // namespace attune::engine
