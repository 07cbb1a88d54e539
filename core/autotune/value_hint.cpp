// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/autotune/value_hint.h"

#include "core/protocol/command_guess.h"
#include "core/protocol/number_text.h"
#include "core/protocol/range_knowledge.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace attune {
namespace {

/// The names in use, as environment variables: those are what may not collide.
std::set<std::string> takenNames(const SearchSpace &space)
{
    std::set<std::string> taken;
    for (const Hyperparameter &hyperparameter : space.hyperparameters)
        taken.insert(environmentNameOf(hyperparameter.name));
    for (const auto &[name, text] : space.fixed)
        taken.insert(environmentNameOf(name));
    return taken;
}

void rename(ValueHint &hint, const std::string &name)
{
    const std::size_t found = hint.templateArgument.find('{' + hint.name);
    hint.templateArgument.replace(found + 1, hint.name.size(), name);
    hint.name = name;
}

ValueHint hintFrom(const CommandGuess &guess, const HyperparameterGuess &found)
{
    ValueHint hint;
    hint.name = found.hyperparameter.name;
    hint.text = found.valueText;
    hint.argument = found.argument;
    hint.templateArgument = guess.templateArguments[static_cast<std::size_t>(found.argument)];
    hint.isSwitch = hint.templateArgument.find('{' + hint.name + '?') != std::string::npos;
    return hint;
}

/// All words belong to the name of a length, and one of them says in what it is counted.
bool isLengthName(const std::vector<std::string> &words, std::string_view unit)
{
    static constexpr std::array<std::string_view, 9> around{
        "num", "n", "max", "train", "training", "total", "boost", "number", "of"};
    const auto isUnit = [&](const std::string &word) { return word == unit; };
    return std::any_of(words.begin(), words.end(), isUnit) &&
           std::all_of(words.begin(), words.end(), [&](const std::string &word) {
               return isUnit(word) || std::find(around.begin(), around.end(), word) != around.end();
           });
}

struct LengthUnit
{
    std::string_view word;
    bool isCounted;
};

/// The clearest first.
constexpr std::array<LengthUnit, 20> lengthUnits{
    {{"epochs", true},   {"epoch", true},      {"numepochs", true}, {"nepochs", true},
     {"rounds", true},   {"round", true},      {"nrounds", true},   {"nround", true},
     {"numround", true}, {"estimators", true}, {"trees", true},     {"iterations", true},
     {"passes", true},   {"iter", false},      {"iters", false},    {"iteration", false},
     {"steps", false},   {"updates", false},   {"update", false},   {"step", false}}};

} // namespace

std::vector<ValueHint> valueHints(const StudySettings &settings)
{
    std::vector<ValueHint> hints;
    std::set<std::string> taken = takenNames(settings.space);
    const CommandGuess guess = guessHyperparameters(settings.command);
    for (const HyperparameterGuess &found : guess.guesses) {
        const std::string &argument = settings.command[static_cast<std::size_t>(found.argument)];
        const bool isNamed = found.hyperparameter.name.rfind("argument", 0) != 0;
        if (!isNamed || argument.find('{') != std::string::npos)
            continue;
        ValueHint hint = hintFrom(guess, found);
        const std::string name = hint.name;
        for (int i = 2; !taken.insert(environmentNameOf(hint.name)).second; ++i)
            rename(hint, name + '-' + std::to_string(i));
        hints.push_back(std::move(hint));
    }
    for (const auto &[name, text] : settings.space.fixed)
        hints.push_back({name, text, -1, {}, false});
    return hints;
}

std::optional<TrainingLength> trainingLength(const StudySettings &settings)
{
    const std::vector<ValueHint> hints = valueHints(settings);
    for (const LengthUnit &unit : lengthUnits) {
        for (const ValueHint &hint : hints) {
            const auto amount = wholeNumberFromText(hint.text);
            if (amount && *amount >= 2 && isLengthName(nameWords(hint.name), unit.word))
                return TrainingLength{hint.name, *amount, unit.isCounted};
        }
    }
    return std::nullopt;
}

std::optional<ThreadCount> threadCount(const StudySettings &settings)
{
    static constexpr std::array<std::string_view, 8> words{
        "threads", "thread", "nthread", "nthreads", "jobs", "njobs", "numthreads", "cores"};
    const auto read = [](const std::string &name,
                         const std::string &text) -> std::optional<ThreadCount> {
        const auto number = wholeNumberFromText(text);
        if (!number || *number < 1 || *number > 1024)
            return std::nullopt;
        return ThreadCount{name, static_cast<int>(*number)};
    };
    for (const ValueHint &hint : valueHints(settings)) {
        for (const std::string &word : nameWords(hint.name)) {
            if (std::find(words.begin(), words.end(), word) == words.end())
                continue;
            if (const auto count = read(hint.name, hint.text))
                return count;
        }
    }
    for (const char *name : {"OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"}) {
        const auto found = settings.environment.find(name);
        if (found == settings.environment.end())
            continue;
        if (const auto count = read(name, found->second))
            return count;
    }
    return std::nullopt;
}

std::string gpuArgument(const StudySettings &settings)
{
    for (std::size_t i = 1; i < settings.command.size(); ++i) {
        for (const std::string &word : nameWords(settings.command[i])) {
            if (word != "cuda" && word != "gpu" && word != "gpus")
                continue;
            const bool isFlagBeforeValue = settings.command[i].starts_with('-') &&
                                           i + 1 < settings.command.size() &&
                                           numberFromText(settings.command[i + 1]).has_value();
            const bool isNone = isFlagBeforeValue && settings.command[i + 1] == "0";
            const bool isOff = settings.command[i].find("no") != std::string::npos;
            if (!isNone && !isOff)
                return settings.command[i];
        }
    }
    return {};
}

} // namespace attune
