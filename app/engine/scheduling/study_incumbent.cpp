// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_incumbent.h"

#include "app/engine/scheduling/search_history.h"
#include "core/search/sampler.h"

#include <algorithm>

namespace attune::engine {

std::optional<Incumbent> incumbentOf(const StudyBook &book)
{
    if (book.fits().empty())
        return std::nullopt;
    const std::vector<FitRecord> fits = book.fitsOfThisSearch();
    const SearchHistory search(book);
    const std::vector<int> results = search.known().results;
    const auto newest = std::find_if(fits.rbegin(), fits.rend(), [&](const FitRecord &record) {
        return record.results.size() <= results.size() &&
               std::equal(record.results.begin(), record.results.end(), results.begin());
    });
    if (newest == fits.rend())
        return std::nullopt;
    return makeSampler(searchProblemOf(book.settings()))->incumbent(search.history(), newest->fit);
}

} // namespace attune::engine
