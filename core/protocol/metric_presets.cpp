// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/json_line.h"
#include "core/protocol/line_reader.h"
#include "core/protocol/named_number.h"

namespace attune {
namespace {

using Readings = std::vector<MetricReading>;
using AnnouncedStep = std::optional<std::int64_t>;

/// `epoch=3 loss=0.5 acc: 0.9`: every named number of a line (key-value), or only those with `=`
/// (katib).
class PairReader final : public LineReader
{
public:
    explicit PairReader(std::string_view separators) : m_separators(separators) {}

    AnnouncedStep read(std::string_view line, Readings &readings) const override
    {
        const auto step = stepInProse(line);
        const std::size_t before = readings.size();
        std::size_t position = 0;
        while (const auto pair = nextNamedNumber(line, position, m_separators)) {
            if (!pair->isShare && !stepRank(pair->name))
                appendReading(readings, pair->name, pair->number, step);
        }
        return readings.size() > before ? std::nullopt : stepNumber(step);
    }

private:
    std::string_view m_separators;
};

/// The step among the numbers of a JSON object: the surest name with a whole number.
std::optional<StepInText> stepAmong(const std::vector<JsonNumber> &numbers, std::string_view line)
{
    std::optional<StepInText> surest;
    for (const JsonNumber &entry : numbers) {
        const auto rank = stepRank(entry.path);
        const NumberInText &number = entry.number;
        const auto step = wholeNumberFromText(line.substr(number.begin, number.end - number.begin));
        if (rank && step && (!surest || *rank < surest->rank))
            surest = StepInText{*step, number.begin, number.begin, number.end, *rank};
    }
    return surest;
}

/// `{"epoch": 3, "loss": 0.5}` as a whole line (json-lines), or behind `[tune-metric]: `
/// (syne-tune).
class JsonReader final : public LineReader
{
public:
    explicit JsonReader(std::string_view prefix) : m_prefix(prefix) {}

    AnnouncedStep read(std::string_view line, Readings &readings) const override
    {
        std::size_t begin = line.find_first_not_of(" \t");
        if (!m_prefix.empty()) {
            const std::size_t found = line.find(m_prefix);
            begin = found == std::string_view::npos
                        ? found
                        : line.find_first_not_of(" \t", found + m_prefix.size());
        }
        if (begin == std::string_view::npos || line[begin] != '{')
            return std::nullopt;
        const auto numbers = numbersOfJsonObject(line, begin);
        const auto step = stepAmong(numbers, line);
        const std::size_t before = readings.size();
        for (const JsonNumber &entry : numbers) {
            // Syne Tune adds its own clock readings as st_....
            if (!stepRank(entry.path) && !entry.path.starts_with("st_worker_"))
                appendReading(readings, entry.path, entry.number, step);
        }
        return readings.size() > before ? std::nullopt : stepNumber(step);
    }

private:
    std::string_view m_prefix;
};

/// Guild AI's `key: value` and `key: value (step 7)` lines; a `step: 7` line holds until the next.
class GuildReader final : public LineReader
{
public:
    AnnouncedStep read(std::string_view line, Readings &readings) const override
    {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0 || colon + 1 >= line.size() ||
            !isBlank(line[colon + 1]) || isDigit(line[0]) || !isWordCharacter(line[0]))
            return std::nullopt;
        const std::string_view key = line.substr(0, colon);
        const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
        const auto number = begin == std::string_view::npos ? std::nullopt : numberAt(line, begin);
        if (key.find(' ') != std::string_view::npos || !number)
            return std::nullopt;
        const std::size_t rest = line.find_first_not_of(" \t\r", number->end);
        const bool isAlone = rest == std::string_view::npos;
        if (!isAlone && (line[rest] != '(' || rest == number->end))
            return std::nullopt;
        if (key == "step")
            return wholeNumberFromText(line.substr(begin, number->end - begin));
        auto step = isAlone ? std::nullopt : stepInProse(line.substr(rest));
        if (step) {
            step->begin += rest;
            step->end += rest;
        }
        appendReading(readings, key, *number, step);
        return std::nullopt;
    }
};

} // namespace

void appendReading(std::vector<MetricReading> &readings, std::string_view metric,
                   const NumberInText &number, const std::optional<StepInText> &step)
{
    MetricReading reading;
    reading.metric = metric;
    reading.value = number.value;
    reading.valueBegin = static_cast<int>(number.begin);
    reading.valueEnd = static_cast<int>(number.end);
    if (step) {
        reading.step = step->step;
        reading.stepBegin = static_cast<int>(step->begin);
        reading.stepEnd = static_cast<int>(step->end);
    }
    readings.push_back(std::move(reading));
}

std::unique_ptr<const LineReader> makePresetReader(std::string_view preset)
{
    if (preset == "key-value")
        return std::make_unique<PairReader>("=:");
    if (preset == "katib")
        return std::make_unique<PairReader>("=");
    if (preset == "json-lines")
        return std::make_unique<JsonReader>("");
    if (preset == "syne-tune")
        return std::make_unique<JsonReader>("[tune-metric]:");
    if (preset == "guild")
        return std::make_unique<GuildReader>();
    return makeTrainerReader(preset);
}

} // namespace attune
