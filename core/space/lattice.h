// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <vector>

namespace attune {

/// Walks over all distinct settings that given levels of every hyperparameter make, in a fixed
/// order: parents before children, else the person's order, the last varying fastest. Inactive
/// hyperparameters are left out, so settings that differ only in those come once. Constraints are
/// not looked at.
class Lattice
{
public:
    /// `levels`: at least one for each hyperparameter, in the space's order. Borrows `space`, whose
    /// conditions must have no cycle.
    Lattice(const SearchSpace &space, std::vector<std::vector<Value>> levels);

    /// The settings where it stands; at first those of the first levels.
    [[nodiscard]] const Settings &settings() const { return m_settings; }

    /// Goes to the next settings; false at the end.
    bool advance();

private:
    void restartFrom(std::size_t position);

    struct Digit
    {
        const Hyperparameter *hyperparameter = nullptr;
        std::vector<Value> levels;
        std::size_t index = 0;
        bool isActive = false;
    };

    std::vector<Digit> m_digits;
    Settings m_settings;
};

/// Every level of every hyperparameter. Requires: no continuous one.
[[nodiscard]] std::vector<std::vector<Value>> allLevels(const SearchSpace &space);

/// The number of distinct settings, whatever the constraints say of them; nothing if a
/// hyperparameter is continuous or there are more than `limit`. Only what others depend on is
/// walked through, so it is quick for many dependent hyperparameters, too.
[[nodiscard]] std::optional<std::int64_t> settingsCount(const SearchSpace &space,
                                                        std::int64_t limit);

/// The product of the counts, or nothing above `limit`.
[[nodiscard]] std::optional<std::int64_t> productOf(const std::vector<std::int64_t> &counts,
                                                    std::int64_t limit);

} // namespace attune
