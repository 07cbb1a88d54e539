// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gp/factor_cache.h"

#include <algorithm>
#include <utility>

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
    std::shared_ptr<const Entry> entry = find(key);
    if (!entry) {
        entry = std::make_shared<const Entry>(Entry{key, attune::factorOf(key)});
        remember(entry);
    }
    return entry->factor;
}

std::shared_ptr<const FactorCache::Entry> FactorCache::find(const FactorKey &key)
{
    const std::lock_guard lock(m_mutex);
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        if (!(*entry)->key.equals(key))
            continue;
        std::rotate(m_entries.begin(), entry, entry + 1);
        return m_entries.front();
    }
    return nullptr;
}

void FactorCache::remember(std::shared_ptr<const Entry> entry)
{
    const std::lock_guard lock(m_mutex);
    m_entries.insert(m_entries.begin(), std::move(entry));
    if (m_entries.size() > m_mostEntries)
        m_entries.pop_back();
}

} // namespace attune
