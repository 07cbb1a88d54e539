// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/block_sizes.h"

#include <Eigen/Core>

namespace attune {

void pinBlockSizes()
{
    static const bool isPinned = [] {
        Eigen::setCpuCacheSizes(32 << 10, 512 << 10, 4 << 20);
        return true;
    }();
    (void)isPinned;
}

} // namespace attune
