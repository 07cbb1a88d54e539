// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace attune::engine {

enum class Durability {
    Atomic, ///< seen whole or not at all
    OnDisk, ///< and still there after a power failure
};

/// Replaces a file by way of a temporary one beside it. Fails with Denied or Io, and says what to
/// do.
[[nodiscard]] Result<void> writeFile(const std::filesystem::path &path, std::string_view content,
                                     Durability durability);

/// As writeFile, but an existing file stays as it is; that is no failure.
[[nodiscard]] Result<void> writeFileOnce(const std::filesystem::path &path,
                                         std::string_view content);

/// The whole content; nothing when there is no such file or it cannot be read.
[[nodiscard]] std::optional<std::string> readFile(const std::filesystem::path &path);

/// The error for `path` that could not be made or written, from errno.
[[nodiscard]] Error writeError(const std::filesystem::path &path, int systemError);

} // namespace attune::engine
