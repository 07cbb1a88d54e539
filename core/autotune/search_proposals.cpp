// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/autotune/autotune.h"
#include "core/autotune/value_hint.h"
#include "core/search/study_notices.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

/// Up to so many combinations, trying all of them costs no more than a search.
constexpr std::int64_t mostCombinations = 40;
/// Three halvings by 3: with less there is too little to stop early for Hyperband to pay.
constexpr std::int64_t leastForHyperband = 27;
constexpr int fewestTrials = 30;
constexpr int mostTrials = 150;
constexpr int processorsPerTrial = 4; ///< of a program that does not say how many threads it uses

/// Works out the proposals one after the other: each depends on those before.
class SearchProposer
{
public:
    SearchProposer(const StudySettings &settings, const Machine &machine)
        : m_settings(settings), m_machine(machine), m_length(trainingLength(settings)),
          m_combinations(countCombinations(settings.space))
    {}

    std::vector<ProposedChoice> run()
    {
        proposeStrategy();
        proposeTrials();
        proposeStopping();
        proposeConvergence();
        proposeParallel();
        return std::move(m_proposals);
    }

private:
    static std::string strategyName(Strategy strategy)
    {
        switch (strategy) {
        case Strategy::Random:
            return "Random";
        case Strategy::Sobol:
            return "Quasi-random";
        case Strategy::Grid:
            return "Grid";
        case Strategy::Bayesian:
            return "Bayesian";
        case Strategy::Hyperband:
            return "Hyperband";
        }
        return {};
    }

    static std::string stoppingName(TrialStoppingRule rule)
    {
        switch (rule) {
        case TrialStoppingRule::None:
            return "Off";
        case TrialStoppingRule::Median:
            return "Median rule";
        case TrialStoppingRule::Percentile:
            return "Percentile rule";
        case TrialStoppingRule::Patience:
            return "Patience";
        case TrialStoppingRule::Threshold:
            return "Threshold";
        }
        return {};
    }

    /// Of all levels, 0 when there is no end of them.
    static std::int64_t countCombinations(const SearchSpace &space)
    {
        return space.problems().empty() ? space.finiteSize().value_or(0) : 0;
    }

    [[nodiscard]] std::string lengthText() const
    {
        return m_length->name + " = " + std::to_string(m_length->amount);
    }

    /// A definition with Hyperband that could run.
    [[nodiscard]] std::optional<SearchSettings> hyperband() const
    {
        if (!m_length || !m_length->isCounted || m_length->amount < leastForHyperband)
            return std::nullopt;
        StudySettings changed = m_settings;
        changed.trialStopping = {};
        changed.studyStopping.onConvergence = false;
        changed.search.strategy = Strategy::Hyperband;
        changed.search.hyperband.minResource = std::max<std::int64_t>(1, m_length->amount / 27);
        changed.search.hyperband.maxResource = m_length->amount;
        for (const Problem &problem : changed.problems()) {
            if (problem.path.starts_with("search") || problem.path == "evaluation")
                return std::nullopt;
        }
        return changed.search;
    }

    void add(decltype(ProposedChoice::choice) choice, std::string subject, std::string now,
             std::string proposed, std::string reason)
    {
        m_proposals.push_back({std::move(choice), std::move(subject), std::move(now),
                               std::move(proposed), std::move(reason), true});
    }

    /// Against changing what is no longer as in a new study.
    void respect(bool isOwn)
    {
        ProposedChoice &last = m_proposals.back();
        if (!isOwn || last.now == last.proposed)
            return;
        last.isAdvised = false;
        last.reason += " Your own choice stays unless you tick this.";
    }

    void proposeStrategy()
    {
        m_search = m_settings.search;
        std::string reason;
        if (m_combinations > 0 && m_combinations <= mostCombinations) {
            m_search.strategy = Strategy::Grid;
            for (const Hyperparameter &each : m_settings.space.hyperparameters)
                m_search.gridPoints =
                    std::max(m_search.gridPoints, static_cast<int>(each.levelCount()));
            reason = "There are only " + std::to_string(m_combinations) +
                     " combinations: every one can be tried, and none is missed.";
        } else if (const auto search = hyperband()) {
            m_search = *search;
            reason = "A trial trains long (" + lengthText() +
                     "): Hyperband starts many, and gives the full length only to the best.";
        } else {
            m_search.strategy = Strategy::Bayesian;
            reason = "Learns from every trial where good settings lie, which pays when trials take "
                     "more than a moment.";
        }
        add(m_search, "Strategy", strategyName(m_settings.search.strategy),
            strategyName(m_search.strategy), std::move(reason));
        respect(m_settings.search.strategy != SearchSettings{}.strategy);
        if (!m_proposals.back().isAdvised)
            m_search = m_settings.search;
    }

