// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <optional>

namespace attune {

/// The lower Cholesky factor L of a symmetric positive definite matrix, which grows row by row.
class CholeskyFactor
{
public:
    /// Factors `matrix` (the lower triangle is read), with room for `spareRows` appended rows.
    /// Adds jitter to the diagonal, ten times more at each failure; nothing when even a thousandth
    /// of the mean diagonal does not help or an element is not finite.
    [[nodiscard]] static std::optional<CholeskyFactor> of(const Eigen::MatrixXd &matrix,
                                                          int spareRows = 0);

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] auto lower() const { return m_storage.topLeftCorner(m_size, m_size); }

    /// Appends one row and column of the matrix: `column` against the rows so far, and the diagonal
    /// element. O(n^2). A row that depends on the earlier ones gets the smallest safe pivot.
    void append(const Eigen::VectorXd &column, double diagonal);

    /// L^-1 B.
    [[nodiscard]] Eigen::MatrixXd solveLower(const Eigen::MatrixXd &b) const;
    /// L^-T B.
    [[nodiscard]] Eigen::MatrixXd solveUpper(const Eigen::MatrixXd &b) const;
    /// (L L^T)^-1 B.
    [[nodiscard]] Eigen::MatrixXd solve(const Eigen::MatrixXd &b) const;

    /// (L L^T)^-1 in 2/3 n^3 operations: a triangular inverse and a product, both recursive.
    [[nodiscard]] Eigen::MatrixXd inverse() const;

    [[nodiscard]] double logDeterminant() const;

private:
    /// For few columns Eigen's solver spends its time on packing L; then one after the other, in
    /// blocks of L.
    [[nodiscard]] bool hasFewColumns(const Eigen::MatrixXd &b) const;
    [[nodiscard]] Eigen::MatrixXd solveLowerByColumn(Eigen::MatrixXd b) const;
    [[nodiscard]] Eigen::MatrixXd solveUpperByColumn(Eigen::MatrixXd b) const;

    Eigen::MatrixXd m_storage; ///< L in the top left corner, room for more rows below
    int m_size = 0;
};

} // namespace attune
