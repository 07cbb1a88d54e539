// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/search/bayesian_sampler.h"
#include "core/space/unit_cube.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

/// Reports what a fit and a cold suggestion cost at growing numbers of results, in CPU time of one
/// thread.
using namespace attune;

namespace {

double cpuMilliseconds()
{
    return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

Hyperparameter real(int index)
{
    Hyperparameter made;
    made.name = "x" + std::to_string(index);
    made.scaling = Scaling::Linear;
    return made;
}

SearchProblem continuousProblem(int dimensions)
{
    SearchProblem problem;
    for (int i = 0; i < dimensions; ++i)
        problem.space.hyperparameters.push_back(real(i));
    return problem;
}

/// Four reals, categories of 5, 4 and 3, and an integer of 24 levels.
SearchProblem mixedProblem()
{
    SearchProblem problem = continuousProblem(8);
    auto &hyperparameters = problem.space.hyperparameters;
    for (const int count : {5, 4, 3}) {
        Hyperparameter &choice = hyperparameters[static_cast<std::size_t>(9 - count)];
        choice.type = HyperparameterType::Categorical;
        for (std::int64_t value = 0; value < count; ++value)
            choice.values.emplace_back(value);
    }
    hyperparameters[7].type = HyperparameterType::Integer;
    hyperparameters[7].max = 23;
    return problem;
}

StudyHistory noisyBowl(const SearchProblem &problem, int results)
{
    const UnitCube cube(problem.space);
    Rng rng(3, RandomPurpose::Bootstrap, static_cast<std::uint64_t>(results));
    StudyHistory history;
    for (int i = 0; i < results; ++i) {
        std::vector<double> point(static_cast<std::size_t>(cube.dimensions()));
        double value = 0.01 * rng.normal();
        for (double &coordinate : point) {
            coordinate = rng.uniform();
            value += (coordinate - 0.3) * (coordinate - 0.3) + 0.1 * std::sin(9.0 * coordinate);
        }
        Observation result;
        result.trial = i;
        result.settings = cube.settingsAt(point);
        result.objectives = {value};
        history.results.push_back(std::move(result));
    }
    return history;
}

void report(const char *name, const SearchProblem &problem, int results)
{
    constexpr int suggestions = 7;
    const auto sampler = makeBayesianSampler(problem);
    const StudyHistory history = noisyBowl(problem, results);
    const ModelFit first = sampler->fit(history, results - 5, {}, {});
    const double beforeFit = cpuMilliseconds();
    (void)sampler->fit(history, results, first, {});
    const double fitMs = cpuMilliseconds() - beforeFit;
    std::vector<double> suggestMs;
    for (int i = 0; i < suggestions; ++i) {
        const double before = cpuMilliseconds();
        if (!sampler->suggest(history, first, results + i, {}))
            std::printf("no suggestion\n");
        suggestMs.push_back(cpuMilliseconds() - before);
    }
    std::sort(suggestMs.begin(), suggestMs.end());
    std::printf(
        "%-14s %5d results   fit %7.1f ms   suggestion %6.1f ms median, %6.1f ms worst of %d\n",
        name, results, fitMs, suggestMs[suggestions / 2], suggestMs.back(), suggestions);
}

} // namespace

int main()
{
    for (const int results : {50, 200, 500, 1000, 2000}) {
        report("6 reals", continuousProblem(6), results);
        report("20 reals", continuousProblem(20), results);
        report("mixed 8", mixedProblem(), results);
    }
}
