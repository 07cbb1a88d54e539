// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace attune {

/// Eigen cuts its products into blocks by the machine's cache sizes, and the order of additions
/// with them. Fixed sizes give the same bits on every machine that runs the same build.
void pinBlockSizes();

} // namespace attune
