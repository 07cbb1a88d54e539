// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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
    /// `needed`: metrics that a study asks for beside those that rules name.
    [[nodiscard]] static Result<MetricMatcher> compile(const std::vector<MetricRule> &rules,
                                                       const std::vector<std::string> &needed = {});

    /// Whether a rule names this metric or the study asks for it.
    [[nodiscard]] bool isNeeded(const std::string &metric) const;

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
/// small and can be stored with the log offset: beside the metrics that are needed it takes the
/// first `mostOthers` different ones, and leaves the readings of all others out.
class MetricStream
{
public:
    static constexpr std::size_t mostOthers = 1000;

    explicit MetricStream(MetricMatcher matcher);

    /// Readings that were not taken: how many, and the metric of the first.
    struct LeftOut
    {
        std::int64_t readings = 0;
        std::string firstMetric;
        bool operator==(const LeftOut &) const = default;
    };

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

    [[nodiscard]] const LeftOut &leftOut() const { return m_leftOut; }

private:
    /// The count of a metric's matches; null for one that is left out.
    [[nodiscard]] std::int64_t *countOf(const std::string &metric);
    void addCount(const std::string &metric, std::int64_t count);

    MetricMatcher m_matcher;
    std::optional<std::int64_t> m_lastStep;
    std::vector<std::pair<std::string, std::int64_t>> m_counts;
    std::unordered_map<std::string, std::size_t> m_places; ///< in m_counts
    std::size_t m_others = 0;                              ///< of m_counts, not needed
    LeftOut m_leftOut;
    std::vector<MetricReading> m_readings;
};

} // namespace attune
