// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace attune {

/// One violation in a person's input: where (`hyperparameters[2].min`, a study.json key path) and a
/// whole sentence.
struct Problem
{
    std::string path;
    std::string sentence;
    bool operator==(const Problem &) const = default;
};

using Problems = std::vector<Problem>;

} // namespace attune
