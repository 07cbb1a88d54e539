// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/student_distribution.h"

#include <cmath>
#include <initializer_list>

namespace attune {

namespace {

/// The continued fraction of DLMF 8.17.22, evaluated with Lentz's method. Converges fast for
/// x < (a + 1) / (a + b + 2).
double betaFraction(double a, double b, double x)
{
    constexpr int mostTerms = 10'000;
    constexpr double precision = 1e-15;
    constexpr double tiny = 1e-300;
    const auto awayFromZero = [](double value) { return std::abs(value) < tiny ? tiny : value; };
    double numerator = 1.0;
    double denominator = 1.0 / awayFromZero(1.0 - (a + b) * x / (a + 1.0));
    double fraction = denominator;
    for (int m = 1; m < mostTerms; ++m) {
        const double twice = 2.0 * m;
        const double even = m * (b - m) * x / ((a + twice - 1.0) * (a + twice));
        const double odd = -(a + m) * (a + b + m) * x / ((a + twice) * (a + twice + 1.0));
        double change = 1.0;
        for (const double term : {even, odd}) {
            denominator = 1.0 / awayFromZero(1.0 + term * denominator);
            numerator = awayFromZero(1.0 + term / numerator);
            change = numerator * denominator;
            fraction *= change;
        }
        if (std::abs(change - 1.0) < precision)
            break;
    }
    return fraction;
}

} // namespace

double incompleteBeta(double a, double b, double x)
{
    if (x <= 0.0 || x >= 1.0)
        return x <= 0.0 ? 0.0 : 1.0;
    const double logFront =
        a * std::log(x) + b * std::log1p(-x) + std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b);
    if (x < (a + 1.0) / (a + b + 2.0))
        return std::exp(logFront) * betaFraction(a, b, x) / a;
    return 1.0 - std::exp(logFront) * betaFraction(b, a, 1.0 - x) / b;
}

double studentUpperTail(double t, double freedom)
{
    if (std::isinf(t))
        return t > 0.0 ? 0.0 : 1.0;
    const double tail = 0.5 * incompleteBeta(0.5 * freedom, 0.5, freedom / (freedom + t * t));
    return t >= 0.0 ? tail : 1.0 - tail;
}

} // namespace attune
