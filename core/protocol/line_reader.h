// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/metric_rule.h"
#include "core/protocol/named_number.h"

#include <memory>
#include <string_view>
#include <vector>

namespace attune {

/// Finds the readings of one rule or one preset in a line. Immutable.
class LineReader
{
public:
    virtual ~LineReader() = default;

    /// Appends the readings of `line`. Returns the step that the line announces without a reading
    /// that carries it (`Epoch 3/10` on a line alone), or nothing.
    virtual std::optional<std::int64_t> read(std::string_view line,
                                             std::vector<MetricReading> &readings) const = 0;
};

/// The reader of a preset, or null when there is none of that name.
[[nodiscard]] std::unique_ptr<const LineReader> makePresetReader(std::string_view preset);

/// As makePresetReader(), for the formats of particular trainers (xgboost, keras, libsvm, ...).
[[nodiscard]] std::unique_ptr<const LineReader> makeTrainerReader(std::string_view preset);

/// Appends a reading of `number`, which stands in the line, at `step` if that is known.
void appendReading(std::vector<MetricReading> &readings, std::string_view metric,
                   const NumberInText &number,
                   const std::optional<StepInText> &step = std::nullopt);

[[nodiscard]] inline std::optional<std::int64_t> stepNumber(const std::optional<StepInText> &step)
{
    return step ? std::optional(step->step) : std::nullopt;
}

} // namespace attune
