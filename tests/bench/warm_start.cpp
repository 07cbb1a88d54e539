// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What warm starts are worth: trials until the cold study's final result, on tasks that are alike,
// and what they cost on tasks that are not. Counts trials, never time.
#include "tests/core/task_families.h"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <utility>

using namespace attune;
using namespace attune::testing;

namespace {

constexpr int trials = 30;

std::string_view wanted; ///< part of the names of the rows to measure

struct Pair
{
    Task task;
    std::vector<EarlierStudy> earlier;
};

using PairMaker = std::function<Pair(std::uint64_t seed)>;

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

double share(const std::vector<double> &values, double most)
{
    const auto within =
        std::count_if(values.begin(), values.end(), [most](double value) { return value <= most; });
    return 100.0 * static_cast<double>(within) / static_cast<double>(values.size());
}

/// One line: over all seeds, how the warm study compares with the cold one of the same seed.
void report(const char *name, const PairMaker &pairOf, int seeds, int first)
{
    if (std::string_view(name).find(wanted) == std::string_view::npos)
        return;
    std::vector<double> counts;
    std::vector<double> ratios;
    std::vector<double> own; // of the cold study itself
    std::vector<double> strict;
    int earlier = 0;
    int trusted = 0; // of those, in the last fit
    for (int i = 0; i < seeds; ++i) {
        const auto seed = static_cast<std::uint64_t>(first + i);
        const Pair pair = pairOf(seed);
        const Course cold = courseOf(pair.task, {}, seed, trials);
        const Course warm = courseOf(pair.task, pair.earlier, seed, trials);
        counts.push_back(trialsToResultOf(cold, warm, pair.task));
        ratios.push_back(regretRatio(cold, warm, pair.task, practicalShare));
        own.push_back(trialsToResultOf(cold, cold, pair.task));
        strict.push_back(regretRatio(cold, warm, pair.task, 0.0));
        for (const EarlierStudy &study : pair.earlier) // two values of each end the fit
            earlier += study.kind == WarmStartKind::Related ? 1 : 0;
        const auto end = warm.fit.hyperparameters.end();
        for (std::size_t s = 0; s < pair.earlier.size() && earlier > 0; ++s)
            trusted += *(end - 1 - 2 * static_cast<std::ptrdiff_t>(s)) > 0.0 ? 1 : 0;
    }
    std::printf(
        "%-26s %5.1f %5.1f (%3.0f %%, %3.0f %%)   %8.3f %8.3f   %s\n", name, median(own),
        median(counts), share(counts, trials / 2.0), share(counts, trials), median(ratios),
        median(strict),
        earlier == 0 ? "-" : (std::to_string(trusted) + " of " + std::to_string(earlier)).c_str());
    std::fflush(stdout);
}

template<typename Family>
PairMaker alike(Family family, WarmStartKind kind, int parents)
{
    return [=](std::uint64_t seed) {
        Pair pair{family(seed, 0), {}};
        for (int p = 1; p <= parents; ++p) {
            const auto task = static_cast<std::uint64_t>(kind == WarmStartKind::Same ? 0 : p);
            pair.earlier.push_back(earlierStudy(family(seed, task), kind, 500 * p + seed));
        }
        return pair;
    };
}

template<typename Family, typename Other>
PairMaker unlike(Family family, Other other)
{
    return [=](std::uint64_t seed) {
        const Task task = family(seed, 0);
        return Pair{task, {earlierStudy(other(task, seed), WarmStartKind::Related, 500 + seed)}};
    };
}

Task wavesFor(const Task &task, std::uint64_t seed)
{
    return waves(static_cast<int>(task.space.size()), seed);
}

Task turned(const Task &task, std::uint64_t)
{
    return upsideDown(task);
}

} // namespace

int main(int argc, char **argv)
{
    const int seeds = argc > 1 ? std::atoi(argv[1]) : 20;
    const int first = argc > 2 ? std::atoi(argv[2]) : 1;
    wanted = argc > 3 ? argv[3] : "";
    std::printf(
        "%d seeds from %d, %d trials. Trials until the cold study's final best: of the cold "
        "study itself, of the warm one,\nmedians (share within %d, within %d); medians of "
        "final regret / the cold study's, floored and not; related studies trusted at the end\n",
        seeds, first, trials, trials / 2, trials);
    for (const auto &[kind, word] :
         {std::pair{WarmStartKind::Same, "same"}, std::pair{WarmStartKind::Related, "related"}}) {
        for (const int parents : {1, 3}) {
            const auto name = [&, w = word](const char *family) {
                return std::string(family) + ", " + w + " x" + std::to_string(parents);
            };
            report(name("bowl").c_str(), alike(bowl, kind, parents), seeds, first);
            report(name("branin").c_str(), alike(movedBranin, kind, parents), seeds, first);
            report(name("hartmann6").c_str(), alike(hilly, kind, parents), seeds, first);
        }
    }
    report("bowl, unrelated waves", unlike(bowl, wavesFor), seeds, first);
    report("branin, unrelated waves", unlike(movedBranin, wavesFor), seeds, first);
    report("hartmann6, unrelated waves", unlike(hilly, wavesFor), seeds, first);
    report("bowl, upside down", unlike(bowl, turned), seeds, first);
    report("branin, upside down", unlike(movedBranin, turned), seeds, first);
    report("hartmann6, upside down", unlike(hilly, turned), seeds, first);
    return 0;
}
