// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/initial_design.h"

#include "core/base/rng.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace attune {

namespace {

constexpr int usualSize = 10;
constexpr int sizeInFewDimensions = 6;
constexpr int fewDimensions = 2;
constexpr int leastSize = 4;

/// Keeps the streams of different dimensions and rounds apart.
constexpr std::uint64_t streamOf(int dimension, int round)
{
    return (static_cast<std::uint64_t>(dimension) << 32) | static_cast<std::uint32_t>(round);
}

} // namespace

InitialDesign::InitialDesign(const Encoding &encoding, std::uint64_t seed)
    : m_encoding(encoding), m_seed(seed), m_sequence(encoding.dimensions(), seed)
{}

int InitialDesign::sizeFor(int dimensions, std::optional<int> budgetTrials)
{
    const int size = dimensions <= fewDimensions ? sizeInFewDimensions : usualSize;
    return budgetTrials ? std::clamp(*budgetTrials / 4, leastSize, size) : size;
}

double InitialDesign::stratified(int dimension, int index) const
{
    const int levels = static_cast<int>(m_encoding.levels(dimension));
    std::vector<int> order(static_cast<std::size_t>(levels));
    std::iota(order.begin(), order.end(), 0);
    Rng rng(m_seed, RandomPurpose::SobolScramble, streamOf(dimension + 1, index / levels));
    for (int i = levels - 1; i > 0; --i)
        std::swap(order[static_cast<std::size_t>(i)],
                  order[static_cast<std::size_t>(rng.below(i + 1))]);
    return m_encoding.centreOf(dimension, order[static_cast<std::size_t>(index % levels)]);
}

std::optional<Eigen::VectorXd> InitialDesign::openPoint(const SearchDomain &domain, int number,
                                                        int size) const
{
    if (number == 0) {
        Eigen::VectorXd middle = pointOf(domain.cube(), domain.cube().space().middle());
        domain.pin(middle);
        if (domain.isOpen(middle))
            return middle;
    }
    // Where the planned point is taken or not allowed, the ones far behind the plan stand in.
    constexpr int standIns = 64;
    for (int i = 0; i < standIns; ++i) {
        Eigen::VectorXd planned = point(number + i * size);
        domain.pin(planned);
        if (domain.isOpen(planned))
            return planned;
    }
    return std::nullopt;
}

Eigen::VectorXd InitialDesign::point(int index) const
{
    Eigen::VectorXd point(m_encoding.dimensions());
    m_sequence.pointAt(static_cast<std::uint32_t>(index),
                       std::span(point.data(), static_cast<std::size_t>(point.size())));
    for (int i = 0; i < m_encoding.dimensions(); ++i) {
        if (m_encoding.kind(i) == DimensionKind::Unordered)
            point[i] = stratified(i, index);
    }
    return point;
}

} // namespace attune
