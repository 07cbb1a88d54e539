// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/normal_distribution.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace attune {

namespace {

constexpr double sqrtHalf = std::numbers::sqrt2 / 2.0;
constexpr double logSqrtTwoPi = 0.91893853320467274178;

/// Acklam's rational approximation of the quantile for p <= 1/2, relative error below 1.2e-9.
double approximateLowerQuantile(double p)
{
    constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                            1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02,  -1.556989798598866e+02,
                            6.680131188771972e+01,  -1.328068155288572e+01, 1.0};
    constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                            -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                            3.754408661907416e+00, 1.0};
    const auto horner = [](const auto &coefficients, double x) {
        double sum = 0.0;
        for (const double coefficient : coefficients)
            sum = sum * x + coefficient;
        return sum;
    };
    constexpr double tail = 0.02425;
    if (p < tail) {
        const double q = std::sqrt(-2.0 * std::log(p));
        return horner(c, q) / horner(d, q);
    }
    const double q = p - 0.5;
    return horner(a, q * q) * q / horner(b, q * q);
}

} // namespace

double logNormalDensity(double z)
{
    return -0.5 * z * z - logSqrtTwoPi;
}

double normalDensity(double z)
{
    return std::exp(logNormalDensity(z));
}

double normalCdf(double z)
{
    return 0.5 * std::erfc(-z * sqrtHalf);
}

double scaledErfc(double x)
{
    assert(x >= 0.0);
    if (x < 12.0)
        return std::exp(x * x) * std::erfc(x);
    // Abramowitz and Stegun 7.1.23; beyond 12 the first term left out is below 1e-15.
    const double inverse = 1.0 / (2.0 * x * x);
    double term = 1.0;
    double sum = 1.0;
    for (int k = 1; k <= 9; ++k) {
        term *= -(2.0 * k - 1.0) * inverse;
        sum += term;
    }
    return sum / (x * std::sqrt(std::numbers::pi));
}

double logNormalCdf(double z)
{
    if (z > -1.0)
        return std::log(normalCdf(z));
    return std::log(0.5 * scaledErfc(-z * sqrtHalf)) - 0.5 * z * z;
}

double logNormalCdfSlope(double z)
{
    if (z > -1.0)
        return normalDensity(z) / normalCdf(z);
    return std::sqrt(2.0 / std::numbers::pi) / scaledErfc(-z * sqrtHalf);
}

double normalQuantile(double p)
{
    assert(p > 0.0 && p < 1.0);
    if (p > 0.5)
        return -normalQuantile(1.0 - p);
    const double z = approximateLowerQuantile(p);
    // One step of Halley's method on Phi(z) - p, in units of the density so that tails stay exact.
    const double error = (normalCdf(z) - p) / normalDensity(z);
    return z - error / (1.0 + 0.5 * z * error);
}

} // namespace attune
