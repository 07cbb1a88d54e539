// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/bayesian_sampler.h"

#include "core/analysis/pareto_front.h"
#include "core/gp/candidates.h"
#include "core/gp/marginal_likelihood.h"
#include "core/numerics/block_sizes.h"
#include "core/search/bound_data.h"
#include "core/search/duration_data.h"
#include "core/search/fit_layout.h"
#include "core/search/fit_schedule.h"
#include "core/search/incumbent.h"
#include "core/search/initial_design.h"
#include "core/search/kernel_learning.h"
#include "core/search/model_search.h"
#include "core/search/multi_objective_search.h"
#include "core/search/related_studies.h"
#include "core/search/transfer.h"
#include "core/study/carried_settings.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace attune {

namespace {

/// While all fail, the model sees most to learn in the corners: it chooses one trial of so many.
constexpr int groping = 4;

void append(std::vector<double> &values, const KernelParameters &parameters)
{
    const Eigen::VectorXd packed = parameters.packed();
    values.insert(values.end(), packed.begin(), packed.end());
}

AcquisitionRule ruleOf(int number)
{
    return number % 2 == 1 ? AcquisitionRule::ExpectedImprovement
                           : AcquisitionRule::ConfidenceBound;
}

class BayesianSampler final : public Sampler
{
public:
    explicit BayesianSampler(const SearchProblem &problem)
        : m_problem(problem), m_cube(modelSpaceOf(problem)), m_related(problem, m_cube),
          m_encoding(m_cube, problem.usesPartialResults && problem.objectives.size() == 1,
                     static_cast<int>(m_related.count())),
          m_pinned(pinnedDimensions()), m_design(m_encoding, problem.search.seed),
          m_designSize(InitialDesign::sizeFor(
              static_cast<int>(problem.space.hyperparameters.size()), problem.budgetTrials)),
          m_factors(problem.objectives.size() + problem.requirements.size() + 1),
          m_layout(m_encoding, durationModel() + (problem.search.isCostAware ? 1 : 0),
                   m_related.count())
    {}

    ModelFit fit(const StudyHistory &history, int prefix, const ModelFit &previous,
                 std::stop_token stop) const override;
    Result<Settings> suggest(const StudyHistory &history, const ModelFit &fit, int number,
                             std::stop_token stop) const override;
    bool usesResults() const override { return true; }
    int nextFitPrefix(const ModelFit &fit, int results) const override
    {
        return prefixOfNextFit(fit, results);
    }
    std::optional<ConvergenceBound> convergence(const StudyHistory &history,
                                                const ModelFit &fit) const override;
    std::optional<Incumbent> incumbent(const StudyHistory &history,
                                       const ModelFit &fit) const override;

private:
    [[nodiscard]] std::vector<PinnedDimension> pinnedDimensions() const;
    /// A point's settings without what is frozen.
    [[nodiscard]] Settings proposedAt(const Eigen::VectorXd &point) const;
    [[nodiscard]] Rng rng(RandomPurpose purpose, int index) const;
    /// With the related studies that the fit trusts.
    [[nodiscard]] TrainingData dataOf(const StudyHistory &history, const ModelFit &fit,
                                      std::size_t objective = 0) const;
    [[nodiscard]] TrainingData dataOf(const HistoryPart &part, std::size_t objective) const;
    [[nodiscard]] TrainingData dataWith(const std::vector<Calibration> &calibrations,
                                        const HistoryPart &part) const;
    [[nodiscard]] std::vector<BoundData> boundsOf(const StudyHistory &history,
                                                  const ModelFit &fit) const;
    /// Several objectives have a front, and a bound can rule the best out.
    [[nodiscard]] bool hasOneBest() const
    {
        return m_problem.objectives.size() == 1 && m_problem.requirements.empty();
    }
    [[nodiscard]] std::vector<Proposal> proposals(const SearchDomain &domain,
                                                  const StudyHistory &history, const ModelFit &fit,
                                                  int number) const;
    [[nodiscard]] std::vector<Proposal> frontProposals(const SearchDomain &domain,
                                                       const StudyHistory &history,
                                                       const ModelFit &fit, int number) const;
    [[nodiscard]] Eigen::MatrixXd pendingRows(const StudyHistory &history, int number) const;
    [[nodiscard]] std::optional<Eigen::VectorXd> modelPoint(const SearchDomain &domain,
                                                            const StudyHistory &history,
                                                            const ModelFit &fit, int number) const;
    /// Where it counts and enough is known of them.
    [[nodiscard]] std::optional<DurationModel> durationsOf(const StudyHistory &history,
                                                           const ModelFit &fit) const;
    /// In the layout of a fit: behind all objectives and requirements.
    [[nodiscard]] std::size_t durationModel() const
    {
        return m_problem.objectives.size() + m_problem.requirements.size();
    }

