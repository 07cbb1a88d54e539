// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/student_distribution.h"

#include <unsupported/Eigen/SpecialFunctions>

#include <cmath>

namespace attune {

double incompleteBeta(double a, double b, double x)
{
    return Eigen::numext::betainc(a, b, x);
}

double studentUpperTail(double t, double freedom)
{
    if (std::isinf(t))
        return t > 0.0 ? 0.0 : 1.0;
    const double tail = 0.5 * incompleteBeta(0.5 * freedom, 0.5, freedom / (freedom + t * t));
    return t >= 0.0 ? tail : 1.0 - tail;
}

} // namespace attune
