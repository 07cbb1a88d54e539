// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/metric_rule.h"

#include "core/protocol/command_template.h"
#include "core/protocol/line_reader.h"
#include "core/protocol/number_text.h"
#include "core/protocol/pattern.h"

#include <algorithm>
#include <charconv>

namespace attune {
namespace {

/// Reads one metric by a person's own pattern.
class PatternReader final : public LineReader
{
public:
    static Result<std::unique_ptr<const LineReader>> make(const MetricRule &rule)
    {
        auto pattern = Pattern::compile(rule.pattern);
        if (!pattern)
            return Error{ErrorKind::Invalid, "The pattern of \"" + rule.name +
                                                 "\" is invalid: " + pattern.error().message + "."};
        std::unique_ptr<PatternReader> reader(new PatternReader(rule.name, *pattern));
        const auto named = pattern->groupNumber("value");
        reader->m_stepGroup = pattern->groupNumber("step").value_or(0);
        reader->m_valueGroup = named.value_or(reader->m_stepGroup == 1 ? 2 : 1);
        if (reader->m_valueGroup > pattern->groupCount())
            return Error{ErrorKind::Invalid,
                         "The pattern of \"" + rule.name +
                             "\" does not say where the value is: put parentheses around it, as "
                             "in \"loss: (\\S+)\"."};
        if (rule.stepPattern.empty())
            return std::unique_ptr<const LineReader>(std::move(reader));
        auto step = Pattern::compile(rule.stepPattern);
        if (!step)
            return Error{ErrorKind::Invalid, "The step pattern of \"" + rule.name +
                                                 "\" is invalid: " + step.error().message + "."};
        if (step->groupCount() < 1)
            return Error{ErrorKind::Invalid,
                         "The step pattern of \"" + rule.name +
                             "\" does not say where the step is: put parentheses around it, as "
                             "in \"epoch (\\d+)\"."};
        reader->m_stepPattern = *step;
        return std::unique_ptr<const LineReader>(std::move(reader));
    }

    std::optional<std::int64_t> read(std::string_view line,
                                     std::vector<MetricReading> &readings) const override
    {
        const auto match = m_pattern.search(line, m_valueGroup, m_stepGroup);
        std::optional<TextSpan> stepSpan = match ? match->second : std::nullopt;
        if (!stepSpan && m_stepPattern) {
            if (const auto stepMatch = m_stepPattern->search(line, 1, 0))
                stepSpan = stepMatch->first;
        }
        const auto step = stepSpan ? stepIn(line, *stepSpan) : std::nullopt;
        if (!match || !match->first)
            return step;
        const TextSpan span = *match->first;
        const auto number = numberWithin(line.substr(span.begin, span.end - span.begin));
        if (!number)
            return step;
        MetricReading reading;
        reading.metric = m_name;
        reading.value = number->value;
        reading.valueBegin = static_cast<int>(span.begin + number->begin);
        reading.valueEnd = static_cast<int>(span.begin + number->end);
        if (step) {
            reading.step = step;
            reading.stepBegin = static_cast<int>(stepSpan->begin);
            reading.stepEnd = static_cast<int>(stepSpan->end);
        }
        readings.push_back(std::move(reading));
        return std::nullopt;
    }

private:
    PatternReader(std::string name, Pattern pattern)
        : m_name(std::move(name)), m_pattern(std::move(pattern))
    {}

    static std::optional<std::int64_t> stepIn(std::string_view line, TextSpan span)
    {
        return wholeNumberFromText(line.substr(span.begin, span.end - span.begin));
    }

    std::string m_name;
    Pattern m_pattern;
    std::optional<Pattern> m_stepPattern;
    int m_valueGroup = 1;
    int m_stepGroup = 0;
};

/// Metric names in MetricStream's state: no blank, `=` or `%` stays in them, and nothing that a
/// text in UTF-8 could not hold.
std::string escapedName(std::string_view name)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::string escaped;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > ' ' && byte < 0x7F && c != '=' && c != '%') {
            escaped += c;
            continue;
        }
        escaped += '%';
        escaped += hex[byte >> 4];
        escaped += hex[byte & 15];
    }
    return escaped;
}

std::string unescapedName(std::string_view escaped)
{
    std::string name;
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        unsigned byte = 0;
        const char *digits = escaped.data() + i + 1;
        if (escaped[i] != '%' || i + 2 >= escaped.size() ||
            std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2) {
            name += escaped[i];
            continue;
        }
        name += static_cast<char>(byte);
        i += 2;
    }
    return name;
}

} // namespace

struct MetricMatcher::Compiled
{
    std::vector<std::unique_ptr<const LineReader>> readers;
    std::vector<std::string> needed;
};

std::vector<std::string> metricPresets()
{
    return {"key-value", "json-lines", "xgboost", "lightgbm", "keras",    "pytorch-lightning",
            "libsvm",    "fasttext",   "guild",   "katib",    "syne-tune"};
}

