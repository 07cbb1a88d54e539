// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/transaction.h"

#include "app/engine/storage/connection.h"

#include <utility>

namespace attune::engine {

using namespace Qt::StringLiterals;

Result<Transaction> Transaction::begin(Connection &connection)
{
    if (auto begun = connection.run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun.error();
    return Transaction(connection);
}

Result<Transaction> Transaction::beginReading(Connection &connection)
{
    if (auto begun = connection.run(u"BEGIN"_s); !begun)
        return begun.error();
    return Transaction(connection);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{}

Transaction::~Transaction()
{
    // A failed statement may have rolled back by itself (disk full); then this says so: no matter.
    if (m_connection)
        (void)m_connection->run(u"ROLLBACK"_s);
}

Result<void> Transaction::commit()
{
    if (auto done = m_connection->run(u"COMMIT"_s); !done)
        return done;
    m_connection = nullptr;
    return {};
}

} // namespace attune::engine
