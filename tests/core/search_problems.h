// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/study/study_history.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// Spaces and runs that the tests of the search share.
namespace attune::testing {

inline Hyperparameter real(std::string name, double min = 0.0, double max = 1.0)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.min = min;
    made.max = max;
    made.scaling = Scaling::Linear;
    return made;
}

inline Hyperparameter integer(std::string name, double min, double max)
{
    Hyperparameter made = real(std::move(name), min, max);
    made.type = HyperparameterType::Integer;
    return made;
}

inline Hyperparameter choice(std::string name, std::vector<Value> values)
{
    Hyperparameter made;
    made.name = std::move(name);
    made.type = HyperparameterType::Categorical;
    made.values = std::move(values);
    return made;
}

inline Hyperparameter dependent(Hyperparameter hyperparameter, std::string parent, Value value)
{
    hyperparameter.when = {{std::move(parent), {std::move(value)}}};
    return hyperparameter;
}

inline SearchProblem problemOf(std::vector<Hyperparameter> hyperparameters, std::uint64_t seed = 1)
{
    SearchProblem problem;
    problem.space.hyperparameters = std::move(hyperparameters);
    problem.search.seed = seed;
    return problem;
}

/// Every kind of hyperparameter at once.
inline SearchProblem mixedProblem(std::uint64_t seed = 1)
{
    Hyperparameter rate = real("rate", 1e-5, 1.0);
    rate.scaling = Scaling::Logarithmic;
    Hyperparameter batch = choice("batch", {std::int64_t{16}, std::int64_t{32}, std::int64_t{64}});
    batch.isOrdered = true;
    return problemOf(
        {real("x"), rate, integer("layers", 1, 20), batch,
         choice("optimizer", {std::string("sgd"), std::string("adam"), std::string("rms")}),
         dependent(real("momentum"), "optimizer", std::string("sgd"))},
        seed);
}

inline double numberAt(const Settings &settings, const char *name)
{
    return numberOf(settings.find(name)->second).value();
}

/// What a trial with these settings gives; nothing when it crashes.
using TrialFunction = std::function<std::optional<double>(const Settings &)>;

inline Observation observed(int trial, const Settings &settings, std::optional<double> value)
{
    Observation result;
    result.trial = trial;
    result.settings = settings;
    if (value)
        result.objectives = {*value};
    else
        result.outcome = Outcome::Failed;
    return result;
}

inline std::set<Settings> distinctSettings(const StudyHistory &history)
{
    std::set<Settings> distinct;
    for (const Observation &result : history.results)
        distinct.insert(result.settings);
    return distinct;
}

/// One trial at a time, with a fit on prefix p in use from result p + 1 on.
class SequentialRun
{
public:
    explicit SequentialRun(const Sampler &sampler) : m_sampler(sampler) {}

    /// Runs up to `trials` more; false when the space is used up.
    bool run(int trials, const TrialFunction &trial)
    {
        for (int i = 0; i < trials; ++i) {
            const int number = static_cast<int>(m_history.results.size());
            m_used.push_back(m_inUse);
            const auto settings = m_sampler.suggest(m_history, m_inUse, number, {});
            if (!settings)
                return false;
            m_history.results.push_back(observed(number, *settings, trial(*settings)));
            m_inUse = m_newest;
            const int due = m_sampler.nextFitPrefix(m_newest, number + 1);
            if (due > 0)
                m_newest = m_sampler.fit(m_history, due, m_newest, {});
        }
        return true;
    }

    [[nodiscard]] const StudyHistory &history() const { return m_history; }
    [[nodiscard]] const ModelFit &fit() const { return m_inUse; }

    /// The fit that each trial was suggested with.
    [[nodiscard]] const std::vector<ModelFit> &fitsUsed() const { return m_used; }

    [[nodiscard]] double best() const
    {
        double best = std::numeric_limits<double>::infinity();
        for (const Observation &result : m_history.results) {
            if (!result.objectives.empty())
                best = std::min(best, result.objectives.front());
        }
        return best;
    }

private:
    const Sampler &m_sampler;
    StudyHistory m_history;
    ModelFit m_newest;
    ModelFit m_inUse;
    std::vector<ModelFit> m_used;
};

} // namespace attune::testing
