// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What ending trials early is worth: studies on simulated workers over learning curves of real
// trainings. Writes one line of JSON for each study, which score_multi_fidelity.py reads beside
// those of multi_fidelity.py. Counts epochs, never time.
#include "learning_curves.h"

#include "core/search/sampler.h"
#include "core/stopping/stopping_rule.h"
#include "core/stopping/successive_halving.h"
#include "core/study/partial_results.h"

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>
#include <span>
#include <string_view>

using namespace attune;

namespace {

enum class Ending { AtTheEnd, ByMedian, ByHalving };

/// A way to search: where settings come from, which trials are ended early, and whether the search
/// learns from what they showed on their way.
struct Way
{
    const char *name;
    Strategy strategy;
    Ending ending;
    bool usesPartialResults;
};

constexpr Way ways[] = {
    {"random", Strategy::Random, Ending::AtTheEnd, false},
    {"bayesian", Strategy::Bayesian, Ending::AtTheEnd, false},
    {"random-median", Strategy::Random, Ending::ByMedian, false},
    {"bayesian-median", Strategy::Bayesian, Ending::ByMedian, true},
    {"bayesian-median-blind", Strategy::Bayesian, Ending::ByMedian, false},
    {"hyperband-random", Strategy::Random, Ending::ByHalving, false},
    {"hyperband-model", Strategy::Bayesian, Ending::ByHalving, true},
    {"hyperband-model-blind", Strategy::Bayesian, Ending::ByHalving, false},
};

struct Options
{
    std::vector<std::string> tables;
    std::string ways = "random,bayesian,random-median,bayesian-median,hyperband-random,"
                       "hyperband-model";
    int firstSeed = 0;
    int endSeed = 10;
    int budget = 1080; ///< epochs of all trials together: 40 whole trials
    int workers = 4;
    int brackets = 1;
};

/// A trial on its way or ended.
struct SimulatedTrial
{
    Settings settings;
    std::size_t row = 0;
    int epochs = 0;           ///< done
    double nextSeconds = 0.0; ///< when the next epoch is done
    StepCurve curve = {};
};

/// A value, and the epochs that all trials had used when it became known.
struct Mark
{
    int epochs;
    double value;
};

/// One study on simulated workers: each runs a trial epoch by epoch, an epoch takes as long as it
/// took in the real training, and the next trial starts when one ends.
class SimulatedStudy
{
public:
    SimulatedStudy(const LearningCurves &curves, const Way &way, const Options &options,
                   std::uint64_t seed)
        : m_curves(curves), m_way(way), m_options(options), m_seed(seed), m_problem(problem()),
          m_sampler(makeSampler(m_problem)),
          m_halving(m_problem.search.hyperband, curves.epochs(), m_problem.objectives.front(), seed)
    {}

    void run()
    {
        while (m_epochs < m_options.budget) {
            while (!m_isExhausted && static_cast<int>(m_running.size()) < m_options.workers)
                launch();
            if (m_running.empty())
                return;
            runEpoch(nextTrial());
        }
    }

    void print() const
    {
        std::printf("{\"table\":\"%s\",\"strategy\":\"%s\",\"seed\":%d,\"budget\":%d,"
                    "\"workers\":%d,\"best\":%g,\"completed\":%d,\"ended\":[",
                    m_curves.name().c_str(), m_way.name, static_cast<int>(m_seed), m_options.budget,
                    m_options.workers, m_curves.bestFinalLoss(), m_completed);
        for (std::size_t i = 0; i < m_ended.size(); ++i)
            std::printf("%s%d", i > 0 ? "," : "", m_ended[i]);
        print("],\"final\":[", m_bestFinal);
        print("],\"leader\":[", m_leaders);
        std::printf("]}\n");
        std::fflush(stdout);
    }

private:
    static void print(const char *name, const std::vector<Mark> &marks)
    {
        std::printf("%s", name);
        for (std::size_t i = 0; i < marks.size(); ++i)
            std::printf("%s[%d,%g]", i > 0 ? "," : "", marks[i].epochs, marks[i].value);
    }

