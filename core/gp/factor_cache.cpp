// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/factor_cache.h"

namespace attune {

namespace {

constexpr int spareRows = 32;

bool areEqual(const Eigen::MatrixXd &a, const Eigen::MatrixXd &b)
{
    return a.rows() == b.rows() && a.cols() == b.cols() && a == b;
}

} // namespace

bool FactorKey::equals(const FactorKey &other) const
{
    return amplitude == other.amplitude && areEqual(inputs, other.inputs) &&
           areEqual(noise, other.noise);
}

std::optional<CholeskyFactor> factorOf(const FactorKey &key)
{
    Eigen::MatrixXd covariance = matern(squaredDistances(key.inputs, key.inputs), key.amplitude);
    covariance.diagonal() = (key.noise.array() + key.amplitude).matrix();
    return CholeskyFactor::of(covariance, spareRows);
}

std::optional<CholeskyFactor> FactorCache::factorOf(const FactorKey &key)
{
    std::shared_ptr<const Entry> last;
    {
        const std::lock_guard lock(m_mutex);
        last = m_last;
    }
    if (!last || !last->key.equals(key)) {
        last = std::make_shared<const Entry>(Entry{key, attune::factorOf(key)});
        const std::lock_guard lock(m_mutex);
        m_last = last;
    }
    return last->factor;
}

} // namespace attune
