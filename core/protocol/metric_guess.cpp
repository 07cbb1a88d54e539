// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/metric_guess.h"

#include "core/protocol/named_number.h"
#include "core/protocol/output_number.h"
#include "core/protocol/range_knowledge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>

namespace attune {
namespace {

bool hasWord(const std::vector<std::string> &words, std::span<const std::string_view> known)
{
    return std::any_of(words.begin(), words.end(), [&](const std::string &word) {
        return std::find(known.begin(), known.end(), word) != known.end();
    });
}

constexpr std::string_view betterHigh[] = {
    "acc",    "accuracy",   "auc",         "aucpr",       "auprc",   "auroc",    "f",
    "fscore", "precision",  "recall",      "score",       "map",     "ndcg",     "mrr",
    "iou",    "miou",       "dice",        "bleu",        "rouge",   "reward",   "return",
    "kappa",  "mcc",        "corr",        "correlation", "pearson", "spearman", "psnr",
    "ap",     "ssim",       "hit",         "hits",        "top",     "success",  "win",
    "em",     "r",          "sensitivity", "specificity", "fitness", "p",        "throughput",
    "elbo",   "likelihood",
};
constexpr std::string_view betterLow[] = {
    "loss",      "error",    "err",     "nll",      "perplexity", "ppl",  "rmse",
    "mae",       "mse",      "logloss", "mlogloss", "merror",     "wer",  "cer",
    "fid",       "deviance", "entropy", "residual", "cost",       "mape", "rmsle",
    "regret",    "distance", "neg",     "negative", "divergence", "kl",   "bpc",
    "objective", "obj",      "energy",  "mad",      "ce",         "bce",  "rss",
    "chi",       "squared",  "l",       "rmspe",    "quantile",   "gap",
};
constexpr std::string_view neverMetrics[] = {
    "time",    "eta",     "elapsed",  "duration",  "lr",       "rate",    "seed",    "pid",
    "port",    "epoch",   "step",     "steps",     "batch",    "samples", "params",  "parameters",
    "size",    "memory",  "mem",      "mb",        "gb",       "gpu",     "device",  "version",
    "threads", "workers", "iter",     "iteration", "round",    "it",      "seconds", "sec",
    "ms",      "date",    "examples", "words",     "progress", "line",    "epochs",  "rank",
};
constexpr std::string_view validationWords[] = {"val",   "valid",   "validation", "test",
                                                "eval",  "dev",     "holdout",    "cv",
                                                "cross", "heldout", "oob",        "evaluation"};
constexpr std::string_view trainingWords[] = {"train", "training", "tr"};

bool isMetricName(const std::vector<std::string> &words)
{
    return (hasWord(words, betterHigh) || hasWord(words, betterLow)) &&
           !hasWord(words, neverMetrics);
}

std::string escaped(std::string_view text)
{
    std::string pattern;
    for (const char c : text) {
        if (c == ' ' || c == '\t') {
            if (!pattern.ends_with("\\s+"))
                pattern += "\\s+";
            continue;
        }
        if (std::string_view("\\^$.|?*+()[]{}").find(c) != std::string_view::npos)
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

/// What is between key and number: `: `, ` = `, `": `; blanks may vary.
std::string separatorPattern(std::string_view text)
{
    std::string pattern;
    for (const char c : text) {
        if (c == ' ' || c == '\t')
            continue;
        pattern += escaped(std::string_view(&c, 1)) + "\\s*";
    }
    if (pattern.empty())
        return "\\s+";
    return (text.starts_with(' ') || text.starts_with('\t') ? "\\s*" : "") + pattern;
}

/// Any number written like the one that `text` is.
std::string numberPattern(std::string_view text)
{
    if (text.find_first_not_of("0123456789.") == std::string_view::npos)
        return "\\d*\\.?\\d+";
    return "[-+.\\w]+";
}

/// The group that takes the number, as simple as what follows it allows.
std::string valuePattern(std::string_view line, const OutputNumber &number)
{
    const std::size_t end = number.number.end;
    if (number.unitEnd > end)
        return "([-+.\\d]+)" + escaped(line.substr(end, number.unitEnd - end));
    std::size_t rest = end;
    while (rest < line.size() &&
           std::string_view(",;%)]").find(line[rest]) != std::string_view::npos)
        ++rest;
    if (rest >= line.size() || isBlank(line[rest]))
        return "(\\S+)";
    const bool goesOn = std::string_view("-+.").find(line[end]) != std::string_view::npos;
    return goesOn ? "([-+]?\\d*\\.?\\d+)" : "([-+.\\w]+)";
}

/// By position where no key is near: everything before, with each number as any number.
std::string positionPattern(std::string_view line, const OutputNumber &target)
{
    std::string pattern = "^";
    std::size_t copied = 0;
    for (const OutputNumber &number : numbersOfLine(line)) {
        const auto &[begin, end, value] = number.number;
        pattern += escaped(line.substr(copied, begin - copied));
        if (begin == target.number.begin)
            return pattern + valuePattern(line, number);
        pattern += numberPattern(line.substr(begin, end - begin));
        copied = end;
    }
    return pattern;
}

std::string keyPattern(std::string_view line, const OutputNumber &number)
{
    const std::string_view key = line.substr(number.keyBegin, number.keyEnd - number.keyBegin);
    const std::string_view between =
        line.substr(number.keyEnd, number.number.begin - number.keyEnd);
    return (number.keyBegin == 0 ? "^" : "(?<![\\w.-])") + escaped(key) +
           separatorPattern(between) + valuePattern(line, number);
}

/// Whether the same key stands on the line before: the first match would be that one.
bool isKeyRepeated(const std::vector<OutputNumber> &numbers, std::size_t index,
                   std::string_view line)
{
    const auto key = [&](const OutputNumber &n) {
        return line.substr(n.keyBegin, n.keyEnd - n.keyBegin);
    };
    return std::any_of(
        numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(index),
        [&](const OutputNumber &other) { return key(other) == key(numbers[index]); });
}

/// A step word and what its numbers do over the output.
struct StepWord
{
    int rank = 0;
    std::set<std::int64_t> values;
    std::int64_t last = 0;
    bool neverFalls = true;
};

/// Which words announce steps in this output, and which of them counts furthest.
class StepFinder
{
public:
    explicit StepFinder(const std::vector<std::string> &lines)
    {
        for (const std::string &line : lines) {
            for (const OutputNumber &number : numbersOfLine(line))
                see(line, number);
        }
    }

    /// The step pattern for `line`, or empty when no step is on it.
    [[nodiscard]] std::string patternFor(std::string_view line) const
    {
        std::string best;
        const StepWord *bestWord = nullptr;
        for (const OutputNumber &number : numbersOfLine(line)) {
            const std::string key = stepKey(line, number);
            const auto found = m_words.find(key);
            if (key.empty() || found == m_words.end())
                continue;
            if (!bestWord || isSurer(found->second, *bestWord)) {
                bestWord = &found->second;
                best = key == "[" ? "\\[(\\d+)\\]" : "\\b" + escaped(key) + "[\\s:=#\\[(]*(\\d+)";
            }
        }
        return best;
    }

    [[nodiscard]] static bool isStep(std::string_view line, const OutputNumber &number)
    {
        return !stepKey(line, number).empty();
    }

private:
    static bool isSurer(const StepWord &a, const StepWord &b)
    {
        if (a.neverFalls != b.neverFalls)
            return a.neverFalls;
        if (a.values.size() != b.values.size())
            return a.values.size() > b.values.size();
        return a.rank < b.rank;
    }

    /// The word before a step's number, `[` for a number in brackets of its own, else empty.
    static std::string stepKey(std::string_view line, const OutputNumber &number)
    {
        const auto &[begin, end, value] = number.number;
        if (line.substr(begin, end - begin).find_first_not_of("0123456789") != std::string::npos)
            return {};
        const std::string_view key = line.substr(number.keyBegin, number.keyEnd - number.keyBegin);
        const std::size_t space = key.rfind(' ');
        const std::string_view word = space == std::string_view::npos ? key : key.substr(space + 1);
        if (stepRank(word))
            return std::string(word);
        const auto bracketed = stepInBrackets(line);
        return bracketed && bracketed->begin == begin ? "[" : std::string();
    }

    void see(std::string_view line, const OutputNumber &number)
    {
        const std::string key = stepKey(line, number);
        if (key.empty())
            return;
        StepWord &word = m_words[key];
        const auto step = static_cast<std::int64_t>(number.number.value);
        word.rank = stepRank(key).value_or(0);
        word.neverFalls = word.neverFalls && (word.values.empty() || step >= word.last);
        word.last = step;
        word.values.insert(step);
    }

    std::map<std::string, StepWord> m_words;
};

MetricRule ruleFor(std::string_view line, const std::vector<OutputNumber> &numbers,
                   std::size_t index, const StepFinder &steps)
{
    const OutputNumber &number = numbers[index];
    MetricRule rule;
    const bool hasKey = number.keyBegin < number.keyEnd;
    rule.name = hasKey ? metricNameOf(line.substr(number.keyBegin, number.keyEnd - number.keyBegin))
                       : "value" + std::to_string(index + 1);
    rule.pattern = hasKey && !isKeyRepeated(numbers, index, line) ? keyPattern(line, number)
                                                                  : positionPattern(line, number);
    if (!StepFinder::isStep(line, number))
        rule.stepPattern = steps.patternFor(line);
    return rule;
}

/// What one rule reads over the whole output.
struct Series
{
    int count = 0;
    bool varies = false;
    bool isFractional = false;
    double first = 0.0;
    double last = 0.0;

    void add(double value)
    {
        varies = varies || (count > 0 && !(value == last));
        isFractional = isFractional || std::trunc(value) != value;
        first = count == 0 ? value : first;
        last = value;
        ++count;
    }
};

using SeriesByPattern = std::map<std::string, Series>;

double likelihoodOf(const MetricRule &rule, const Series &series)
{
    double likelihood = likelihoodByName(rule.name);
    if (series.isFractional)
        likelihood += 0.05;
    if (series.varies)
        likelihood += 0.05;
    return std::clamp(likelihood, 0.0, 1.0);
}

} // namespace

bool namesAMetric(std::string_view name)
{
    return isMetricName(nameWords(name));
}

double likelihoodByName(std::string_view name)
{
    const auto words = nameWords(name);
    double likelihood = isMetricName(words) ? 0.5 : 0.15;
    if (hasWord(words, validationWords))
        likelihood += 0.35;
    if (hasWord(words, trainingWords))
        likelihood -= 0.2;
    return likelihood;
}

MetricRule ruleByName(const std::string &name)
{
    MetricRule rule;
    rule.name = name;
    rule.pattern = "(?<![\\w.-])" + escaped(name) + "[\"']?\\s*[=:]?\\s*([-+.\\w]+)";
    return rule;
}

bool higherIsBetter(std::string_view metricName)
{
    const auto words = nameWords(metricName);
    return hasWord(words, betterHigh) && !hasWord(words, betterLow);
}

std::vector<NumberSpan> findNumbers(const std::vector<std::string> &lines)
{
    const StepFinder steps(lines);
    std::vector<NumberSpan> spans;
    SeriesByPattern series;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto numbers = numbersOfLine(lines[i]);
        for (std::size_t j = 0; j < numbers.size(); ++j) {
            NumberSpan span;
            span.line = static_cast<int>(i);
            span.begin = static_cast<int>(numbers[j].number.begin);
            span.end = static_cast<int>(numbers[j].number.end);
            span.value = numbers[j].number.value;
            span.rule = ruleFor(lines[i], numbers, j, steps);
            span.looksLikeMetric = !numbers[j].isClockOrCounter &&
                                   !StepFinder::isStep(lines[i], numbers[j]) &&
                                   numbers[j].keyBegin < numbers[j].keyEnd;
            series[span.rule.pattern].add(span.value);
            spans.push_back(std::move(span));
        }
    }
    for (NumberSpan &span : spans) {
        const auto words = nameWords(span.rule.name);
        span.looksLikeMetric = span.looksLikeMetric && !hasWord(words, neverMetrics) &&
                               (isMetricName(words) || series[span.rule.pattern].varies);
    }
    return spans;
}

std::vector<MetricGuess> guessMetrics(const std::vector<std::string> &lines)
{
    SeriesByPattern series;
    std::map<std::string, MetricRule> rules;
    std::vector<std::string> order;
    for (const NumberSpan &span : findNumbers(lines)) {
        if (!span.looksLikeMetric)
            continue;
        if (rules.emplace(span.rule.pattern, span.rule).second)
            order.push_back(span.rule.pattern);
        series[span.rule.pattern].add(span.value);
    }
    std::vector<MetricGuess> guesses;
    for (const std::string &pattern : order) {
        const Series &seen = series[pattern];
        const MetricRule &rule = rules[pattern];
        guesses.push_back({rule, seen.count, seen.first, seen.last, higherIsBetter(rule.name),
                           likelihoodOf(rule, seen)});
    }
    std::stable_sort(guesses.begin(), guesses.end(),
                     [](const auto &a, const auto &b) { return a.likelihood > b.likelihood; });
    return guesses;
}

} // namespace attune