    [[nodiscard]] SearchProblem problem() const
    {
        SearchProblem problem;
        problem.space = m_curves.space();
        problem.objectives = {{.metric = "loss"}};
        problem.search.strategy = m_way.strategy;
        problem.search.seed = m_seed;
        problem.search.hyperband.maxResource = m_curves.epochs();
        problem.search.hyperband.brackets = m_options.brackets;
        if (m_way.ending == Ending::ByHalving) {
            problem.search.strategy = Strategy::Hyperband;
            problem.search.hyperband.isModelBased = m_way.strategy == Strategy::Bayesian;
        }
        problem.usesPartialResults = m_way.usesPartialResults;
        return problem;
    }

    void launch()
    {
        const auto number = static_cast<int>(m_trials.size());
        const auto settings = m_sampler->suggest(m_history, m_inUse, number, {});
        if (!settings) {
            m_isExhausted = true;
            return;
        }
        SimulatedTrial trial{*settings, m_curves.rowOf(*settings)};
        trial.nextSeconds = m_seconds + m_curves.secondsPerEpoch(trial.row);
        m_trials.push_back(std::move(trial));
        m_running.push_back(number);
        m_history.pending.push_back({number, *settings});
    }

    /// The one whose epoch is done first; of several the oldest.
    [[nodiscard]] int nextTrial() const
    {
        return *std::min_element(m_running.begin(), m_running.end(), [this](int a, int b) {
            return std::pair(m_trials[a].nextSeconds, a) < std::pair(m_trials[b].nextSeconds, b);
        });
    }

    void runEpoch(int number)
    {
        SimulatedTrial &trial = m_trials[number];
        m_seconds = trial.nextSeconds;
        trial.nextSeconds += m_curves.secondsPerEpoch(trial.row);
        const MetricPoint point{++trial.epochs, m_curves.loss(trial.row, trial.epochs), 0};
        trial.curve.add(point);
        ++m_epochs;
        noteLeader();
        if (trial.epochs == m_curves.epochs())
            end(number, Outcome::Complete);
        else if (isToBeEnded(number, point))
            end(number, Outcome::Stopped);
    }

    [[nodiscard]] bool isToBeEnded(int number, const MetricPoint &point)
    {
        switch (m_way.ending) {
        case Ending::AtTheEnd:
            return false;
        case Ending::ByHalving:
            return m_halving.add(number, point).has_value();
        case Ending::ByMedian:
            break;
        }
        std::vector<const StepCurve *> peers;
        for (std::size_t i = 0; i < m_trials.size(); ++i) {
            if (static_cast<int>(i) != number)
                peers.push_back(&m_trials[i].curve);
        }
        TrialStopping rule;
        rule.rule = TrialStoppingRule::Median;
        return judge(rule, m_problem.objectives.front(), m_trials[number].curve, peers).has_value();
    }

    void end(int number, Outcome outcome)
    {
        const SimulatedTrial &trial = m_trials[number];
        Observation result;
        result.trial = number;
        result.settings = trial.settings;
        result.outcome = outcome;
        result.objectives = {m_curves.loss(trial.row, trial.epochs)};
        result.seconds = trial.epochs * m_curves.secondsPerEpoch(trial.row);
        result.resource = trial.epochs;
        result.partial = partialResultsOf(m_problem.objectives.front(), trial.curve.points());
        m_history.results.push_back(std::move(result));
        std::erase(m_running, number);
        std::erase_if(m_history.pending,
                      [number](const PendingTrial &each) { return each.trial == number; });
        m_ended.push_back(m_epochs);
        if (outcome == Outcome::Complete) {
            ++m_completed;
            const double value = m_curves.finalLoss(trial.row);
            if (m_bestFinal.empty() || value < m_bestFinal.back().value)
                m_bestFinal.push_back({m_epochs, value});
        }
        learn();
    }

