// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/left_out_sentence.h"

#include "core/protocol/metric_rule.h"

#include <string_view>

namespace attune::engine {

namespace {

constexpr std::string_view begin = "The output has more than ";
constexpr std::string_view end = "print numbers that are no metrics in another form.";

} // namespace

std::string leftOutSentence(std::int64_t readings, const std::string &firstMetric)
{
    if (readings == 0)
        return {};
    return std::string(begin) + std::to_string(MetricStream::mostOthers) +
           " different metrics: " + std::to_string(readings) +
           (readings == 1 ? " reading of \"" : " readings were left out, from \"") + firstMetric +
           (readings == 1 ? "\" was left out." : "\" on.") +
           " To record one of them, give it a rule of its own; to have fewer, " + std::string(end);
}

std::string leftOutPartOf(const std::string &text)
{
    const std::size_t from = text.find(begin);
    const std::size_t last = text.find(end, from);
    if (from == std::string::npos || last == std::string::npos)
        return {};
    return text.substr(from, last + end.size() - from);
}

std::string withoutLeftOutPart(const std::string &text)
{
    const std::string part = leftOutPartOf(text);
    if (part.empty())
        return text;
    const std::size_t from = text.find(part);
    const std::string before = text.substr(0, from);
    const std::string after = text.substr(from + part.size());
    const bool isBlankLeft = before.empty() && after.starts_with(' ');
    const bool isBlankRight = before.ends_with(' ');
    return before.substr(0, before.size() - (isBlankRight ? 1 : 0)) +
           after.substr(isBlankLeft ? 1 : 0);
}

} // namespace attune::engine
