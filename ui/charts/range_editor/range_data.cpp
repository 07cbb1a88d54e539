// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/range_editor/range_data.h"

#include "core/base/rng.h"
#include "core/space/unit_cube.h"
#include "core/study/best_trials.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

/// The hyperparameter alone, always active.
SearchSpace spaceOfOne(Hyperparameter hyperparameter)
{
    hyperparameter.when.clear();
    hyperparameter.defaultValue.reset();
    if (!isValidName(hyperparameter.name))
        hyperparameter.name = "value";
    SearchSpace space;
    space.hyperparameters.push_back(std::move(hyperparameter));
    return space;
}

std::optional<double> positionOf(const Hyperparameter &hyperparameter, const Value &value)
{
    if (hyperparameter.type != HyperparameterType::Categorical)
        return numberOf(value);
    const auto &values = hyperparameter.values;
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const Value &choice) { return sameChoice(choice, value); });
    if (found == values.end())
        return std::nullopt;
    return static_cast<double>(found - values.begin());
}

/// Shares as the sampler's own transform gives them, so that the picture cannot differ from the
/// search.
std::vector<RangeData::Level> levelsOf(const UnitCube &cube, const Hyperparameter &hyperparameter)
{
    constexpr int probes = 4096;
    std::vector<RangeData::Level> levels;
    for (int probe = 0; probe < probes; ++probe) {
        const Value value = cube.valueAt(0, (probe + 0.5) / probes);
        const double position = positionOf(hyperparameter, value).value_or(0.0);
        if (levels.empty() || levels.back().value != position)
            levels.push_back({position, 0.0});
        levels.back().share += 1.0 / probes;
    }
    return levels;
}

} // namespace

RangeData rangeDataOf(const Hyperparameter &hyperparameter)
{
    RangeData data;
    data.hyperparameter = hyperparameter;
    const SearchSpace space = spaceOfOne(hyperparameter);
    data.isDrawable = space.problems().empty();
    if (!data.isDrawable)
        return data;
    data.scaling = resolvedScaling(hyperparameter);
    const UnitCube cube(space);
    Rng random(1, RandomPurpose::Preview, 0);
    for (int index = 0; index < rugSamples; ++index) {
        const Value value = cube.valueAt(0, random.uniform());
        data.samples.push_back(positionOf(hyperparameter, value).value_or(0.0));
    }
    const std::int64_t count = hyperparameter.levelCount();
    if (count > 0 && (data.isCategorical() || count <= maxLevels))
        data.levels = levelsOf(cube, hyperparameter);
    return data;
}

std::vector<RangeDot> rangeDotsOf(const Hyperparameter &hyperparameter,
                                  const std::vector<Trial> &trials, const Objective &objective,
                                  const Trial *best)
{
    struct Ranked
    {
        RangeDot dot;
        double objective = 0.0;
    };
    std::vector<RangeDot> failed;
    std::vector<Ranked> ranked;
    for (const Trial &trial : trials) {
        const auto value = valueOf(trial, hyperparameter.name);
        if (!value || trial.isExcluded)
            continue;
        const std::optional<double> position = positionOf(hyperparameter, *value);
        if (!position)
            continue;
        RangeDot dot{
            trial.number, *position, trial.objective(), 0.0, best && best->number == trial.number,
            false};
        if (trial.state == TrialState::Failed) {
            dot.isFailed = true;
            failed.push_back(dot);
        } else if (isFinished(trial.state) && trial.objective() &&
                   std::isfinite(*trial.objective())) {
            ranked.push_back({dot, *trial.objective()});
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [&](const Ranked &a, const Ranked &b) {
        return isBetter(objective.direction, b.objective, a.objective);
    });
    std::vector<RangeDot> dots = std::move(failed);
    for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
        RangeDot dot = ranked[rank].dot;
        dot.goodness = ranked.size() > 1
                           ? static_cast<double>(rank) / static_cast<double>(ranked.size() - 1)
                           : 1.0;
        dots.push_back(dot);
    }
    std::stable_partition(dots.begin(), dots.end(),
                          [](const RangeDot &dot) { return !dot.isBest; });
    return dots;
}

} // namespace attune::ui
