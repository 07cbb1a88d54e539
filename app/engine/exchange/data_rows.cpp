// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/data_rows.h"

#include "core/protocol/command_template.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace attune::engine {

namespace {

constexpr std::array separators{',', ';', '\t'};
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

/// Goes through a table, character by character. A quote opens only at the start of a field;
/// elsewhere it is text.
class Quotes
{
public:
    enum class Piece { Text, Quote, Separator, RowEnd };

    explicit Quotes(char separator) : m_separator(separator) {}

    /// What `character` is, which `next` follows. Of a doubled quote the second is text.
    Piece take(char character, char next)
    {
        const bool isAtStart = std::exchange(m_isAtStart, false);
        if (std::exchange(m_isDoubled, false))
            return Piece::Text;
        if (m_isOpen && character == '"') {
            m_isDoubled = next == '"';
            m_isOpen = m_isDoubled;
            return Piece::Quote;
        }
        if (m_isOpen)
            return Piece::Text;
        if (character == '"' && isAtStart) {
            m_isOpen = true;
            return Piece::Quote;
        }
        m_isAtStart = character == m_separator || character == '\n';
        if (character == m_separator)
            return Piece::Separator;
        return character == '\n' ? Piece::RowEnd : Piece::Text;
    }

    [[nodiscard]] bool isOpen() const { return m_isOpen; }

private:
    char m_separator;
    bool m_isAtStart = true;
    bool m_isOpen = false;
    bool m_isDoubled = false;
};

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

/// That which is most often in the first line that is not blank.
char separatorOf(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return separators.front();
    const std::string_view line = firstLine(text.substr(text.rfind('\n', begin) + 1));
    return *std::ranges::max_element(separators, {}, [&](char separator) {
        return std::count(line.begin(), line.end(), separator);
    });
}

std::string_view withoutComment(std::string_view line)
{
    return line.substr(0, line.find('#'));
}

bool isNumber(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double number = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

/// `number:number`, or a number alone where that is allowed.
bool isPair(std::string_view word, bool mayBeAlone)
{
    const auto colon = word.find(':');
    if (colon == std::string_view::npos)
        return mayBeAlone && isNumber(word);
    const std::string_view index = word.substr(0, colon);
    return (index == "qid" || isNumber(index)) && isNumber(word.substr(colon + 1));
}

/// A label (with a weight behind `:`), or several with commas between, or none, then `index:value`
/// and `qid:n`, in any number. A comment, or nothing, is no row, but no fault either.
bool isLibSvm(std::string_view line)
{
    line = withoutComment(withoutLineEnd(line));
    bool isFirst = true;
    while (true) {
        const auto begin = line.find_first_not_of(" \t");
        if (begin == std::string_view::npos)
            return true;
        line.remove_prefix(begin);
        std::string_view word = line.substr(0, line.find_first_of(" \t"));
        line.remove_prefix(word.size());
        while (!word.empty()) {
            const std::string_view part = word.substr(0, isFirst ? word.find(',') : word.npos);
            if (!isPair(part, isFirst))
                return false;
            word.remove_prefix(std::min(word.size(), part.size() + 1));
        }
        isFirst = false;
    }
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
    for (const char *ending : {".libsvm", ".svm", ".svmlight"}) {
        if (fileName.ends_with(ending))
            return DataFormat::LibSvm;
    }
    constexpr int lookedAt = 20; // lines; a row may have no pair, where all of it is zero
    bool hasPair = false;
    for (int i = 0; i < lookedAt && !text.empty(); ++i) {
        const std::string_view line = firstLine(text);
        if (!isLibSvm(line))
            return DataFormat::Csv;
        hasPair = hasPair || withoutComment(line).find(':') != std::string_view::npos;
        const auto end = text.find('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return hasPair ? DataFormat::LibSvm : DataFormat::Csv;
}

Result<DataRows> DataRows::read(std::string text, DataFormat format, FirstRow first)
{
    DataRows data;
    data.m_text = std::move(text);
    if (data.m_text.starts_with(byteOrderMark))
        data.m_text.erase(0, byteOrderMark.size());
    data.m_format = format;
    if (!data.m_text.empty() && data.m_text.back() != '\n')
        data.m_text += '\n';
    data.m_separator = separatorOf(data.m_text);
    if (const int line = data.splitRows(); line > 0)
        return Error{ErrorKind::Invalid, "The quote that opens in line " + std::to_string(line) +
                                             " of the data is not closed. Close it, or double it "
                                             "where it is part of the text."};
    if (const int line = data.strangeLine(); line > 0)
        return Error{ErrorKind::Invalid, "Line " + std::to_string(line) +
                                             " of the data is not in LIBSVM's format, \"label "
                                             "index:value ...\". If it is a table, say --format "
                                             "csv."};
    if (format == DataFormat::Csv && first == FirstRow::Names && !data.m_rows.empty()) {
        data.m_header = data.m_rows.front();
        data.m_rows.erase(data.m_rows.begin());
    }
    if (data.m_rows.empty())
        return Error{ErrorKind::Invalid, "The data has no rows."};
    return data;
}

int DataRows::splitRows()
{
    Span row;
    Quotes quotes(m_separator);
    int line = 1;
    int quoteLine = 1;
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        const bool wasOpen = quotes.isOpen();
        if (m_format == DataFormat::Csv)
            (void)quotes.take(m_text[i], i + 1 < m_text.size() ? m_text[i + 1] : '\n');
        if (quotes.isOpen() && !wasOpen)
            quoteLine = line;
        if (m_text[i] != '\n')
            continue;
        ++line;
        if (quotes.isOpen() && i + 1 < m_text.size())
            continue;
        row.size = i + 1 - row.begin;
        const std::string_view text = std::string_view(m_text).substr(row.begin, row.size);
        if (!isBlank(m_format == DataFormat::LibSvm ? withoutComment(text) : text))
            m_rows.push_back(row);
        row = {i + 1, 0, line};
    }
    return quotes.isOpen() ? quoteLine : 0;
}

int DataRows::strangeLine() const
{
    if (m_format != DataFormat::LibSvm)
        return 0;
    for (std::size_t i = 0; i < count(); ++i) {
        if (!isLibSvm(row(i)))
            return m_rows[i].line;
    }
    return 0;
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
    Quotes quotes(m_separator);
    const std::string_view text = withoutLineEnd(row);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto piece = quotes.take(text[i], i + 1 < text.size() ? text[i + 1] : '\n');
        if (piece == Quotes::Piece::Separator)
            fields.emplace_back();
        else if (piece == Quotes::Piece::Text)
            fields.back() += text[i];
    }
    return fields;
}

std::vector<std::string> DataRows::fields(std::size_t row) const
{
    return fieldsOf(this->row(row));
}

std::vector<std::string> DataRows::names() const
{
    if (m_format == DataFormat::LibSvm)
        return {"label"};
    if (m_header.size > 0)
        return fieldsOf(header());
    std::vector<std::string> names;
    const std::size_t columns = fieldsOf(row(0)).size();
    for (std::size_t i = 1; i <= columns; ++i)
        names.push_back(std::to_string(i));
    return names;
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
            column.emplace_back(text.substr(0, text.find_first_of(": \t\r\n"))); // no weight
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
        std::vector<std::string> fields = this->fields(i);
        if (fields.size() <= index)
            return Error{ErrorKind::Invalid, "Line " + std::to_string(m_rows[i].line) +
                                                 " of the data has no column \"" + name + "\"."};
        column.push_back(std::move(fields[index]));
    }
    return column;
}

} // namespace attune::engine
