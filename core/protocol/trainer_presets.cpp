// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/line_reader.h"

#include <algorithm>
#include <array>
#include <string>

namespace attune {
namespace {

using Readings = std::vector<MetricReading>;
using AnnouncedStep = std::optional<std::int64_t>;

/// `[03:20:27] [57]<tab>valid-merror:0.0421<tab>train-merror:0.0`, as XGBoost's program, Python
/// package and cross-validation (`0.49+0.01`) print it.
class XgboostReader final : public LineReader
{
public:
    AnnouncedStep read(std::string_view line, Readings &readings) const override
    {
        const auto step = stepInBrackets(line);
        if (!step)
            return std::nullopt;
        std::size_t position = step->end + 1;
        while (const auto pair = nextNamedNumber(line, position, ":"))
            appendReading(readings, pair->name, pair->number, step);
        return std::nullopt;
    }
};

/// `[LightGBM] [Info] Iteration:10, valid_1 auc : 0.82` of the program and
/// `[10]<tab>valid_0's auc: 0.8<tab>...` of the packages: both give `valid_0.auc`.
class LightgbmReader final : public LineReader
{
public:
    AnnouncedStep read(std::string_view line, Readings &readings) const override
    {
        std::optional<StepInText> step;
        if (line.find("Iteration:") != std::string_view::npos)
            step = stepInProse(line);
        else
            step = stepInBrackets(line);
        if (!step)
            return std::nullopt;
        std::size_t position = step->end;
        while (const auto pair = nextNamedNumber(line, position, ":")) {
            const std::string_view dataset = datasetBefore(line, pair->nameBegin);
            if (!dataset.empty())
                appendReading(readings, std::string(dataset) + '.' + std::string(pair->name),
                              pair->number, step);
        }
        return std::nullopt;
    }

private:
    static std::string_view datasetBefore(std::string_view line, std::size_t nameBegin)
    {
        std::size_t end = nameBegin;
        while (end > 0 && isBlank(line[end - 1]))
            --end;
        if (end == nameBegin)
            return {};
        if (line.substr(0, end).ends_with("'s"))
            end -= 2;
        std::size_t begin = end;
        while (begin > 0 && (isWordCharacter(line[begin - 1]) || line[begin - 1] == '-'))
            --begin;
        return line.substr(begin, end - begin);
    }
};

/// Position behind blanks, backspaces and terminal colours.
std::size_t skipDecoration(std::string_view line, std::size_t position)
{
    while (position < line.size()) {
        if (line[position] == '\x1b') {
            const std::size_t end = line.find('m', position);
            if (end == std::string_view::npos)
                return line.size();
            position = end + 1;
        } else if (isBlank(line[position]) || line[position] == '\b') {
            ++position;
        } else {
            break;
        }
    }
    return position;
}

/// `Epoch 3/10`, then `1875/1875 [====] - 3s 2ms/step - loss: 0.2 - val_loss: 0.15`. Bars that are
/// not full show running means of an unfinished epoch and are passed over.
class KerasReader final : public LineReader
{
public:
    AnnouncedStep read(std::string_view line, Readings &readings) const override
    {
        const std::size_t begin = skipDecoration(line, 0);
        if (line.substr(begin).starts_with("Epoch "))
            return stepNumber(stepInProse(line.substr(begin)));
        std::size_t done = begin;
        while (done < line.size() && isDigit(line[done]))
            ++done;
        const std::string_view doneText = line.substr(begin, done - begin);
        if (doneText.empty() || done >= line.size() || line[done] != '/' ||
            !line.substr(done + 1).starts_with(doneText))
            return std::nullopt;
        std::size_t position = done + 1 + doneText.size();
        if (position < line.size() && isDigit(line[position]))
            return std::nullopt;
        while (const auto pair = nextNamedNumber(line, position, ":")) {
            if (line.substr(0, pair->nameBegin).ends_with("- "))
                appendReading(readings, pair->name, pair->number);
        }
        return std::nullopt;
    }
};

/// `Epoch 3: 100%|####| 938/938 [00:12<00:00, 75.0it/s, v_num=0, val_loss=0.2]`, full bars only,
/// and the table of `validate` and `test`.
class LightningReader final : public LineReader
{
public:
    AnnouncedStep read(std::string_view line, Readings &readings) const override
    {
        const std::size_t epoch = line.find("Epoch ");
        if (epoch == std::string_view::npos) {
            readTableRow(line, readings);
            return std::nullopt;
        }
        const auto step = stepInProse(line.substr(epoch));
        std::size_t position = line.find("100%|", epoch);
        if (!step || position == std::string_view::npos)
            return std::nullopt;
        StepInText whereItIs = *step;
        whereItIs.begin += epoch;
        whereItIs.end += epoch;
        while (const auto pair = nextNamedNumber(line, position, "=")) {
            if (pair->name != "v_num")
                appendReading(readings, pair->name, pair->number, whereItIs);
        }
        return std::nullopt;
    }

private:
    /// A name, at least two blanks or a rule of the table, and a number alone.
    static void readTableRow(std::string_view line, Readings &readings)
    {
        constexpr std::string_view frame = " \t\r|\xe2\x94\x82\x83";
        const std::size_t begin = line.find_first_not_of(frame);
        if (begin == std::string_view::npos || !isLetter(line[begin]))
            return;
        const std::size_t end = std::min(line.find_first_of(frame, begin), line.size());
        const std::size_t value = line.find_first_not_of(frame, end);
        if (value == std::string_view::npos || value < end + 2)
            return;
        const auto number = numberAt(line, value);
        if (number && line.find_first_not_of(frame, number->end) == std::string_view::npos)
            appendReading(readings, line.substr(begin, end - begin), *number);
    }
};

/// What svm-train, svm-predict and liblinear's train print at the end:
/// `Cross Validation Accuracy = 97.5%`.
class LibsvmReader final : public LineReader
{
public:
    AnnouncedStep read(std::string_view line, Readings &readings) const override
    {
        struct Wording
        {
            std::string_view text;
            std::string_view metric;
        };
        static constexpr std::array wordings{
            Wording{"Cross Validation Accuracy = ", "cv_accuracy"},
            Wording{"Cross Validation Mean squared error = ", "cv_mean_squared_error"},
            Wording{"Cross Validation Squared correlation coefficient = ",
                    "cv_squared_correlation"},
            Wording{"Accuracy = ", "accuracy"},
            Wording{"Mean squared error = ", "mean_squared_error"},
            Wording{"Squared correlation coefficient = ", "squared_correlation"},
        };
        for (const Wording &wording : wordings) {
            if (!line.starts_with(wording.text))
                continue;
            if (const auto number = numberAt(line, wording.text.size()))
                appendReading(readings, wording.metric, *number);
            break;
        }
        return std::nullopt;
    }
};

/// fastText's progress (`... avg.loss:  0.123456 ETA: ...`) and its test report (`P@1<tab>0.124`).
class FasttextReader final : public LineReader
{
public:
    AnnouncedStep read(std::string_view line, Readings &readings) const override
    {
        std::size_t position = skipDecoration(line, 0);
        if (line.substr(position).starts_with("Progress:")) {
            while (const auto pair = nextNamedNumber(line, position, ":")) {
                if (pair->name == "loss" || pair->name == "avg.loss")
                    appendReading(readings, pair->name, pair->number);
            }
            return std::nullopt;
        }
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos || !(line.starts_with("P@") || line.starts_with("R@")))
            return std::nullopt;
        if (const auto number = numberAt(line, tab + 1))
            appendReading(readings, line.substr(0, tab), *number);
        return std::nullopt;
    }
};

} // namespace

std::unique_ptr<const LineReader> makeTrainerReader(std::string_view preset)
{
    if (preset == "xgboost")
        return std::make_unique<XgboostReader>();
    if (preset == "lightgbm")
        return std::make_unique<LightgbmReader>();
    if (preset == "keras")
        return std::make_unique<KerasReader>();
    if (preset == "pytorch-lightning")
        return std::make_unique<LightningReader>();
    if (preset == "libsvm")
        return std::make_unique<LibsvmReader>();
    if (preset == "fasttext")
        return std::make_unique<FasttextReader>();
    return nullptr;
}

} // namespace attune
