// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/trial.h"

#include <optional>
#include <string>
#include <vector>

namespace attune {

enum class Comparison { AtLeast, MoreThan, AtMost, LessThan };

/// A bound that a trial's metric must keep to, such as `accuracy >= 0.9`. Of a metric that is an
/// objective its value counts, of others the last reading.
struct Requirement
{
    std::string metric;
    Comparison comparison = Comparison::AtLeast;
    double bound = 0.0;

    /// Reads `METRIC OP NUMBER`, OP being >=, >, <= or <. Fails with a sentence.
    [[nodiscard]] static Result<Requirement> parse(const std::string &text);

    /// A value that is not a number keeps to nothing.
    [[nodiscard]] bool isMetBy(double value) const;

    /// How far the value is on the wrong side of the bound; negative on the right one.
    [[nodiscard]] double excessOf(double value) const;

    bool operator==(const Requirement &) const = default;
};

/// Those of the texts that can be read, in order.
[[nodiscard]] std::vector<Requirement> requirementsOf(const std::vector<std::string> &texts);

/// Whether the values, one per requirement, keep to all of them. A missing one does not.
[[nodiscard]] bool areMet(const std::vector<Requirement> &requirements,
                          const std::vector<std::optional<double>> &values);

/// Whether the trial keeps to what is required. Nothing where nothing is, and of a trial that has
/// no values to be judged by.
[[nodiscard]] std::optional<bool> keepsRequirements(const Trial &trial);

/// The requirements that a trial breaks, each with its value: "size < 20 with 30".
[[nodiscard]] std::vector<std::string>
brokenRequirements(const std::vector<std::string> &requirements, const Trial &trial);

/// Says that no trial does what is required, and of each requirement that none meets which trial
/// came nearest; nothing while some complete trial meets all requirements, or none has finished.
[[nodiscard]] std::optional<std::string> whyNoneMeets(const std::vector<std::string> &requirements,
                                                      const std::vector<Trial> &trials);

} // namespace attune
