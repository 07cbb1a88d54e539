// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/trial.h"

#include <QtGlobal>

#include <vector>

namespace attune::engine {

class Connection;

/// A run and its row.
struct StoredRun
{
    qint64 id = 0;
    Run run;
};

/// Executions of the command, test runs included.
class RunStore
{
public:
    explicit RunStore(Connection &connection) : m_connection(&connection) {}

    /// Returns the row's id.
    [[nodiscard]] Result<qint64> insert(const Run &run);
    /// Everything that can change after insert().
    Result<void> update(qint64 id, const Run &run);

    /// The runs of trials changed by commits after `change`, by trial and in the order in which its
    /// runs began; test runs are left out.
    [[nodiscard]] Result<std::vector<StoredRun>> read(qint64 change);

private:
    Connection *m_connection;
};

} // namespace attune::engine