Result<MetricMatcher> MetricMatcher::compile(const std::vector<MetricRule> &rules,
                                             const std::vector<std::string> &needed)
{
    auto compiled = std::make_shared<Compiled>();
    compiled->needed = needed;
    for (const MetricRule &rule : rules) {
        if (rule.preset.empty()) {
            auto reader = PatternReader::make(rule);
            if (!reader)
                return reader.error();
            compiled->readers.push_back(std::move(reader).value());
            compiled->needed.push_back(rule.name);
            continue;
        }
        auto reader = makePresetReader(rule.preset);
        if (!reader) {
            const std::string near = nearMatch(rule.preset, metricPresets());
            return Error{
                ErrorKind::Invalid,
                "\"" + rule.preset + "\" is no ready-made metric rule" +
                    (near.empty() ? std::string(".") : "; did you mean \"" + near + "\"?")};
        }
        compiled->readers.push_back(std::move(reader));
    }
    MetricMatcher matcher;
    matcher.m_compiled = std::move(compiled);
    return matcher;
}

bool MetricMatcher::isNeeded(const std::string &metric) const
{
    return m_compiled && std::ranges::find(m_compiled->needed, metric) != m_compiled->needed.end();
}

std::vector<MetricReading> MetricMatcher::match(std::string_view line) const
{
    std::vector<MetricReading> readings;
    match(line, readings);
    return readings;
}

std::optional<std::int64_t> MetricMatcher::match(std::string_view line,
                                                 std::vector<MetricReading> &readings) const
{
    readings.clear();
    std::optional<std::int64_t> announced;
    if (!m_compiled)
        return announced;
    for (const auto &reader : m_compiled->readers) {
        const auto step = reader->read(line, readings);
        announced = step ? step : announced;
    }
    return announced;
}

MetricStream::MetricStream(MetricMatcher matcher) : m_matcher(std::move(matcher)) {}

void MetricStream::read(std::string_view line, std::vector<Point> &points)
{
    if (const auto announced = m_matcher.match(line, m_readings))
        m_lastStep = announced;
    // A step anywhere on the line holds for all of the line.
    for (const MetricReading &reading : m_readings)
        m_lastStep = reading.step ? reading.step : m_lastStep;
    for (MetricReading &reading : m_readings) {
        std::int64_t *count = countOf(reading.metric);
        if (!count) {
            if (m_leftOut.readings++ == 0)
                m_leftOut.firstMetric = std::move(reading.metric);
            continue;
        }
        ++*count;
        const std::int64_t step = reading.step.value_or(m_lastStep.value_or(*count));
        points.push_back({std::move(reading.metric), step, reading.value});
    }
}

std::int64_t *MetricStream::countOf(const std::string &metric)
{
    const auto place = m_places.find(metric);
    if (place != m_places.end())
        return &m_counts[place->second].second;
    if (m_others >= mostOthers && !m_matcher.isNeeded(metric))
        return nullptr;
    addCount(metric, 0);
    return &m_counts.back().second;
}

void MetricStream::addCount(const std::string &metric, std::int64_t count)
{
    m_places.emplace(metric, m_counts.size());
    m_counts.emplace_back(metric, count);
    if (!m_matcher.isNeeded(metric))
        ++m_others;
}

std::string MetricStream::state() const
{
    std::string text = m_lastStep ? std::to_string(*m_lastStep) : "-";
    for (const auto &[metric, count] : m_counts)
        text += ' ' + escapedName(metric) + '=' + std::to_string(count);
    if (m_leftOut.readings > 0) // no name begins with `=`
        text +=
            " =" + std::to_string(m_leftOut.readings) + '=' + escapedName(m_leftOut.firstMetric);
    return text;
}

void MetricStream::restore(std::string_view state)
{
    m_lastStep.reset();
    m_counts.clear();
    m_places.clear();
    m_others = 0;
    m_leftOut = {};
    for (bool isFirst = true; !state.empty(); isFirst = false) {
        const std::string_view word = state.substr(0, state.find(' '));
        state.remove_prefix(std::min(state.size(), word.size() + 1));
        if (isFirst) {
            m_lastStep = wholeNumberFromText(word);
            continue;
        }
        const std::size_t equals = word.rfind('=');
        if (word.starts_with('=') && equals > 0 && equals != std::string_view::npos) {
            m_leftOut = {wholeNumberFromText(word.substr(1, equals - 1)).value_or(0),
                         unescapedName(word.substr(equals + 1))};
            continue;
        }
        const auto count = equals == std::string_view::npos
                               ? std::nullopt
                               : wholeNumberFromText(word.substr(equals + 1));
        if (count)
            addCount(unescapedName(word.substr(0, equals)), *count);
    }
}

} // namespace attune
