// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <string>
#include <variant>
#include <vector>

namespace example {

/// Rows of features (scaled to 0..1 by the largest value) with a class each.
struct DataSet
{
    Eigen::MatrixXf features; ///< rows x columns
    std::vector<int> labels;  ///< 0, 1, ...
    int classes = 0;
};

/// Reads a LIBSVM file, or says in a sentence why it can't.
std::variant<DataSet, std::string> readLibsvm(const std::string &file);

} // namespace example
