// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/cholesky.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace attune {

namespace {

using Block = Eigen::Ref<Eigen::MatrixXd>;
constexpr Eigen::Index smallBlock = 48;
constexpr Eigen::Index columnBlock = 64; ///< columns of L that stay in the cache
constexpr double smallestPivot = 1e-12;  ///< squared, relative to the diagonal element

/// Replaces the lower triangular block by its inverse: with L = [A 0; B C],
/// L^-1 = [A^-1 0; -C^-1 B A^-1, C^-1].
void invertLower(Block lower)
{
    const Eigen::Index n = lower.rows();
    if (n <= smallBlock) {
        const Eigen::MatrixXd inverse =
            lower.triangularView<Eigen::Lower>().solve(Eigen::MatrixXd::Identity(n, n));
        lower.triangularView<Eigen::Lower>() = inverse;
        return;
    }
    const Eigen::Index half = n / 2;
    const Eigen::Index rest = n - half;
    Eigen::MatrixXd corner = lower.bottomLeftCorner(rest, half);
    lower.topLeftCorner(half, half)
        .triangularView<Eigen::Lower>()
        .solveInPlace<Eigen::OnTheRight>(corner);
    lower.bottomRightCorner(rest, rest).triangularView<Eigen::Lower>().solveInPlace(corner);
    lower.bottomLeftCorner(rest, half) = -corner;
    invertLower(lower.topLeftCorner(half, half));
    invertLower(lower.bottomRightCorner(rest, rest));
}

/// The lower triangle of M^T M for a lower triangular M = [A 0; B C]:
/// [A^T A + B^T B, .; C^T B, C^T C].
void transposeTimesSelf(const Eigen::Ref<const Eigen::MatrixXd> &lower, Block product)
{
    const Eigen::Index n = lower.rows();
    if (n <= smallBlock) {
        const Eigen::MatrixXd full = lower.triangularView<Eigen::Lower>();
        product.noalias() = full.transpose() * full;
        return;
    }
    const Eigen::Index half = n / 2;
    const Eigen::Index rest = n - half;
    const auto corner = lower.bottomLeftCorner(rest, half);
    transposeTimesSelf(lower.topLeftCorner(half, half), product.topLeftCorner(half, half));
    transposeTimesSelf(lower.bottomRightCorner(rest, rest), product.bottomRightCorner(rest, rest));
    product.topLeftCorner(half, half)
        .selfadjointView<Eigen::Lower>()
        .rankUpdate(corner.transpose());
    product.bottomLeftCorner(rest, half).noalias() =
        lower.bottomRightCorner(rest, rest).triangularView<Eigen::Lower>().transpose() * corner;
}

} // namespace

std::optional<CholeskyFactor> CholeskyFactor::of(const Eigen::MatrixXd &matrix, int spareRows)
{
    assert(matrix.rows() == matrix.cols());
    const Eigen::Index n = matrix.rows();
    CholeskyFactor factor;
    factor.m_size = static_cast<int>(n);
    factor.m_storage = Eigen::MatrixXd::Zero(n + spareRows, n + spareRows);
    if (n == 0)
        return factor;
    const double scale = matrix.diagonal().mean();
    if (!std::isfinite(scale) || !(scale > 0.0))
        return std::nullopt;
    double jitter = 0.0;
    while (jitter <= 1e-3) {
        Eigen::MatrixXd shifted = matrix;
        shifted.diagonal().array() += jitter * scale;
        const Eigen::LLT<Eigen::Ref<Eigen::MatrixXd>> decomposition(shifted);
        if (decomposition.info() == Eigen::Success && shifted.diagonal().allFinite()) {
            factor.m_storage.topLeftCorner(n, n).triangularView<Eigen::Lower>() = shifted;
            return factor;
        }
        jitter = jitter == 0.0 ? 1e-10 : jitter * 10.0;
    }
    return std::nullopt;
}

void CholeskyFactor::append(const Eigen::VectorXd &column, double diagonal)
{
    assert(column.size() == m_size);
    const int n = m_size;
    if (n == m_storage.rows()) {
        const int capacity = n + std::max(16, n / 8);
        Eigen::MatrixXd larger = Eigen::MatrixXd::Zero(capacity, capacity);
        larger.topLeftCorner(n, n) = lower();
        m_storage = std::move(larger);
    }
    const Eigen::VectorXd row = solveLower(column);
    const double pivot = std::max(diagonal - row.squaredNorm(), smallestPivot * diagonal);
    m_storage.row(n).head(n) = row;
    m_storage(n, n) = std::sqrt(pivot);
    ++m_size;
}

bool CholeskyFactor::hasFewColumns(const Eigen::MatrixXd &b) const
{
    constexpr Eigen::Index rowsPerColumn = 250;
    return b.cols() * rowsPerColumn <= m_size;
}

Eigen::MatrixXd CholeskyFactor::solveLower(const Eigen::MatrixXd &b) const
{
    if (hasFewColumns(b))
        return solveLowerByColumn(b);
    return lower().triangularView<Eigen::Lower>().solve(b);
}

Eigen::MatrixXd CholeskyFactor::solveUpper(const Eigen::MatrixXd &b) const
{
    if (hasFewColumns(b))
        return solveUpperByColumn(b);
    return lower().transpose().triangularView<Eigen::Upper>().solve(b);
}

Eigen::MatrixXd CholeskyFactor::solveLowerByColumn(Eigen::MatrixXd b) const
{
    for (Eigen::Index begin = 0; begin < m_size; begin += columnBlock) {
        const Eigen::Index size = std::min(columnBlock, m_size - begin);
        const Eigen::Index rest = m_size - begin - size;
        for (auto column : b.colwise()) {
            auto part = column.segment(begin, size);
            lower()
                .block(begin, begin, size, size)
                .triangularView<Eigen::Lower>()
                .solveInPlace(part);
            column.tail(rest).noalias() -= lower().block(begin + size, begin, rest, size) * part;
        }
    }
    return b;
}

Eigen::MatrixXd CholeskyFactor::solveUpperByColumn(Eigen::MatrixXd b) const
{
    const Eigen::Index last = (m_size - 1) / columnBlock * columnBlock;
    for (Eigen::Index begin = last; begin >= 0; begin -= columnBlock) {
        const Eigen::Index size = std::min(columnBlock, m_size - begin);
        const Eigen::Index rest = m_size - begin - size;
        for (auto column : b.colwise()) {
            auto part = column.segment(begin, size);
            part.noalias() -=
                lower().block(begin + size, begin, rest, size).transpose() * column.tail(rest);
            lower()
                .block(begin, begin, size, size)
                .transpose()
                .triangularView<Eigen::Upper>()
                .solveInPlace(part);
        }
    }
    return b;
}

Eigen::MatrixXd CholeskyFactor::solve(const Eigen::MatrixXd &b) const
{
    return solveUpper(solveLower(b));
}

Eigen::MatrixXd CholeskyFactor::inverse() const
{
    Eigen::MatrixXd triangle = lower();
    invertLower(triangle);
    Eigen::MatrixXd product(m_size, m_size);
    transposeTimesSelf(triangle, product);
    return product.selfadjointView<Eigen::Lower>();
}

double CholeskyFactor::logDeterminant() const
{
    return 2.0 * lower().diagonal().array().log().sum();
}

} // namespace attune
