// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/slot_allocator.h"

namespace attune::engine {

std::optional<int> SlotAllocator::take()
{
    if (!hasFree())
        return std::nullopt;
    int slot = 0;
    while (m_taken.contains(slot))
        ++slot;
    m_taken.insert(slot);
    return slot;
}

std::map<std::string, std::string> SlotAllocator::environmentOf(int slot) const
{
    if (m_slots.empty())
        return {};
    return m_slots[std::size_t(slot) % m_slots.size()].environment;
}

} // namespace attune::engine
