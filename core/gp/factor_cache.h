// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/kernel.h"
#include "core/numerics/cholesky.h"

#include <Eigen/Core>

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace attune {

/// What a factor depends on, and nothing else: kernel, scaled rows and their noise. Targets do not
/// matter, so the factor made at a fit serves every suggestion until the next fit.
struct FactorKey
{
    double amplitude = 0.0;
    Eigen::MatrixXd inputs;
    Eigen::VectorXd noise;

    [[nodiscard]] bool equals(const FactorKey &other) const;
};

/// The factor of the covariance of the key's rows, with room for more; nothing where there is none.
[[nodiscard]] std::optional<CholeskyFactor> factorOf(const FactorKey &key);

/// Remembers the factors asked for last: of each model that of the fit in use and that of the fit
/// which is about to replace it. A factor is found again only for exactly the same numbers, so
/// results do not depend on what is remembered. Thread-safe.
class FactorCache
{
public:
    explicit FactorCache(std::size_t models = 1) : m_mostEntries(2 * models) {}

    [[nodiscard]] std::optional<CholeskyFactor> factorOf(const FactorKey &key);

private:
    struct Entry
    {
        FactorKey key;
        std::optional<CholeskyFactor> factor;
    };

    [[nodiscard]] std::shared_ptr<const Entry> find(const FactorKey &key);
    void remember(std::shared_ptr<const Entry> entry);

    std::size_t m_mostEntries;
    std::mutex m_mutex;
    std::vector<std::shared_ptr<const Entry>> m_entries; ///< asked for last first
};

} // namespace attune
