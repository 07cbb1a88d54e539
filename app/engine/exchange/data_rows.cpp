// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/data_rows.h"

#include "core/protocol/command_template.h"

#include <algorithm>
#include <array>

namespace attune::engine {

namespace {

constexpr std::array separators{',', ';', '\t'};

std::string_view withoutLineEnd(std::string_view row)
{
    while (!row.empty() && (row.back() == '\n' || row.back() == '\r'))
        row.remove_suffix(1);
    return row;
}

std::string_view firstLine(std::string_view text)
{
    return withoutLineEnd(text.substr(0, text.find('\n')));
}

bool isBlank(std::string_view row)
{
    return row.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace

DataFormat DataRows::guessFormat(const std::string &fileName, std::string_view text)
{
    if (fileName.ends_with(".csv") || fileName.ends_with(".tsv"))
        return DataFormat::Csv;
    const std::string_view line = firstLine(text);
    const auto colon = line.find(':');
    const bool isIndex = colon != std::string_view::npos && colon > 0 && line[colon - 1] >= '0' &&
                         line[colon - 1] <= '9';
    const bool isTable = std::ranges::any_of(separators, [&](char separator) {
        return line.substr(0, colon).find(separator) != std::string_view::npos;
    });
    return isIndex && !isTable ? DataFormat::LibSvm : DataFormat::Csv;
}

Result<DataRows> DataRows::read(std::string text, DataFormat format)
{
    DataRows data;
    data.m_text = std::move(text);
    data.m_format = format;
    if (!data.m_text.empty() && data.m_text.back() != '\n')
        data.m_text += '\n';
    if (const int line = data.splitRows(); line > 0)
        return Error{ErrorKind::Invalid, "The quote that opens in line " + std::to_string(line) +
                                             " of the data is not closed. Close it, or double it "
                                             "where it is part of the text."};
    if (format == DataFormat::Csv && !data.m_rows.empty()) {
        data.m_header = data.m_rows.front();
        data.m_rows.erase(data.m_rows.begin());
        const std::string_view line = data.header();
        data.m_separator = *std::ranges::max_element(separators, {}, [&](char separator) {
            return std::count(line.begin(), line.end(), separator);
        });
    }
    if (data.m_rows.empty())
        return Error{ErrorKind::Invalid, "The data has no rows."};
    return data;
}

int DataRows::splitRows()
{
    Span row;
    bool isQuoted = false;
    int line = 1;
    int quoteLine = 1;
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        if (m_text[i] == '"' && m_format == DataFormat::Csv) {
            isQuoted = !isQuoted; // a doubled quote changes it twice
            quoteLine = isQuoted ? line : quoteLine;
        }
        if (m_text[i] != '\n')
            continue;
        ++line;
        if (isQuoted && i + 1 < m_text.size())
            continue;
        row.size = i + 1 - row.begin;
        if (!isBlank(std::string_view(m_text).substr(row.begin, row.size)))
            m_rows.push_back(row);
        row = {i + 1, 0, line};
    }
    return isQuoted ? quoteLine : 0;
}

std::string_view DataRows::header() const
{
    return std::string_view(m_text).substr(m_header.begin, m_header.size);
}

std::string_view DataRows::row(std::size_t index) const
{
    return std::string_view(m_text).substr(m_rows[index].begin, m_rows[index].size);
}

std::vector<std::string> DataRows::fieldsOf(std::string_view row) const
{
    std::vector<std::string> fields(1);
    bool isQuoted = false;
    const std::string_view text = withoutLineEnd(row);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isDoubled = isQuoted && i + 1 < text.size() && text[i + 1] == '"';
        if (text[i] == '"' && isDoubled)
            fields.back() += text[++i];
        else if (text[i] == '"')
            isQuoted = !isQuoted;
        else if (text[i] == m_separator && !isQuoted)
            fields.emplace_back();
        else
            fields.back() += text[i];
    }
    return fields;
}

std::vector<std::string> DataRows::names() const
{
    return m_format == DataFormat::Csv ? fieldsOf(header()) : std::vector<std::string>{"label"};
}

Result<std::vector<std::string>> DataRows::column(const std::string &name) const
{
    std::vector<std::string> column;
    if (m_format == DataFormat::LibSvm) {
        if (name != "label")
            return Error{ErrorKind::NotFound,
                         "Data in LIBSVM's format has no column \"" + name + "\". Use label."};
        for (std::size_t i = 0; i < count(); ++i) {
            const std::string_view text = row(i);
            column.emplace_back(text.substr(0, text.find_first_of(" \t\r\n")));
        }
        return column;
    }
    const std::vector<std::string> names = this->names();
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) {
        const std::string near = nearMatch(name, names);
        return Error{ErrorKind::NotFound,
                     "The data has no column \"" + name + "\"" +
                         (near.empty() ? std::string(".") : "; did you mean \"" + near + "\"?")};
    }
    const auto index = static_cast<std::size_t>(found - names.begin());
    for (std::size_t i = 0; i < count(); ++i) {
        std::vector<std::string> fields = fieldsOf(row(i));
        if (fields.size() <= index)
            return Error{ErrorKind::Invalid, "Line " + std::to_string(m_rows[i].line) +
                                                 " of the data has no column \"" + name + "\"."};
        column.push_back(std::move(fields[index]));
    }
    return column;
}

} // namespace attune::engine
