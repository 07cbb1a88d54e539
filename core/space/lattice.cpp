// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/lattice.h"

#include "core/space/axis.h"

#include <algorithm>

namespace attune {

Lattice::Lattice(const SearchSpace &space, std::vector<std::vector<Value>> levels)
{
    for (const std::size_t index : space.parentsFirst()) {
        Digit digit;
        digit.hyperparameter = &space.hyperparameters[index];
        digit.levels = std::move(levels[index]);
        m_digits.push_back(std::move(digit));
    }
    restartFrom(0);
}

void Lattice::restartFrom(std::size_t position)
{
    for (std::size_t i = position; i < m_digits.size(); ++i) {
        Digit &digit = m_digits[i];
        digit.index = 0;
        digit.isActive = conditionsHold(*digit.hyperparameter, m_settings);
        if (digit.isActive)
            m_settings.insert_or_assign(digit.hyperparameter->name, digit.levels.front());
        else
            m_settings.erase(digit.hyperparameter->name);
    }
}

bool Lattice::advance()
{
    for (std::size_t i = m_digits.size(); i-- > 0;) {
        Digit &digit = m_digits[i];
        if (!digit.isActive || digit.index + 1 >= digit.levels.size())
            continue;
        ++digit.index;
        m_settings.insert_or_assign(digit.hyperparameter->name, digit.levels[digit.index]);
        restartFrom(i + 1);
        return true;
    }
    return false;
}

std::vector<std::vector<Value>> allLevels(const SearchSpace &space)
{
    std::vector<std::vector<Value>> levels;
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        const Axis axis(hyperparameter);
        std::vector<Value> &own = levels.emplace_back();
        for (std::int64_t i = 0; i < axis.levelCount(); ++i)
            own.push_back(axis.levelAt(i));
    }
    return levels;
}

std::optional<std::int64_t> settingsCount(const SearchSpace &space, std::int64_t limit)
{
    const auto isParent = [&](const Hyperparameter &hyperparameter) {
        return std::any_of(space.hyperparameters.begin(), space.hyperparameters.end(),
                           [&](const Hyperparameter &child) {
                               return std::any_of(child.when.begin(), child.when.end(),
                                                  [&](const Condition &condition) {
                                                      return condition.parent ==
                                                             hyperparameter.name;
                                                  });
                           });
    };
    SearchSpace parents;
    std::vector<std::int64_t> parentLevels;
    std::vector<const Hyperparameter *> others;
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        if (hyperparameter.type == HyperparameterType::Continuous)
            return std::nullopt;
        if (!isParent(hyperparameter)) {
            others.push_back(&hyperparameter);
            continue;
        }
        parents.hyperparameters.push_back(hyperparameter);
        parentLevels.push_back(hyperparameter.levelCount());
    }
    if (!productOf(parentLevels, limit))
        return std::nullopt;
    Lattice lattice(parents, allLevels(parents));
    std::int64_t total = 0;
    do {
        std::vector<std::int64_t> counts;
        for (const Hyperparameter *other : others) {
            if (conditionsHold(*other, lattice.settings()))
                counts.push_back(other->levelCount());
        }
        const auto count = productOf(counts, limit);
        if (!count || *count > limit - total)
            return std::nullopt;
        total += *count;
    } while (lattice.advance());
    return total;
}

std::optional<std::int64_t> productOf(const std::vector<std::int64_t> &counts, std::int64_t limit)
{
    std::int64_t product = 1;
    for (const std::int64_t count : counts) {
        if (count > 0 && product > limit / count)
            return std::nullopt;
        product *= count;
    }
    return product;
}

} // namespace attune
