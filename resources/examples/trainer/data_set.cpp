// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/examples/trainer/data_set.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

namespace example {

std::variant<DataSet, std::string> readLibsvm(const std::string &file)
{
    std::ifstream in(file);
    if (!in)
        return "Cannot read \"" + file + "\".";
    std::vector<std::vector<std::pair<int, float>>> rows;
    DataSet data;
    int columns = 0;
    float largest = 1e-12F;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        int label = 0;
        if (!(words >> label) || label < 0)
            return "\"" + file + "\" has no class at the start of line " +
                   std::to_string(rows.size() + 1) + ".";
        auto &row = rows.emplace_back();
        int column = 0;
        char colon = ':';
        for (float value = 0; words >> column >> colon >> value;) {
            row.emplace_back(column - 1, value);
            columns = std::max(columns, column);
            largest = std::max(largest, std::abs(value));
        }
        data.labels.push_back(label);
        data.classes = std::max(data.classes, label + 1);
    }
    if (rows.empty())
        return "\"" + file + "\" is empty.";
    data.features = Eigen::MatrixXf::Zero(static_cast<Eigen::Index>(rows.size()), columns);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (const auto &[column, value] : rows[r])
            data.features(static_cast<Eigen::Index>(r), column) = value / largest;
    }
    return data;
}

} // namespace example
