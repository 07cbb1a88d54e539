// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/candidates.h"

#include "core/numerics/sobol_sequence.h"
#include "core/space/feasible_walk.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace attune {

namespace {

constexpr double largestLogDeviation = -0.5; ///< base 10
constexpr double logDeviationRange = 2.5;
constexpr int attemptsPerPoint = 8;     ///< where constraints reject
constexpr int attemptsPerMutation = 16; ///< the same
constexpr int mostAttempts = 50'000;    ///< to find an open point
constexpr int fewAttempts = 256;        ///< the same, before all are walked through
constexpr int mostWalks = 16;           ///< the same, where no attempt found one

Eigen::VectorXd pointOf(const SobolSequence &sequence, int index, const SearchDomain &domain)
{
    Eigen::VectorXd point(domain.encoding().dimensions());
    sequence.pointAt(static_cast<std::uint32_t>(index),
                     std::span(point.data(), static_cast<std::size_t>(point.size())));
    domain.pin(point);
    return point;
}

Error cancelled()
{
    return {ErrorKind::Cancelled, "The suggestion was cancelled."};
}

/// An open point on a walk from a point of `sequence`.
std::optional<Eigen::VectorXd> walkedTo(const SearchDomain &domain, const SobolSequence &sequence,
                                        Rng &rng, const std::stop_token &stop)
{
    std::vector<int> free;
    for (int i = 0; i < domain.encoding().dimensions(); ++i) {
        if (domain.isFree(i))
            free.push_back(i);
    }
    const auto start = [&](int index, std::span<double> point) {
        std::ranges::copy(pointOf(sequence, index, domain), point.begin());
    };
    const auto vectorOf = [](const std::vector<double> &point) -> Eigen::VectorXd {
        return Eigen::Map<const Eigen::VectorXd>(point.data(),
                                                 static_cast<Eigen::Index>(point.size()));
    };
    const auto isOpen = [&](const std::vector<double> &point) {
        return domain.isOpen(vectorOf(point));
    };
    const auto reached =
        FeasibleWalk(domain.cube(), free, rng).fromAny(start, mostWalks, isOpen, stop);
    return reached ? std::optional(vectorOf(*reached)) : std::nullopt;
}

} // namespace

CandidateSource::CandidateSource(const SearchDomain &domain, Rng &rng)
    : m_domain(domain), m_rng(rng)
{}

std::vector<Eigen::VectorXd> CandidateSource::anywhere(int count)
{
    std::vector<Eigen::VectorXd> points;
    const SobolSequence sequence(m_domain.encoding().dimensions(), m_rng.next());
    for (int attempt = 0; attempt < count * attemptsPerPoint; ++attempt) {
        if (static_cast<int>(points.size()) == count)
            break;
        Eigen::VectorXd point = pointOf(sequence, attempt, m_domain);
        if (m_domain.meetsConstraints(point))
            points.push_back(std::move(point));
    }
    return points;
}

std::vector<Eigen::VectorXd> CandidateSource::around(const Eigen::VectorXd &centre, int count)
{
    const std::vector<int> varied = variedAt(centre);
    std::vector<Eigen::VectorXd> points;
    for (int i = 0; i < count && !varied.empty(); ++i) {
        const double changeProbability =
            i % 2 == 0 ? std::min(1.0, 3.0 / static_cast<double>(varied.size())) : 1.0;
        for (int attempt = 0; attempt < attemptsPerMutation; ++attempt) {
            Eigen::VectorXd point = mutated(centre, varied, changeProbability);
            if (!m_domain.meetsConstraints(point))
                continue;
            points.push_back(std::move(point));
            break;
        }
    }
    return points;
}

std::vector<int> CandidateSource::variedAt(const Eigen::VectorXd &centre) const
{
    std::vector<int> varied;
    for (int i = 0; i < static_cast<int>(centre.size()); ++i) {
        if (m_domain.isFree(i) && m_domain.encoding().isActive(i, centre))
            varied.push_back(i);
    }
    return varied;
}

Eigen::VectorXd CandidateSource::mutated(const Eigen::VectorXd &centre,
                                         const std::vector<int> &varied, double changeProbability)
{
    Eigen::VectorXd point = centre;
    // What another choice may bring into play has no place to be changed from.
    for (int i = 0; i < static_cast<int>(centre.size()); ++i) {
        if (!m_domain.encoding().isActive(i, centre))
            point[i] = m_rng.uniform();
    }
    const double deviation =
        std::pow(10.0, largestLogDeviation - logDeviationRange * m_rng.uniform());
    bool hasChanged = false;
    for (const int i : varied) {
        if (m_rng.uniform() >= changeProbability)
            continue;
        mutate(point, i, deviation);
        hasChanged = true;
    }
    if (!hasChanged)
        point[varied[static_cast<std::size_t>(m_rng.below(static_cast<int>(varied.size())))]] =
            m_rng.uniform();
    m_domain.pin(point);
    return point;
}

void CandidateSource::mutate(Eigen::VectorXd &point, int dimension, double deviation)
{
    const Encoding &encoding = m_domain.encoding();
    double &coordinate = point[dimension];
    switch (encoding.kind(dimension)) {
    case DimensionKind::Real:
        coordinate = std::clamp(coordinate + deviation * m_rng.normal(), 0.0, 1.0);
        break;
    case DimensionKind::Ordered: {
        const auto levels = static_cast<double>(encoding.levels(dimension));
        const double steps =
            std::max(1.0, std::round(std::abs(m_rng.normal()) * deviation * levels));
        const double direction = m_rng.uniform() < 0.5 ? -1.0 : 1.0;
        coordinate = std::clamp(coordinate + direction * steps / levels, 0.0, 1.0);
        break;
    }
    case DimensionKind::Unordered:
        if (m_rng.uniform() < 0.5)
            coordinate = m_rng.uniform();
        break;
    }
}

Result<Eigen::VectorXd> anyOpenPoint(const SearchDomain &domain, Rng &rng,
                                     const std::stop_token &stop)
{
    const int attempts = domain.size() ? fewAttempts : mostAttempts;
    const SobolSequence sequence(domain.encoding().dimensions(), rng.next());
    for (int attempt = 0; attempt < attempts && !stop.stop_requested(); ++attempt) {
        Eigen::VectorXd point = pointOf(sequence, attempt, domain);
        if (domain.isOpen(point))
            return point;
    }
    if (!domain.size()) {
        if (auto point = walkedTo(domain, sequence, rng, stop); point && !stop.stop_requested())
            return std::move(*point);
    }
    if (stop.stop_requested())
        return cancelled();
    if (!domain.size())
        return Error{ErrorKind::Invalid,
                     "None of 50,000 settings was new and satisfied every constraint, and no walk "
                     "towards them found one. Loosen the constraints or widen the ranges."};
    if (auto point = domain.randomOpenPoint(rng, stop))
        return std::move(*point);
    if (stop.stop_requested())
        return cancelled();
    return Error{ErrorKind::Exhausted,
                 "Every setting that the ranges and constraints allow has been tried. Widen a "
                 "range or add a choice to go on."};
}

} // namespace attune
