// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/search/bayesian_sampler.h"
#include "core/space/unit_cube.h"
#include "search_problems.h"

#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

/// Histories that no sane study has, and that some study will.
namespace attune::testing {

/// Draws one hostile value: huge, tiny, equal, infinite, not a number.
inline double hostileValue(Rng &rng)
{
    switch (rng.below(10)) {
    case 0:
        return 1e300;
    case 1:
        return -1e300;
    case 2:
        return std::numeric_limits<double>::denorm_min() * rng.below(100);
    case 3:
        return std::numeric_limits<double>::max();
    case 4:
        return std::numeric_limits<double>::quiet_NaN();
    case 5:
        return std::numeric_limits<double>::infinity();
    case 6:
        return 0.0;
    case 7:
        return 1.0 + 1e-16 * rng.below(9);
    default:
        return rng.normal();
    }
}

inline Settings randomSettings(const UnitCube &cube, Rng &rng)
{
    std::vector<double> point(static_cast<std::size_t>(cube.dimensions()));
    for (double &coordinate : point)
        coordinate = rng.uniform();
    return cube.settingsAt(point);
}

/// What came out of cope().
struct Coped
{
    std::unique_ptr<Sampler> sampler;
    ModelFit fit;
};

/// Fits and suggests on a history; nothing unless everything is finite, valid and new.
inline std::optional<Coped> cope(const SearchProblem &problem, const StudyHistory &history)
{
    Coped coped{makeBayesianSampler(problem), {}};
    const int results = static_cast<int>(history.results.size());
    coped.fit = coped.sampler->fit(history, results, {}, {});
    for (const double parameter : coped.fit.hyperparameters) {
        if (!std::isfinite(parameter))
            return std::nullopt;
    }
    for (int number = results + 100; number < results + 102; ++number) { // both rules
        const auto settings = coped.sampler->suggest(history, coped.fit, number, {});
        if (!settings || !problem.space.problemsOf(*settings).empty())
            return std::nullopt;
        for (const Observation &result : history.results) {
            if (result.settings == *settings)
                return std::nullopt;
        }
    }
    return coped;
}

} // namespace attune::testing
