// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/untried_settings.h"

#include "core/space/lattice.h"

#include <algorithm>
#include <optional>

namespace attune {

namespace {

constexpr int mostAttempts = 50'000;
constexpr int mostWalks = 16; ///< where no attempt found any

/// In a space small enough to be walked through, drawing gives up early.
constexpr int attemptsInSmallSpace = 64;
constexpr std::int64_t smallSpace = 1'000'000;
constexpr std::int64_t stepsBetweenStopChecks = 1024;

std::string keyOf(const Settings &settings)
{
    std::string key;
    for (const auto &[name, value] : settings) {
        key += name;
        key += '=';
        key += textOf(value);
        key += '\n';
    }
    return key;
}

Error cancelled()
{
    return {ErrorKind::Cancelled, "The search for settings was stopped."};
}

/// One of the settings that are left, each with the same chance.
Result<Settings> drawFromRest(const UnitCube &cube, const TriedSettings &tried, Rng &rng,
                              const std::stop_token &stop)
{
    Settings chosen;
    int left = 0;
    std::int64_t steps = 0;
    Lattice lattice(cube.space(), allLevels(cube.space()));
    do {
        if (++steps % stepsBetweenStopChecks == 0 && stop.stop_requested())
            return cancelled();
        const Settings &settings = lattice.settings();
        if (cube.isFeasible(settings) && !tried.contains(settings) && rng.below(++left) == 0)
            chosen = settings;
    } while (lattice.advance());
    if (left == 0) {
        return Error{ErrorKind::Exhausted, "Every combination of values has been tried. Widen a "
                                           "range or add a choice to go on."};
    }
    return chosen;
}

/// Untried settings on a walk from points of `source` to where the constraints hold.
std::optional<Settings> walkedTo(const UnitCube &cube, const StudyHistory &history, int number,
                                 const PointSource &source, Rng &rng, const std::stop_token &stop)
{
    const auto isUntried = [&](const std::vector<double> &point) {
        return !isTried(history, cube.settingsAt(point), number);
    };
    const auto reached = FeasibleWalk(cube, rng).fromAny(source, mostWalks, isUntried, stop);
    return reached ? std::optional(cube.settingsAt(*reached)) : std::nullopt;
}

} // namespace

bool sameSettings(const Settings &a, const Settings &b)
{
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](const auto &left, const auto &right) {
               return left.first == right.first && sameChoice(left.second, right.second);
           });
}

bool isTried(const StudyHistory &history, const Settings &settings, int number)
{
    const auto isSame = [&](const auto &trial) {
        return trial.trial != number && sameSettings(trial.settings, settings);
    };
    return std::any_of(history.results.begin(), history.results.end(), isSame) ||
           std::any_of(history.pending.begin(), history.pending.end(), isSame);
}

TriedSettings::TriedSettings(const StudyHistory &history, int number)
{
    const auto add = [&](const auto &trials) {
        for (const auto &trial : trials) {
            if (trial.trial != number)
                m_keys.insert(keyOf(trial.settings));
        }
    };
    add(history.results);
    add(history.pending);
}

bool TriedSettings::contains(const Settings &settings) const
{
    return m_keys.contains(keyOf(settings));
}

Result<Settings> untriedSettings(const UnitCube &cube, const StudyHistory &history, int number,
                                 const PointSource &source, Rng &rng, const std::stop_token &stop)
{
    const bool isSmall = settingsCount(cube.space(), smallSpace).has_value();
    const int attempts = isSmall ? attemptsInSmallSpace : mostAttempts;
    std::vector<double> point(static_cast<std::size_t>(cube.dimensions()));
    for (int attempt = 0; attempt < attempts; ++attempt) {
        if (stop.stop_requested())
            return cancelled();
        source(attempt, point);
        Settings settings = cube.settingsAt(point);
        if (cube.isFeasible(settings) && !isTried(history, settings, number))
            return settings;
    }
    if (isSmall)
        return drawFromRest(cube, TriedSettings(history, number), rng, stop);
    if (auto settings = walkedTo(cube, history, number, source, rng, stop))
        return std::move(*settings);
    if (stop.stop_requested())
        return cancelled();
    return Error{ErrorKind::Invalid,
                 "None of 50,000 random settings was new and satisfied every constraint, and no "
                 "walk towards them found one. Loosen the constraints or widen the ranges."};
}

} // namespace attune
