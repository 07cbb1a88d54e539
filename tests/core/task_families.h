// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "search_problems.h"

#include <array>
#include <cmath>
#include <string>
#include <vector>

/// Families of tasks that are alike without being equal, and tasks that have nothing to do with
/// them: for the tests and the measurements of warm starts. All are to be minimized on [0, 1]^d.
namespace attune::testing {

struct Task
{
    std::vector<Hyperparameter> space;
    TrialFunction trial;
    double minimum = 0.0; ///< the lowest value, or something below it
};

inline std::vector<Hyperparameter> unitSpace(int dimensions)
{
    std::vector<Hyperparameter> space;
    for (int i = 0; i < dimensions; ++i)
        space.push_back(real("x" + std::to_string(i)));
    return space;
}

inline double coordinate(const Settings &settings, int index)
{
    return numberAt(settings, ("x" + std::to_string(index)).c_str());
}

/// Draws that make one task of a family.
inline Rng drawsOf(int family, std::uint64_t task)
{
    return Rng(1000 + static_cast<std::uint64_t>(family), RandomPurpose::Preview, task);
}

/// A bowl with axes of different steepness; tasks of a family share them and nearly the place of
/// the minimum, and differ in scale and offset.
inline Task bowl(std::uint64_t family, std::uint64_t task)
{
    constexpr int dimensions = 6;
    Rng common = drawsOf(1, family);
    Rng own = drawsOf(2, 1000 * family + task);
    std::array<double, dimensions> steepness{};
    std::array<double, dimensions> centre{};
    for (int i = 0; i < dimensions; ++i) {
        steepness[i] = std::pow(10.0, 2.0 * common.uniform() - 1.0);
        centre[i] = 0.15 + 0.7 * common.uniform() + 0.04 * own.normal();
    }
    const double scale = std::pow(10.0, 2.0 * own.uniform() - 1.0);
    const double offset = 10.0 * own.normal();
    return {unitSpace(dimensions),
            [=](const Settings &settings) {
                double sum = 0.0;
                for (int i = 0; i < dimensions; ++i)
                    sum += steepness[i] * std::pow(coordinate(settings, i) - centre[i], 2);
                return offset + scale * sum;
            },
            offset};
}

/// Branin, moved and scaled a little.
inline Task movedBranin(std::uint64_t family, std::uint64_t task)
{
    Rng own = drawsOf(3, 1000 * family + task);
    const double right = 0.03 * own.normal();
    const double up = 0.03 * own.normal();
    const double scale = std::pow(10.0, own.uniform());
    return {unitSpace(2),
            [=](const Settings &settings) {
                const double a = 15.0 * (coordinate(settings, 0) + right) - 5.0;
                const double b = 15.0 * (coordinate(settings, 1) + up);
                const double bend = b - 5.1 / (4.0 * M_PI * M_PI) * a * a + 5.0 / M_PI * a - 6.0;
                return scale *
                       (bend * bend + 10.0 * (1.0 - 1.0 / (8.0 * M_PI)) * std::cos(a) + 10.0);
            },
            scale * 0.39788735772973816};
}

/// The lowest value that steps along the axes find, from the best of several starts.
template<typename Function, std::size_t dimensions>
double lowestNear(const Function &function, std::vector<std::array<double, dimensions>> starts)
{
    double lowest = std::numeric_limits<double>::infinity();
    for (std::array<double, dimensions> &x : starts) {
        double value = function(x);
        for (double step = 0.05; step > 1e-7; step *= 0.7) {
            for (double &each : x) {
                for (const double move : {step, -step}) {
                    const double before = each;
                    each = std::clamp(before + move, 0.0, 1.0);
                    const double moved = function(x);
                    if (moved < value)
                        value = moved;
                    else
                        each = before;
                }
            }
        }
        lowest = std::min(lowest, value);
    }
    return lowest;
}

/// Hartmann's function of six variables with other heights of its four hills.
inline Task hilly(std::uint64_t family, std::uint64_t task)
{
    using Row = std::array<double, 6>;
    static constexpr std::array<Row, 4> width = {
        Row{10, 3, 17, 3.5, 1.7, 8}, Row{0.05, 10, 17, 0.1, 8, 14}, Row{3, 3.5, 1.7, 10, 17, 8},
        Row{17, 8, 0.05, 10, 0.1, 14}};
    static constexpr std::array<Row, 4> place = {
        Row{0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        Row{0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        Row{0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        Row{0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}};
    Rng own = drawsOf(4, 1000 * family + task);
    std::array<double, 4> height{1.0, 1.2, 3.0, 3.2};
    for (double &each : height)
        each *= 1.0 + 0.1 * own.normal();
    const auto value = [height](const Row &x) {
        double sum = 0.0;
        for (int hill = 0; hill < 4; ++hill) {
            double distance = 0.0;
            for (int i = 0; i < 6; ++i)
                distance += width[hill][i] * std::pow(x[i] - place[hill][i], 2);
            sum -= height[hill] * std::exp(-distance);
        }
        return sum;
    };
    return {unitSpace(6),
            [value](const Settings &settings) {
                Row x{};
                for (int i = 0; i < 6; ++i)
                    x[i] = coordinate(settings, i);
                return value(x);
            },
            lowestNear(value, std::vector<Row>(place.begin(), place.end()))};
}

/// A sum of random waves, like nothing else.
inline Task waves(int dimensions, std::uint64_t task)
{
    Rng own = drawsOf(5, task);
    std::vector<std::vector<double>> frequencies;
    std::vector<double> phases;
    for (int k = 0; k < 12; ++k) {
        std::vector<double> frequency;
        for (int i = 0; i < dimensions; ++i)
            frequency.push_back(4.0 * own.normal());
        frequencies.push_back(frequency);
        phases.push_back(2.0 * M_PI * own.uniform());
    }
    return {unitSpace(dimensions),
            [=](const Settings &settings) {
                double sum = 0.0;
                for (std::size_t k = 0; k < phases.size(); ++k) {
                    double phase = phases[k];
                    for (int i = 0; i < dimensions; ++i)
                        phase += frequencies[k][i] * coordinate(settings, i);
                    sum += std::cos(phase);
                }
                return sum;
            },
            -12.0};
}

/// The task upside down: what was best there is worst here.
inline Task upsideDown(const Task &task)
{
    return {task.space,
            [trial = task.trial](const Settings &settings) { return -*trial(settings); }, -1e9};
}

/// A study of the task, run cold, as another study may start from it.
inline EarlierStudy earlierStudy(const Task &task, WarmStartKind kind, std::uint64_t seed,
                                 int trials = 30)
{
    EarlierStudy study;
    study.name = "earlier";
    study.kind = kind;
    study.space.hyperparameters = task.space;
    const auto sampler = makeSampler(problemOf(task.space, seed));
    SequentialRun run(*sampler);
    if (run.run(trials, task.trial))
        study.results = run.history().results;
    return study;
}

/// The best value after each trial of a study of the task.
struct Course
{
    std::vector<double> best;
    ModelFit fit; ///< the last one used

    [[nodiscard]] double final() const { return best.back(); }
    /// Trials until `value` or better, one more than there were if never.
    [[nodiscard]] int trialsTo(double value) const
    {
        const auto reached =
            std::find_if(best.begin(), best.end(), [value](double each) { return each <= value; });
        return static_cast<int>(reached - best.begin()) + 1;
    }
};

inline Course courseOf(const Task &task, std::vector<EarlierStudy> earlier, std::uint64_t seed,
                       int trials = 30)
{
    SearchProblem problem = problemOf(task.space, seed);
    problem.earlierStudies = std::move(earlier);
    const auto sampler = makeSampler(problem);
    SequentialRun run(*sampler);
    run.run(trials, task.trial);
    Course course{{}, run.fit()};
    double best = std::numeric_limits<double>::infinity();
    for (const Observation &result : run.history().results) {
        if (!result.objectives.empty())
            best = std::min(best, result.objectives.front());
        course.best.push_back(best);
    }
    return course;
}

/// Differences of regret below this share of what a study has after its first trial do not matter.
inline constexpr double practicalShare = 1e-3;

/// Trials until `warm` has what `cold` has in the end, as far as it matters.
inline int trialsToResultOf(const Course &cold, const Course &warm, const Task &task)
{
    const double slack = practicalShare * (cold.best.front() - task.minimum);
    return warm.trialsTo(cold.final() + slack);
}

/// Final regret of `warm` as a multiple of that of `cold`, both at least `floorShare` of what
/// `cold` has after its first trial.
inline double regretRatio(const Course &cold, const Course &warm, const Task &task,
                          double floorShare)
{
    const double floor = floorShare * (cold.best.front() - task.minimum);
    return std::max(floor, warm.final() - task.minimum) /
           std::max(floor, cold.final() - task.minimum);
}

} // namespace attune::testing
