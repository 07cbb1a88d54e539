// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/transfer.h"

#include "core/gp/marginal_likelihood.h"

#include <limits>
#include <numeric>

namespace attune {

namespace {

// Rows that a study is judged by; so few that every fit searches thoroughly.
constexpr std::size_t mostOwn = 90;
constexpr std::size_t mostTheirs = 55;

/// An even selection of the rows from `first` up to `end`.
std::vector<int> someRows(Eigen::Index first, Eigen::Index end, std::size_t most)
{
    std::vector<int> rows(static_cast<std::size_t>(end - first));
    std::iota(rows.begin(), rows.end(), static_cast<int>(first));
    return rows.size() > most ? thinned(rows, most) : rows;
}

/// Of the best parameters for these rows.
double logDensity(const Encoding &encoding, const TrainingSet &rows, const ParameterLearner &learn)
{
    const auto posterior = logPosterior(encoding, rows, KernelPrior(encoding), learn(rows));
    return posterior ? posterior->value : -std::numeric_limits<double>::infinity();
}

bool explainEachOther(const Encoding &encoding, const TrainingData &both,
                      const ParameterLearner &learn)
{
    const std::vector<int> theirs = someRows(0, both.relatedRows, mostTheirs);
    const std::vector<int> own = someRows(both.relatedRows, both.objective.size(), mostOwn);
    std::vector<int> all = theirs;
    all.insert(all.end(), own.begin(), own.end());
    const double together = logDensity(encoding, rowsOf(both.objective, all), learn);
    const double apart = logDensity(encoding, rowsOf(both.objective, own), learn) +
                         logDensity(encoding, rowsOf(both.objective, theirs), learn);
    return together > apart;
}

} // namespace

std::vector<Calibration> trustedStudies(const RelatedStudies &studies, const Encoding &encoding,
                                        const HistoryPart &part, const RowMaker &dataOf,
                                        const ParameterLearner &learn)
{
    std::vector<Calibration> trusted(studies.count());
    const TrainingData own = dataOf(part);
    for (std::size_t s = 0; s < trusted.size() && own.objective.size() > 0; ++s) {
        std::vector<Calibration> alone(trusted.size());
        alone[s] = studies.calibration(s, own, part.history);
        if (!alone[s].isTrusted())
            continue;
        const StudyHistory joined = studies.joined(part.history, alone);
        const int more = static_cast<int>(joined.results.size() - part.history.results.size());
        const TrainingData both = dataOf({joined, part.results + more, part.fitted + more});
        if (explainEachOther(encoding, both, learn))
            trusted[s] = alone[s];
    }
    return trusted;
}

} // namespace attune