    void proposeTrials()
    {
        const auto count = static_cast<int>(m_settings.space.hyperparameters.size());
        m_trials = std::clamp(10 * count, fewestTrials, mostTrials);
        std::string reason = "Ten for each of the " + std::to_string(count) +
                             " hyperparameters, the usual rule for a model of so many dimensions "
                             "(Loeppky, Sacks and Welch 2009).";
        if (10 * count < fewestTrials)
            reason = "For " + std::to_string(count) +
                     (count == 1 ? " hyperparameter" : " hyperparameters") +
                     " 30 are enough: some to look around, the others near the best.";
        if (10 * count > mostTrials)
            reason = "As many as make sense at first; more can be added when they are done.";
        if (m_search.strategy == Strategy::Grid) {
            const std::int64_t size =
                quickGridSize(m_settings.space, m_search.gridPoints).combinations;
            m_trials = static_cast<int>(std::clamp<std::int64_t>(size, 1, mostTrials));
            reason = "One for each combination.";
        } else if (m_search.strategy == Strategy::Hyperband) {
            m_trials *= 2;
            reason += " Twice that, since most are ended early.";
        }
        const int now = m_settings.budget.trials;
        add(TrialsChoice{m_trials}, "Trials", std::to_string(now), std::to_string(m_trials),
            std::move(reason));
        respect(now != Budget{}.trials);
    }

    void proposeStopping()
    {
        TrialStopping stopping = m_settings.trialStopping;
        std::string reason;
        stopping.rule = TrialStoppingRule::None;
        if (m_search.strategy == Strategy::Hyperband) {
            reason = "Hyperband itself ends what does badly.";
        } else if (m_settings.objectives.size() > 1) {
            reason = "A trial that is poor in one objective may be the best in another, so none "
                     "can be judged before its end.";
        } else if (m_length && m_length->amount >= 5) {
            stopping.rule = TrialStoppingRule::Median;
            stopping.minSteps = TrialStopping{}.minSteps;
            if (m_length->isCounted) // not more: it may report at every tenth epoch only
                stopping.minSteps = static_cast<int>(
                    std::clamp<std::int64_t>(m_length->amount / 5, 2, stopping.minSteps));
            reason = "Trials train step by step (" + lengthText() +
                     "): one that is worse than the median of the others at the same step is "
                     "ended, but not before its reading " +
                     std::to_string(stopping.minSteps) + ".";
        } else {
            reason = "Nothing in the command says that it trains in epochs or rounds, so there may "
                     "be nothing to judge a trial by before its end.";
        }
        const TrialStoppingRule now = m_settings.trialStopping.rule;
        std::string proposed = stoppingName(stopping.rule);
        if (stopping.rule == TrialStoppingRule::Median)
            proposed += " from reading " + std::to_string(stopping.minSteps);
        const bool isOwn = now != TrialStoppingRule::None;
        add(stopping, "Early stopping", stoppingName(now), std::move(proposed), std::move(reason));
        respect(isOwn && m_settings.trialStopping != stopping &&
                m_search.strategy != Strategy::Hyperband);
    }

    void proposeConvergence()
    {
        const bool hasOneBest = m_settings.objectives.size() < 2 && m_settings.requirements.empty();
        const bool isOn = m_search.strategy == Strategy::Bayesian && hasOneBest;
        const bool isNow = m_settings.studyStopping.onConvergence;
        add(ConvergenceChoice{isOn}, "End when converged", isNow ? "On" : "Off",
            isOn ? "On" : "Off",
            !hasOneBest ? "With several objectives or requirements no model can tell."
            : isOn ? "The study ends when its model expects no further gain worth the time, even "
                     "if trials are left."
                   : "Only the Bayesian strategy has a model that can tell.");
    }

    void proposeParallel()
    {
        const int now = m_settings.budget.parallel;
        int parallel = 1;
        std::string reason;
        // The model learns nothing from trials that have not ended.
        const int mostUseful = std::max(1, m_trials / 10);
        const std::string processors = std::to_string(m_machine.processors) + " processors";
        const auto threads = threadCount(m_settings);
        if (!m_settings.slots.empty()) {
            parallel = static_cast<int>(m_settings.slots.size());
            reason = "One for each slot.";
        } else if (const std::string gpu = gpuArgument(m_settings); !gpu.empty()) {
            reason = "The command uses a GPU (" + gpu +
                     "), which one trial fills. With several GPUs, add a slot for each.";
        } else if (threads) {
            parallel = std::max(1, m_machine.processors / threads->threads);
            reason = "This machine has " + processors + ", and the command uses " +
                     std::to_string(threads->threads) + " (" + threads->source + ").";
        } else {
            parallel = std::max(1, m_machine.processors / processorsPerTrial);
            reason = "This machine has " + processors +
                     ", and most trainers use several of them. Raise it if yours uses one.";
        }
        if (m_settings.slots.empty() && parallel > mostUseful) {
            parallel = mostUseful;
            reason += " More at once would leave too few results to learn from.";
        }
        add(ParallelChoice{parallel}, "Trials at once", std::to_string(now),
            std::to_string(parallel), std::move(reason));
        respect(now != Budget{}.parallel);
    }

    const StudySettings &m_settings;
    const Machine &m_machine;
    std::optional<TrainingLength> m_length;
    std::int64_t m_combinations = 0;
    SearchSettings m_search;
    int m_trials = 0;
    std::vector<ProposedChoice> m_proposals;
};

} // namespace

std::vector<ProposedChoice> proposeSearch(const StudySettings &settings, const Machine &machine)
{
    if (settings.space.hyperparameters.empty())
        return {};
    return SearchProposer(settings, machine).run();
}

} // namespace attune
