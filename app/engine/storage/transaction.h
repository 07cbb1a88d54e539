// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace attune::engine {

class Connection;

/// Everything that is written between begin() and commit() happens, or nothing does. Leaving the
/// scope without commit() rolls back.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Connection &connection);
    /// One view of the file: what others commit meanwhile is not seen until it is over.
    [[nodiscard]] static Result<Transaction> beginReading(Connection &connection);
    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;

    /// Fails when the disk is full, for example; the transaction is then rolled back.
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Connection &connection) : m_connection(&connection) {}

    Connection *m_connection; ///< null once it is over
};

} // namespace attune::engine
