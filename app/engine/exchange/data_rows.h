// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace attune::engine {

enum class DataFormat {
    Csv, ///< the first row names the columns; quotes as in RFC 4180, in a field they are text; `,`
         ///< `;` or a tab between
    LibSvm, ///< `label index:value ...`, a row a line; `qid:n`, several labels, comments after `#`
};

/// What the first row of a table is.
enum class FirstRow { Names, Data };

/// A data set as the text of its rows, so that what is written again is what was read.
class DataRows
{
public:
    /// Fails with a sentence when there is no row, or a line is not of the format. `first`: of a
    /// table; of columns without names the first is called "1".
    [[nodiscard]] static Result<DataRows> read(std::string text, DataFormat format,
                                               FirstRow first = FirstRow::Names);

    /// By the end of the name (`.csv`, `.tsv`: a table; `.libsvm`, `.svm`, `.svmlight`), else by
    /// the first lines.
    [[nodiscard]] static DataFormat guessFormat(const std::string &fileName, std::string_view text);

    [[nodiscard]] std::size_t count() const { return m_rows.size(); }
    [[nodiscard]] std::string_view header() const; ///< with its line end; empty where there is none
    [[nodiscard]] std::string_view row(std::size_t index) const;          ///< with its line end
    [[nodiscard]] std::vector<std::string> fields(std::size_t row) const; ///< of a table

    /// The columns of a table, in their order; of a LIBSVM file `label`.
    [[nodiscard]] std::vector<std::string> names() const;

    /// One field of every row: the named column, or the label of a LIBSVM file (column `label`).
    /// Fails with a near match when there is no such column, and with the line when a row is too
    /// short.
    [[nodiscard]] Result<std::vector<std::string>> column(const std::string &name) const;

private:
    struct Span
    {
        std::size_t begin = 0;
        std::size_t size = 0;
        int line = 1;
    };

    /// The line in which a quote opens that is never closed, or 0.
    [[nodiscard]] int splitRows();
    /// The first line that is not of the format, or 0.
    [[nodiscard]] int strangeLine() const;
    [[nodiscard]] std::vector<std::string> fieldsOf(std::string_view row) const;

    std::string m_text; ///< ends with a line end
    DataFormat m_format = DataFormat::Csv;
    char m_separator = ',';
    Span m_header;
    std::vector<Span> m_rows;
};

} // namespace attune::engine
