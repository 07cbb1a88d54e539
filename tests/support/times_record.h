// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstring>

namespace attune::testing {

/// An entry of times.idx as the keeper writes it: log 1 is stdout, 2 is stderr.
inline QByteArray timesRecord(std::uint64_t log, std::uint64_t length, std::int64_t timeMs)
{
    const std::uint64_t place = log << 56 | length;
    QByteArray bytes(16, '\0');
    std::memcpy(bytes.data(), &place, sizeof place);
    std::memcpy(bytes.data() + 8, &timeMs, sizeof timeMs);
    return bytes;
}

} // namespace attune::testing
