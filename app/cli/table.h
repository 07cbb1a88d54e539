// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace attune::cli {

/// A table for a terminal: columns as wide as their widest cell, numbers to the right.
class Table
{
public:
    enum class Align { Left, Right };

    struct Column
    {
        std::string title;
        Align align = Align::Left;
    };

    explicit Table(std::vector<Column> columns);

    /// Requires: as many cells as columns.
    void addRow(std::vector<std::string> cells);

    [[nodiscard]] std::string text() const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace attune::cli
