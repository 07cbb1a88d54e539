// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace attune::engine {

class Connection;

/// The schema version that this Attune writes: the number of files in resources/schema.
[[nodiscard]] int newestSchemaVersion();

/// The version of an open file: PRAGMA user_version. 0: an empty database.
[[nodiscard]] Result<int> schemaVersion(Connection &connection);

/// Brings the file to newestSchemaVersion(), each step in a transaction of its own. Fails with
/// TooNew, and touches nothing, when a later Attune wrote it.
[[nodiscard]] Result<void> migrateSchema(Connection &connection);

/// Whether a file of that version can be read as it is: fails with TooNew for a newer one, Invalid
/// for an older one that must be opened for writing once.
[[nodiscard]] Result<void> checkReadable(Connection &connection);

} // namespace attune::engine
