// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/table.h"

#include <algorithm>
#include <cassert>

namespace attune::cli {
namespace {

/// Characters, not bytes: UTF-8's continuation bytes take no room.
std::size_t widthOf(const std::string &text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// A cell is one line whatever is in it.
std::string onOneLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return text;
}

} // namespace

Table::Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}

void Table::addRow(std::vector<std::string> cells)
{
    assert(cells.size() == m_columns.size());
    std::transform(cells.begin(), cells.end(), cells.begin(), onOneLine);
    m_rows.push_back(std::move(cells));
}

std::string Table::text() const
{
    std::vector<std::string> titles;
    for (const Column &column : m_columns)
        titles.push_back(column.title);
    std::vector<std::vector<std::string>> lines{titles};
    lines.insert(lines.end(), m_rows.begin(), m_rows.end());
    std::vector<std::size_t> widths(m_columns.size(), 0);
    for (const auto &line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(line[i]));
    }
    std::string text;
    for (const auto &line : lines) {
        std::string row;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string padding(widths[i] - widthOf(line[i]), ' ');
            const bool isRight = m_columns[i].align == Align::Right;
            row += (i == 0 ? "" : "  ") + (isRight ? padding + line[i] : line[i] + padding);
        }
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + '\n';
    }
    return text;
}

} // namespace attune::cli
