// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/data_rows.h"
#include "core/base/result.h"
#include "core/study/table_columns.h"

#include <QString>

#include <string>

namespace attune::engine {

/// A table of trials as it lies in a file.
struct TrialsFile
{
    DataRows rows;
    std::string remark; ///< how its text was read where that had to be guessed, or empty
};

/// Reads a table (`,` `;` or a tab between) in UTF-8, in UTF-16 with a byte order mark as
/// spreadsheets write it, or else in Latin-1. Fails with a sentence that names the file.
[[nodiscard]] Result<TrialsFile> readTrialsFile(const QString &path);

/// Its columns; what a short row lacks is blank.
[[nodiscard]] TrialsTable tableOf(const DataRows &rows);

} // namespace attune::engine
