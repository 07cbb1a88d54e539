// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sampler.h"

namespace attune {

std::string isaLevel()
{
#if defined(__AVX2__) && defined(__FMA__) && defined(__BMI2__)
    return "x86-64-v3";
#else
    return "x86-64";
#endif
}

} // namespace attune
