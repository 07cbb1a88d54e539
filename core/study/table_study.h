// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/table_columns.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace attune {

/// Which columns of a table a study's values stand in, where they are not found by their names.
struct ColumnNames
{
    std::map<std::string, std::string> hyperparameters; ///< name -> title
    std::map<std::string, std::string> metrics;         ///< name -> title
    std::set<std::string> unread; ///< titles that say nothing of a trial's state and times
    bool operator==(const ColumnNames &) const = default;
};

/// A study that is made of a table of trials: the definition, still without a command, and where
/// its values stand.
struct TableStudy
{
    StudySettings settings;
    ColumnNames columns;
};

/// The study of these columns. A hyperparameter that has values exactly where a choice of another
/// one is made depends on it.
[[nodiscard]] TableStudy studyOf(const TrialsTable &table, const std::vector<TableColumn> &columns,
                                 const std::string &name);

/// What keeps a study from being made of these columns, a sentence each; the command that is still
/// to be given is no problem yet.
[[nodiscard]] std::vector<std::string> problemsOf(const TableStudy &study,
                                                  const std::vector<TableColumn> &columns);

} // namespace attune
