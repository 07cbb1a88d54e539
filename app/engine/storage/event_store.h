// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_status.h"

#include <QtGlobal>

#include <vector>

namespace attune::engine {

class Connection;

/// The journal. Entries are added, never changed.
class EventStore
{
public:
    explicit EventStore(Connection &connection) : m_connection(&connection) {}

    /// Requires: ids count up.
    Result<void> add(const StudyEvent &event);
    [[nodiscard]] Result<std::vector<StudyEvent>> read(qint64 afterId);
    /// 0 without any.
    [[nodiscard]] Result<qint64> lastId();

private:
    Connection *m_connection;
};

} // namespace attune::engine
