// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/space/search_space.h"
#include "core/space/value.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace attune {

/// The validation losses of real trainings, one for each setting of a grid, as
/// tests/bench/search/make_curves.py writes them. Lower is better.
class LearningCurves
{
public:
    /// Fails when the file cannot be read or is not such a table.
    static Result<LearningCurves> read(const std::string &path);

    /// Of the file, without folder and ending.
    [[nodiscard]] const std::string &name() const { return m_name; }
    /// Numbers as ordered choices, words as unordered ones.
    [[nodiscard]] const SearchSpace &space() const { return m_space; }
    /// Requires: settings of the space.
    [[nodiscard]] std::size_t rowOf(const Settings &settings) const
    {
        return m_rows.at(keyOf(settings));
    }
    [[nodiscard]] int epochs() const { return static_cast<int>(m_losses.front().size()); }
    /// `epoch` counts from 1.
    [[nodiscard]] double loss(std::size_t row, int epoch) const
    {
        return m_losses[row][static_cast<std::size_t>(epoch - 1)];
    }
    [[nodiscard]] double finalLoss(std::size_t row) const { return m_losses[row].back(); }
    [[nodiscard]] double secondsPerEpoch(std::size_t row) const { return m_seconds[row]; }
    /// The lowest final loss of all settings.
    [[nodiscard]] double bestFinalLoss() const
    {
        double best = m_losses.front().back();
        for (const std::vector<double> &losses : m_losses)
            best = std::min(best, losses.back());
        return best;
    }

private:
    static std::vector<std::string> cellsOf(const std::string &line);
    [[nodiscard]] std::string keyOf(const Settings &settings) const;
    void addChoice(std::size_t column, const Value &value);

    std::string m_name;
    SearchSpace m_space;
    std::map<std::string, std::size_t> m_rows; ///< by key of the settings
    std::vector<double> m_seconds;
    std::vector<std::vector<double>> m_losses;
};

inline std::vector<std::string> LearningCurves::cellsOf(const std::string &line)
{
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');)
        cells.push_back(cell);
    return cells;
}

inline std::string LearningCurves::keyOf(const Settings &settings) const
{
    std::string key;
    for (const Hyperparameter &each : m_space.hyperparameters)
        key += textOf(settings.find(each.name)->second) + ',';
    return key;
}

inline void LearningCurves::addChoice(std::size_t column, const Value &value)
{
    Hyperparameter &hyperparameter = m_space.hyperparameters[column];
    const auto isSame = [&value](const Value &known) { return sameChoice(known, value); };
    if (std::none_of(hyperparameter.values.begin(), hyperparameter.values.end(), isSame))
        hyperparameter.values.push_back(value);
    hyperparameter.isOrdered = numberOf(value).has_value();
}

inline Result<LearningCurves> LearningCurves::read(const std::string &path)
{
    std::ifstream file(path);
    std::string line;
    if (!file || !std::getline(file, line))
        return Error{ErrorKind::NotFound,
                     "Cannot read the learning curves in \"" + path + "\". Check the path."};
    const std::vector<std::string> header = cellsOf(line);
    const auto columns = static_cast<std::size_t>(
        std::find(header.begin(), header.end(), "seconds") - header.begin());
    LearningCurves curves;
    curves.m_name = std::filesystem::path(path).stem().string();
    for (std::size_t i = 0; i < columns; ++i) {
        Hyperparameter hyperparameter;
        hyperparameter.name = header[i];
        hyperparameter.type = HyperparameterType::Categorical;
        curves.m_space.hyperparameters.push_back(hyperparameter);
    }
    while (std::getline(file, line)) {
        const std::vector<std::string> cells = cellsOf(line);
        if (cells.size() != header.size() || columns + 2 > header.size())
            return Error{ErrorKind::Damaged, "\"" + path +
                                                 "\" is not a table of learning curves. "
                                                 "Make it with make_curves.py."};
        Settings settings;
        for (std::size_t i = 0; i < columns; ++i) {
            settings[header[i]] = valueFromText(cells[i]);
            curves.addChoice(i, settings[header[i]]);
        }
        curves.m_rows[curves.keyOf(settings)] = curves.m_losses.size();
        curves.m_seconds.push_back(std::stod(cells[columns]));
        std::vector<double> losses;
        for (std::size_t i = columns + 1; i < cells.size(); ++i)
            losses.push_back(std::stod(cells[i]));
        curves.m_losses.push_back(std::move(losses));
    }
    if (curves.m_losses.empty())
        return Error{ErrorKind::Damaged,
                     "\"" + path + "\" has no learning curves. Make it with make_curves.py."};
    return curves;
}

} // namespace attune
