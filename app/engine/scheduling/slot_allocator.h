// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace attune::engine {

/// Which places to run are free. There are as many as trials may run in parallel; slots with an
/// environment of their own are dealt out in turn when there are more places than such slots.
class SlotAllocator
{
public:
    void setSlots(std::vector<Slot> slots) { m_slots = std::move(slots); }
    /// Fewer than are taken: nothing is free until enough have been given back.
    void setParallel(int parallel) { m_parallel = parallel; }

    /// The lowest free one; nothing when all are taken.
    [[nodiscard]] std::optional<int> take();
    /// One that a run has already (found on opening).
    void take(int slot) { m_taken.insert(slot); }
    void giveBack(int slot) { m_taken.erase(slot); }
    [[nodiscard]] std::size_t takenCount() const { return m_taken.size(); }
    [[nodiscard]] bool hasFree() const { return int(m_taken.size()) < m_parallel; }

    [[nodiscard]] std::map<std::string, std::string> environmentOf(int slot) const;

private:
    std::vector<Slot> m_slots;
    int m_parallel = 1;
    std::set<int> m_taken;
};

} // namespace attune::engine
