// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/unit_cube.h"
#include "core/study/study_history.h"

#include <vector>

namespace attune {

/// The results of an earlier study as the present space sees them.
struct EarlierResults
{
    std::vector<Observation> results; ///< in their order, all with negative trial numbers
    std::vector<int> trials;          ///< of each, its number in the earlier study
    int leftOut = 0;                  ///< those that have no place in the present space
};

/// Takes an earlier study's results into a space that has no problems. Hyperparameters go by name,
/// and a fixed value of the earlier study counts as the value of all its trials; a missing one
/// counts with its default. A number beyond the present range keeps its place as long as that is
/// within half a range width of it, so that a narrowed range loses nothing near its ends.
///
/// Left out are: results with a choice that there is not any more, or a number further away; of the
/// same task also those that lack a hyperparameter without a default, and those that had another
/// value where the present study has a fixed one. Of a related task a missing value counts as the
/// middle, and fixed values do not matter.
[[nodiscard]] EarlierResults resultsInSpace(const EarlierStudy &study, const SearchSpace &space);

/// The space that earlier results are taken into for the models of a problem: what is frozen counts
/// with the value that it has now where a study did not know it.
[[nodiscard]] SearchSpace spaceForEarlier(const SearchProblem &problem);

} // namespace attune
