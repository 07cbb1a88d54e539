// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/encoding.h"
#include "core/gp/search_domain.h"
#include "core/numerics/sobol_sequence.h"

#include <Eigen/Core>

#include <cstdint>
#include <optional>

namespace attune {

/// Where a study looks before it has a model: points spread evenly (Owen-scrambled Sobol), and of
/// every categorical hyperparameter each choice once before any comes again.
class InitialDesign
{
public:
    /// Borrows `encoding`.
    InitialDesign(const Encoding &encoding, std::uint64_t seed);

    /// Where trial `number` looks: trial 0 in the middle, others at their point of a design of
    /// `size` points. Nothing where it is hard to find an open one.
    [[nodiscard]] std::optional<Eigen::VectorXd> openPoint(const SearchDomain &domain, int number,
                                                           int size) const;

    /// The point at `index`, from 0.
    [[nodiscard]] Eigen::VectorXd point(int index) const;

    /// How many trials to run before the model proposes: enough for a first fit, never more than a
    /// quarter of a known budget.
    [[nodiscard]] static int sizeFor(int dimensions, std::optional<int> budgetTrials);

private:
    [[nodiscard]] double stratified(int dimension, int index) const;

    const Encoding &m_encoding;
    std::uint64_t m_seed;
    SobolSequence m_sequence;
};

} // namespace attune
