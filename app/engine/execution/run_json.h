// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_records.h"
#include "core/base/result.h"

#include <optional>
#include <string>

namespace attune::engine {

/// The files of a run directory as JSON text, and back. Formats: docs/trial-protocol.md.

/// Fails when something in it is not UTF-8.
[[nodiscard]] Result<std::string> toJson(const Job &job, const RunKey &key);
/// All values and fixed values by name: params.json.
[[nodiscard]] Result<std::string> paramsJson(const Job &job);
[[nodiscard]] std::string toJson(const StopRequest &request);

/// Nothing when the text is not what it should be.
[[nodiscard]] std::optional<Job> jobFromJson(const std::string &text);
[[nodiscard]] std::optional<Started> startedFromJson(const std::string &text);
[[nodiscard]] std::optional<StopRequest> stopFromJson(const std::string &text);
[[nodiscard]] std::optional<ExitRecord> exitFromJson(const std::string &text);

} // namespace attune::engine