    SearchProblem m_problem;
    UnitCube m_cube;
    RelatedStudies m_related;
    Encoding m_encoding;
    std::vector<PinnedDimension> m_pinned; ///< where frozen hyperparameters stand
    InitialDesign m_design;
    int m_designSize;
    mutable FactorCache m_factors; ///< saves time, never changes a result
    FitLayout m_layout;
};

std::vector<PinnedDimension> BayesianSampler::pinnedDimensions() const
{
    std::vector<PinnedDimension> pinned;
    auto dimension = static_cast<int>(m_problem.space.hyperparameters.size());
    for (const FrozenHyperparameter &frozen : m_problem.frozen) {
        pinned.push_back({dimension, m_cube.coordinateOf(dimension, frozen.value)});
        ++dimension;
    }
    return pinned;
}

Settings BayesianSampler::proposedAt(const Eigen::VectorXd &point) const
{
    Settings settings = settingsAt(m_cube, point);
    for (const FrozenHyperparameter &frozen : m_problem.frozen)
        settings.erase(frozen.hyperparameter.name);
    return settings;
}

Rng BayesianSampler::rng(RandomPurpose purpose, int index) const
{
    return Rng(m_problem.search.seed, purpose, static_cast<std::uint64_t>(index));
}

std::optional<DurationModel> BayesianSampler::durationsOf(const StudyHistory &history,
                                                          const ModelFit &fit) const
{
    if (!m_problem.search.isCostAware)
        return std::nullopt;
    const auto parameters = m_layout.parameters(fit, durationModel());
    const int results = static_cast<int>(history.results.size());
    const DurationData data =
        durationDataOf(m_cube, m_encoding, {history, results, std::clamp(fit.prefix, 0, results)});
    if (!parameters || !saysWhatTakesLong(data))
        return std::nullopt;
    return DurationModel(m_encoding, *parameters, data, &m_factors);
}

TrainingData BayesianSampler::dataOf(const StudyHistory &history, const ModelFit &fit,
                                     std::size_t objective) const
{
    const int results = static_cast<int>(history.results.size());
    const HistoryPart part{history, results, std::clamp(fit.prefix, 0, results)};
    const std::vector<Calibration> calibrations = m_layout.calibrations(fit);
    return areTrusted(calibrations) ? dataWith(calibrations, part) : dataOf(part, objective);
}

/// Rows of related studies have negative results.
TrainingData BayesianSampler::dataWith(const std::vector<Calibration> &calibrations,
                                       const HistoryPart &part) const
{
    const StudyHistory joined = m_related.joined(part.history, calibrations);
    const int more = static_cast<int>(joined.results.size() - part.history.results.size());
    TrainingData data = dataOf(HistoryPart{joined, part.results + more, part.fitted + more}, 0);
    for (int &result : data.results)
        result -= more;
    return data;
}

TrainingData BayesianSampler::dataOf(const HistoryPart &part, std::size_t objective) const
{
    const bool hasMaximum = m_problem.search.strategy == Strategy::Hyperband;
    return trainingDataOf(m_cube, m_encoding, {directionsOf(m_problem.objectives), objective}, part,
                          hasMaximum ? m_problem.search.hyperband.maxResource : std::nullopt);
}

std::vector<BoundData> BayesianSampler::boundsOf(const StudyHistory &history,
                                                 const ModelFit &fit) const
{
    const int results = static_cast<int>(history.results.size());
    const HistoryPart part{history, results, std::clamp(fit.prefix, 0, results)};
    std::vector<BoundData> bounds;
    for (std::size_t i = 0; i < m_problem.requirements.size(); ++i) {
        bounds.push_back(boundDataOf(m_cube, m_encoding, m_problem, i, part));
        bounds.back().parameters = m_layout.parameters(fit, m_problem.objectives.size() + i)
                                       .value_or(KernelPrior(m_encoding).start);
    }
    return bounds;
}

ModelFit BayesianSampler::fit(const StudyHistory &history, int prefix, const ModelFit &previous,
                              std::stop_token stop) const
{
    ModelFit fit{previous.number + 1, prefix, previous.hyperparameters};
    Rng draws = rng(RandomPurpose::ModelFit, fit.number);
    std::vector<double> packed;
    std::vector<Calibration> calibrations;
    for (std::size_t i = 0; i < m_problem.objectives.size(); ++i) {
        TrainingData data = dataOf(HistoryPart{history, prefix, prefix}, i);
        if (data.objective.size() == 0)
            return fit;
        KernelParameters parameters = learntParameters(
            m_encoding, data.objective, m_layout.parameters(previous, i), fit.number, draws, stop);
        const auto learn = [&](const TrainingSet &rows) {
            return learntParameters(m_encoding, rows, parameters, fit.number, draws, stop);
        };
        if (m_related.count() > 0)
            calibrations = trustedStudies(
                m_related, m_encoding, {history, prefix, prefix},
                [&](const HistoryPart &part) { return dataOf(part, i); }, learn);
        if (areTrusted(calibrations)) {
            data = dataWith(calibrations, {history, prefix, prefix});
            if (areTrusted(m_layout.calibrations(previous))) // go on from the last such fit
                parameters = m_layout.parameters(previous, i).value_or(parameters);
            parameters = learn(data.objective);
        }
        append(packed, parameters);
        // Factored here and remembered, so that the first suggestion after the fit need not.
        if (!stop.stop_requested())
            (void)GaussianProcess(m_encoding, parameters, data.objective, data.factored,
                                  &m_factors);
    }
    for (std::size_t i = 0; i < m_problem.requirements.size(); ++i) {
        const BoundData data =
            boundDataOf(m_cube, m_encoding, m_problem, i, {history, prefix, prefix});
        const auto known = m_layout.parameters(previous, m_problem.objectives.size() + i);
        append(packed, data.excess.size() > 0 ? learntParameters(m_encoding, data.excess, known,
                                                                 fit.number, draws, stop)
                                              : KernelPrior(m_encoding).start);
    }
    if (m_problem.search.isCostAware) {
        const DurationData data = durationDataOf(m_cube, m_encoding, {history, prefix, prefix});
        const auto known = m_layout.parameters(previous, durationModel());
        append(packed, saysWhatTakesLong(data)
                           ? learntParameters(m_encoding, data.logs, known, fit.number, draws, stop)
                           : KernelPrior(m_encoding).start);
    }
    const std::vector<double> scales = FitLayout::valuesOf(calibrations);
    packed.insert(packed.end(), scales.begin(), scales.end());
    fit.hyperparameters = std::move(packed);
    return fit;
}

Eigen::MatrixXd BayesianSampler::pendingRows(const StudyHistory &history, int number) const
{
    std::vector<Eigen::VectorXd> points;
    for (const PendingTrial &trial : history.pending) {
        if (trial.trial != number && trial.trial >= 0) // else they are taken, and nothing comes
            points.push_back(pointOf(m_cube, trial.settings));
    }
    Eigen::MatrixXd columns(m_encoding.dimensions(), static_cast<Eigen::Index>(points.size()));
    for (std::size_t i = 0; i < points.size(); ++i)
        columns.col(static_cast<Eigen::Index>(i)) = points[i];
    return m_encoding.encode(columns);
}

std::vector<Proposal> BayesianSampler::proposals(const SearchDomain &domain,
                                                 const StudyHistory &history, const ModelFit &fit,
                                                 int number) const
{
    TrainingData data = dataOf(history, fit);
    AcquisitionRule rule = ruleOf(number);
    const bool areCosts = data.objective.size() == 0; // of failing
    if (areCosts) {
        if (data.labels.size() == 0)
            return {};
        data = failuresAsCosts(std::move(data));
        rule = AcquisitionRule::ConfidenceBound;
    } else if (m_problem.objectives.size() > 1) {
        return frontProposals(domain, history, fit, number);
    }
    const KernelParameters parameters =
        m_layout.parameters(fit).value_or(KernelPrior(m_encoding).start);
    const auto durations = areCosts ? std::nullopt : durationsOf(history, fit);
    if (durations) // only the improvement is an amount that there can be more of per second
        rule = AcquisitionRule::ExpectedImprovement;
    ModelSearch search(domain, parameters, data, pendingRows(history, number), rule,
                       {rng(RandomPurpose::Acquisition, number), &m_factors, boundsOf(history, fit),
                        durations ? &*durations : nullptr});
    return search.proposals();
}

std::vector<Proposal> BayesianSampler::frontProposals(const SearchDomain &domain,
                                                      const StudyHistory &history,
                                                      const ModelFit &fit, int number) const
{
    std::vector<TrainingData> data;
    std::vector<KernelParameters> parameters;
    for (std::size_t i = 0; i < m_problem.objectives.size(); ++i) {
        data.push_back(dataOf(history, fit, i));
        parameters.push_back(m_layout.parameters(fit, i).value_or(KernelPrior(m_encoding).start));
    }
    const auto durations = durationsOf(history, fit);
    MultiObjectiveSearch search(domain, parameters, data, pendingRows(history, number),
                                {rng(RandomPurpose::Acquisition, number), &m_factors,
                                 boundsOf(history, fit), durations ? &*durations : nullptr});
    return search.proposals();
}

std::optional<Eigen::VectorXd> BayesianSampler::modelPoint(const SearchDomain &domain,
                                                           const StudyHistory &history,
                                                           const ModelFit &fit, int number) const
{
    for (const Proposal &proposal : proposals(domain, history, fit, number)) {
        if (domain.isOpen(proposal.point))
            return proposal.point;
    }
    return std::nullopt;
}

Result<Settings> BayesianSampler::suggest(const StudyHistory &history, const ModelFit &fit,
                                          int number, std::stop_token stop) const
{
    SearchDomain domain(m_cube, m_encoding, m_pinned);
    for (const Observation &result : history.results) {
        if (result.isOfSpace)
            domain.markTaken(result.settings);
    }
    for (const PendingTrial &trial : history.pending) {
        if (trial.trial != number)
            domain.markTaken(trial.settings);
    }
    std::optional<Eigen::VectorXd> point;
    const int known = static_cast<int>(history.results.size() + history.pending.size());
    const bool isPlanned = number < m_designSize && known < m_designSize;
    const bool isFirst = number == 0 && history.results.empty();
    const bool isGroping = number % groping != 0 && haveAllFailed(history);
    const bool isDesigned =
        isFirst || isPlanned || isGroping || history.results.size() < leastFitPrefix;
    if (isDesigned)
        point = m_related.nextFirstPoint(domain, history, number);
    if (!point && isDesigned)
        point = m_design.openPoint(
            domain, std::max(0, number - m_related.firstPointsIn(history, number)), m_designSize);
    if (!point && !stop.stop_requested())
        point = modelPoint(domain, history, fit, number);
    if (stop.stop_requested())
        return Error{ErrorKind::Cancelled, "The suggestion was cancelled."};
    Rng draws = rng(RandomPurpose::RandomSettings, number);
    if (point)
        return proposedAt(*point);
    const auto any = anyOpenPoint(domain, draws, stop);
    return any ? Result<Settings>(proposedAt(*any)) : any.error();
}

std::optional<ConvergenceBound> BayesianSampler::convergence(const StudyHistory &history,
                                                             const ModelFit &fit) const
{
    if (!hasOneBest())
        return std::nullopt;
    const auto parameters = m_layout.parameters(fit);
    const TrainingData data = dataOf(history, fit);
    if (!parameters || data.objective.size() == 0)
        return std::nullopt;
    const SearchDomain domain(m_cube, m_encoding, m_pinned);
    const Eigen::MatrixXd nothingPending(0, m_encoding.columns());
    const int results = static_cast<int>(history.results.size());
    ModelSearch search(domain, *parameters, data, nothingPending, AcquisitionRule::ConfidenceBound,
                       {rng(RandomPurpose::Acquisition, results), &m_factors, {}});
    const std::vector<Proposal> proposals = search.proposals();
    if (proposals.empty())
        return std::nullopt;
    const double leastPossible = -proposals.front().value;
    const double gain = std::max(0.0, search.worstOfBestSeen() - leastPossible);
    return ConvergenceBound{gain * data.unitsPerTarget,
                            std::sqrt(parameters->noise()) * data.unitsPerTarget};
}

std::optional<Incumbent> BayesianSampler::incumbent(const StudyHistory &history,
                                                    const ModelFit &fit) const
{
    const auto parameters = m_layout.parameters(fit);
    const TrainingData data = dataOf(history, fit);
    if (!hasOneBest() || !parameters || data.objective.size() == 0)
        return std::nullopt;
    const GaussianProcess model(m_encoding, *parameters, data.objective, data.factored, &m_factors);
    return incumbentOf(model, data, history, m_problem.objectives.front().direction);
}

} // namespace

std::unique_ptr<Sampler> makeBayesianSampler(const SearchProblem &problem)
{
    pinBlockSizes();
    return std::make_unique<BayesianSampler>(problem);
}

} // namespace attune
