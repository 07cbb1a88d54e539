// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace attune::keeper {

/// The whole of a small file; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> readFile(const char *path);

enum class Durability {
    Atomic, ///< seen whole or not at all
    OnDisk, ///< and still there after a power failure
};

/// Replaces `name` in the current directory by way of a temporary file. False when that failed;
/// errno says why.
bool writeFile(const char *name, std::string_view content, Durability durability);

/// Whether an errno says that there is no room to write.
[[nodiscard]] bool isFullDisk(int error);

/// Whether the current directory was deleted: nobody will find what is written into it.
[[nodiscard]] bool isDirectoryGone();

/// Milliseconds since the epoch.
[[nodiscard]] std::int64_t wallClockMs();
/// Milliseconds of a clock that nobody sets.
[[nodiscard]] std::int64_t steadyMs();

} // namespace attune::keeper
