// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_history.h"

#include <string>
#include <vector>

namespace attune::engine {

class Connection;

/// A study that this one starts from, as it was when it was copied.
struct ParentRecord
{
    std::string name;
    WarmStartKind kind = WarmStartKind::Same;
    std::string json;                 ///< its definition, as study.json
    std::vector<Observation> results; ///< by its own trial numbers, in its own order
};

/// The copies of earlier studies that a warm start begins with.
class ParentStore
{
public:
    explicit ParentStore(Connection &connection) : m_connection(&connection) {}

    /// Replaces all. Requires: a transaction.
    Result<void> save(const std::vector<ParentRecord> &parents);
    /// In the order in which the definition names them.
    [[nodiscard]] Result<std::vector<ParentRecord>> read();

private:
    Connection *m_connection;
};

} // namespace attune::engine
