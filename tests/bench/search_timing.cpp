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

SearchProblem continuousProblem(int dimensions, std::size_t objectives = 1)
{
    SearchProblem problem;
    problem.objectives.resize(objectives);
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

/// A bowl for each objective, their centres apart.
StudyHistory noisyBowls(const SearchProblem &problem, int results)
{
    const UnitCube cube(problem.space);
    Rng rng(3, RandomPurpose::Bootstrap, static_cast<std::uint64_t>(results));
    StudyHistory history;
    for (int i = 0; i < results; ++i) {
        std::vector<double> point(static_cast<std::size_t>(cube.dimensions()));
        std::vector<double> values(problem.objectives.size());
        for (double &value : values)
            value = 0.01 * rng.normal();
        for (double &coordinate : point) {
            coordinate = rng.uniform();
            for (std::size_t k = 0; k < values.size(); ++k) {
                const double away = coordinate - 0.3 - 0.2 * static_cast<double>(k);
                values[k] += away * away + 0.1 * std::sin(9.0 * coordinate);
            }
        }
        Observation result;
        result.trial = i;
        result.settings = cube.settingsAt(point);
        result.objectives = std::move(values);
        history.results.push_back(std::move(result));
    }
    return history;
}

double at(const std::vector<double> &sorted, double share)
{
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
}

/// Rounds as a study has them: a fit, and suggestions as results come in after it.
void report(const char *name, const SearchProblem &problem, int results)
{
    constexpr int rounds = 5;
    constexpr int suggestionsPerRound = 5;
    const auto sampler = makeBayesianSampler(problem);
    const StudyHistory whole = noisyBowls(problem, results);
    std::vector<double> fitMs;
    std::vector<double> suggestMs;
    std::vector<double> firstMs;
    int prefix = results - rounds * suggestionsPerRound;
    ModelFit fit = sampler->fit(whole, prefix - 1, {}, {});
    for (int round = 0; round < rounds; ++round) {
        const double beforeFit = cpuMilliseconds();
        fit = sampler->fit(whole, prefix, fit, {});
        fitMs.push_back(cpuMilliseconds() - beforeFit);
        for (int i = 0; i < suggestionsPerRound; ++i) {
            StudyHistory known = whole;
            known.results.resize(static_cast<std::size_t>(++prefix));
            const double before = cpuMilliseconds();
            if (!sampler->suggest(known, fit, prefix, {}))
                std::printf("no suggestion\n");
            suggestMs.push_back(cpuMilliseconds() - before);
            if (i == 0)
                firstMs.push_back(suggestMs.back());
        }
    }
    for (std::vector<double> *times : {&fitMs, &suggestMs, &firstMs})
        std::sort(times->begin(), times->end());
    std::printf("%-9s %5d results   fit %6.1f   suggestion %6.1f median %6.1f 95th percentile "
                "%6.1f first after a fit   (ms)\n",
                name, results, at(fitMs, 0.5), at(suggestMs, 0.5), at(suggestMs, 0.95),
                at(firstMs, 0.5));
    std::fflush(stdout);
}

} // namespace

int main()
{
    for (const int results : {50, 200, 500, 1000, 2000}) {
        report("6 reals", continuousProblem(6), results);
        report("20 reals", continuousProblem(20), results);
        report("mixed 8", mixedProblem(), results);
        report("2 goals", continuousProblem(6, 2), results);
        report("3 goals", continuousProblem(6, 3), results);
    }
}
