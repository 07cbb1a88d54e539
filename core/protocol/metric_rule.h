// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// How one metric (or, for a preset, several) is read from a line of output. Either `preset` or
/// `name` and `pattern`.
struct MetricRule
{
    std::string name;
    std::string pattern;     ///< PCRE; value = group 1 or the group named `value`
    std::string stepPattern; ///< PCRE; step = group 1; empty: group named `step` of `pattern`, else
                             ///< as study-file.md
    std::string
        preset; ///< key-value, json-lines, xgboost, lightgbm, keras, pytorch-lightning, libsvm, ...
    bool operator==(const MetricRule &) const = default;
};

/// The presets' names, in the order shown to a person.
[[nodiscard]] std::vector<std::string> metricPresets();

/// One reading in a line: `metric` = value, with the step if the line or the rule gives one; byte
/// positions for highlighting.
struct MetricReading
{
    std::string metric;
    double value = 0.0; ///< may be NaN or infinite
    std::optional<std::int64_t> step;
    int valueBegin = 0;
    int valueEnd = 0;
    int stepBegin = -1;
    int stepEnd = -1;
    bool operator==(const MetricReading &) const = default;
};

/// Compiled rules of a study. Stateless over lines: which step a reading without one gets is
/// MetricStream's business.
class MetricMatcher
{
public:
    /// Fails on the first invalid pattern, naming the metric, the position and what is wrong.
    [[nodiscard]] static Result<MetricMatcher> compile(const std::vector<MetricRule> &rules);

    /// All readings of one line (no line end), in the order of rules. Each rule: the first match
    /// (presets: all).
    [[nodiscard]] std::vector<MetricReading> match(std::string_view line) const;

    /// As match(), into a buffer that is reused: the fast path of the log follower. Returns the
    /// step that the line announces without a reading that carries it (`Epoch 3/10` on a line
    /// alone).
    std::optional<std::int64_t> match(std::string_view line,
                                      std::vector<MetricReading> &readings) const;

    struct Compiled;

private:
    std::shared_ptr<const Compiled> m_compiled;
};

/// Gives every reading of one stream its step: from the rule; else the last step seen in that
/// stream; else the count of matches of that metric (from 1). One per (run, stream). Its state is
/// small and can be stored with the log offset.
class MetricStream
{
public:
    explicit MetricStream(MetricMatcher matcher);

    struct Point
    {
        std::string metric;
        std::int64_t step = 0;
        double value = 0.0;
        bool operator==(const Point &) const = default;
    };

    /// Appends the points of `line` to `points`.
    void read(std::string_view line, std::vector<Point> &points);

    /// The state as one line of text, and back (empty text: a fresh stream).
    [[nodiscard]] std::string state() const;
    void restore(std::string_view state);

private:
    MetricMatcher m_matcher;
    std::optional<std::int64_t> m_lastStep;
    std::vector<std::pair<std::string, std::int64_t>> m_counts;
    std::vector<MetricReading> m_readings;
};

} // namespace attune