    /// As in a real study a fit is made beside the trials, and in use from the next result on.
    void learn()
    {
        m_inUse = m_newest;
        const auto results = static_cast<int>(m_history.results.size());
        const int due = m_sampler->nextFitPrefix(m_newest, results);
        if (due > 0)
            m_newest = m_sampler->fit(m_history, due, m_newest, {});
    }

    /// The trial whose latest value is the lowest of all, whether it goes on or not: what its
    /// settings lead to in the end.
    void noteLeader()
    {
        double lowest = std::numeric_limits<double>::infinity();
        double eventual = 0.0;
        for (const SimulatedTrial &trial : m_trials) {
            if (trial.epochs > 0 && m_curves.loss(trial.row, trial.epochs) < lowest) {
                lowest = m_curves.loss(trial.row, trial.epochs);
                eventual = m_curves.finalLoss(trial.row);
            }
        }
        if (m_leaders.empty() || m_leaders.back().value != eventual)
            m_leaders.push_back({m_epochs, eventual});
    }

    const LearningCurves &m_curves;
    const Way &m_way;
    const Options &m_options;
    std::uint64_t m_seed;
    SearchProblem m_problem;
    std::unique_ptr<Sampler> m_sampler;
    SuccessiveHalving m_halving;
    ModelFit m_newest;
    ModelFit m_inUse;
    StudyHistory m_history;
    std::vector<SimulatedTrial> m_trials;
    std::vector<int> m_running;
    double m_seconds = 0.0; ///< on the workers' clock
    int m_epochs = 0;       ///< of all trials
    int m_completed = 0;
    bool m_isExhausted = false;
    std::vector<int> m_ended; ///< epochs of all trials at the end of each
    std::vector<Mark> m_bestFinal;
    std::vector<Mark> m_leaders;
};

bool isNamed(std::string_view names, std::string_view name)
{
    while (!names.empty()) {
        const std::size_t comma = std::min(names.find(','), names.size());
        if (names.substr(0, comma) == name)
            return true;
        names.remove_prefix(std::min(comma + 1, names.size()));
    }
    return false;
}

Options optionsOf(std::span<char *> arguments)
{
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view name = arguments[i];
        if (!name.starts_with("--") || i + 1 == arguments.size()) {
            options.tables.emplace_back(name);
            continue;
        }
        const std::string value = arguments[++i];
        if (name == "--strategies")
            options.ways = value;
        else if (name == "--budget")
            options.budget = std::atoi(value.c_str());
        else if (name == "--workers")
            options.workers = std::atoi(value.c_str());
        else if (name == "--brackets")
            options.brackets = std::atoi(value.c_str());
        else if (name == "--seeds" && value.find(':') != std::string::npos) {
            options.firstSeed = std::atoi(value.c_str());
            options.endSeed = std::atoi(value.c_str() + value.find(':') + 1);
        }
    }
    return options;
}

} // namespace

int main(int argc, char **argv)
{
    const std::span<char *> arguments(argv, static_cast<std::size_t>(argc));
    const Options options = optionsOf(arguments.subspan(1));
    if (options.tables.empty()) {
        std::fprintf(stderr, "Name tables of learning curves: tests/bench/search/curves/*.csv\n");
        return 2;
    }
    for (const std::string &table : options.tables) {
        const auto curves = LearningCurves::read(table);
        if (!curves) {
            std::fprintf(stderr, "%s\n", curves.error().message.c_str());
            return 1;
        }
        for (int seed = options.firstSeed; seed < options.endSeed; ++seed) {
            for (const Way &way : ways) {
                if (!isNamed(options.ways, way.name))
                    continue;
                SimulatedStudy study(*curves, way, options, static_cast<std::uint64_t>(seed));
                study.run();
                study.print();
            }
        }
    }
    return 0;
}
