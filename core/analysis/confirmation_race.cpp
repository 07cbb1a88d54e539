// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/confirmation_race.h"

#include "core/numerics/student_distribution.h"
#include "core/stopping/short_text.h"
#include "core/study/best_trials.h"
#include "core/study/mean_of_runs.h"
#include "core/study/requirement.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune {

namespace {

/// The race while it is recomputed, round by round.
class Race
{
public:
    Race(const std::vector<Contender> &contenders, Direction direction,
         const ConfirmationOptions &options, const std::vector<std::string> &requirements)
        : m_contenders(contenders), m_direction(direction), m_options(options),
          m_requirements(requirements), m_isOut(contenders.size(), false),
          m_missed(contenders.size())
    {
        const auto count = static_cast<double>(contenders.size());
        const double looks = std::max(1, options.rounds - roundsBeforeFirstLook + 1);
        m_standing.level = (1.0 - options.confidence) / (count * (count - 1.0) * looks);
        for (std::size_t i = 0; i < contenders.size(); ++i)
            m_isOut[i] = contenders[i].hasFailed;
    }

    RaceStanding run()
    {
        runRounds();
        // The others may have failed before the first look.
        while (left() == 1 && dropMissing(std::numeric_limits<std::size_t>::max())) {
            beginAgain();
            runRounds();
        }
        if (left() == 0)
            m_standing.state = RaceState::Failed;
        else if (left() == 1)
            m_standing.state = RaceState::Separated;
        else if (m_standing.round == m_options.rounds)
            m_standing.state = RaceState::Undecided;
        enterContenders();
        return m_standing;
    }

private:
    void runRounds()
    {
        while (left() > 1 && m_standing.round < m_options.rounds && isRoundDone()) {
            ++m_standing.round;
            if (m_standing.round >= roundsBeforeFirstLook)
                look();
        }
    }

    /// Without those that miss a requirement: what lost to one of them has not lost to the others.
    void beginAgain()
    {
        m_standing.round = 0;
        for (std::size_t i = 0; i < m_contenders.size(); ++i)
            m_isOut[i] = m_contenders[i].hasFailed || !m_missed[i].empty();
    }

    [[nodiscard]] std::ptrdiff_t left() const
    {
        return std::count(m_isOut.begin(), m_isOut.end(), false);
    }

    /// Whether all that are left have run once more than what was compared so far.
    [[nodiscard]] bool isRoundDone() const
    {
        for (std::size_t i = 0; i < m_contenders.size(); ++i) {
            if (!m_isOut[i] &&
                m_contenders[i].values.size() <= static_cast<std::size_t>(m_standing.round))
                return false;
        }
        return true;
    }

    /// The values that the rounds so far have brought; later ones are not looked at yet.
    [[nodiscard]] std::vector<double> valuesOf(std::size_t index) const
    {
        const std::vector<double> &all = m_contenders[index].values;
        const auto count = std::min(all.size(), static_cast<std::size_t>(m_standing.round));
        return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)};
    }

    [[nodiscard]] std::size_t leader() const
    {
        std::size_t best = m_contenders.size();
        for (std::size_t i = 0; i < m_contenders.size(); ++i) {
            const bool isFirst = best == m_contenders.size();
            if (!m_isOut[i] && (isFirst || isBetter(m_direction, meanOf(valuesOf(i)).mean,
                                                    meanOf(valuesOf(best)).mean)))
                best = i;
        }
        return best;
    }

    /// Those whose first `rounds` reruns miss a requirement on average leave the race. Whether
    /// there were any.
    bool dropMissing(std::size_t rounds)
    {
        bool hasDropped = false;
        for (std::size_t i = 0; i < m_contenders.size(); ++i) {
            if (m_isOut[i])
                continue;
            m_missed[i] = missedBy(m_contenders[i], rounds);
            m_isOut[i] = !m_missed[i].empty();
            hasDropped = hasDropped || m_isOut[i];
        }
        return hasDropped;
    }

    [[nodiscard]] std::string missedBy(const Contender &contender, std::size_t rounds) const
    {
        std::string missed;
        const std::size_t count = std::min(contender.required.size(), rounds);
        for (std::size_t i = 0; i < m_requirements.size() && count > 0; ++i) {
            std::vector<double> values;
            for (std::size_t rerun = 0; rerun < count; ++rerun) {
                const auto &required = contender.required[rerun];
                if (i < required.size() && required[i])
                    values.push_back(*required[i]);
            }
            const auto requirement = Requirement::parse(m_requirements[i]);
            const bool isWhole = values.size() == count;
            const double mean = isWhole ? meanOf(values).mean : 0.0;
            if (!requirement || (isWhole && requirement->isMetBy(mean)))
                continue;
            missed += (missed.empty() ? "" : ", ") + m_requirements[i] +
                      (isWhole ? " with " + shortText(mean) + " on average" : " without a value");
        }
        return missed;
    }

    void look()
    {
        if (dropMissing(static_cast<std::size_t>(m_standing.round))) {
            beginAgain();
            return;
        }
        const std::size_t best = leader();
        const std::vector<double> values = valuesOf(best);
        for (std::size_t i = 0; i < m_contenders.size(); ++i) {
            if (i != best && !m_isOut[i])
                m_isOut[i] = welchTest(m_direction, values, valuesOf(i)) < m_standing.level;
        }
    }

    void enterContenders()
    {
        for (std::size_t i = 0; i < m_contenders.size(); ++i) {
            ContenderStanding standing;
            standing.trial = m_contenders[i].trial;
            standing.searchValue = m_contenders[i].searchValue;
            standing.isOut = m_isOut[i];
            standing.hasFailed = m_contenders[i].hasFailed;
            standing.missed = m_missed[i];
            if (!m_contenders[i].values.empty()) {
                const MeanOfRuns mean = meanOf(m_contenders[i].values);
                standing.runs = mean.runs;
                standing.mean = mean.mean;
                standing.standardError = mean.standardError;
            }
            m_standing.contenders.push_back(standing);
        }
        std::stable_sort(m_standing.contenders.begin(), m_standing.contenders.end(),
                         [this](const ContenderStanding &a, const ContenderStanding &b) {
                             if (a.isOut != b.isOut)
                                 return b.isOut;
                             if (a.runs == 0 || b.runs == 0)
                                 return b.runs == 0 && a.runs > 0;
                             return isBetter(m_direction, a.mean, b.mean);
                         });
    }

    const std::vector<Contender> &m_contenders;
    Direction m_direction;
    const ConfirmationOptions &m_options;
    const std::vector<std::string> &m_requirements;
    std::vector<bool> m_isOut;
    std::vector<std::string> m_missed;
    RaceStanding m_standing;
};

std::string meanText(const ContenderStanding &contender)
{
    std::string text = shortText(contender.mean);
    if (contender.standardError)
        text += " ± " + shortText(*contender.standardError);
    return text;
}

std::string percentText(double share)
{
    return shortText(100.0 * share) + " %";
}

/// " Trial 27 misses accuracy >= 0.9 with 0.87 on average." for each that misses a requirement.
std::string missedSentences(const RaceStanding &standing)
{
    std::string sentences;
    for (const ContenderStanding &contender : standing.contenders) {
        if (!contender.missed.empty())
            sentences +=
                " Trial " + std::to_string(contender.trial) + " misses " + contender.missed + '.';
    }
    return sentences;
}

bool isCompared(const ContenderStanding &contender)
{
    return !contender.hasFailed && contender.missed.empty();
}

/// Whether the reruns of each contender gave the very same value, so that they show no luck.
bool neverVary(const std::vector<Contender> &contenders)
{
    return std::all_of(contenders.begin(), contenders.end(), [](const Contender &contender) {
        const std::vector<double> &values = contender.values;
        return values.empty() ||
               (values.size() > 1 && std::all_of(values.begin(), values.end(), [&](double value) {
                    return value == values.front();
                }));
    });
}

std::string separatedSentence(const RaceStanding &standing, double confidence)
{
    const ContenderStanding &best = standing.contenders.front();
    const std::string trial = "Trial " + std::to_string(best.trial);
    const auto &all = standing.contenders;
    const auto compared = std::count_if(all.begin(), all.end(), isCompared);
    if (compared < 2) {
        const auto failed = std::count_if(
            all.begin(), all.end(), [](const auto &contender) { return contender.hasFailed; });
        const bool areOthers = failed + compared == static_cast<std::ptrdiff_t>(all.size());
        return trial + " is the only one left" +
               (areOthers    ? ": reruns of the others gave no value."
                : failed > 0 ? ": reruns of others gave no value."
                             : ".");
    }
    return trial + " is the best of " + std::to_string(compared) + " with " +
           percentText(confidence) + " confidence: " + meanText(best) + " over " +
           std::to_string(best.runs) + " reruns, " + shortText(best.searchValue) +
           " in the search.";
}

std::string undecidedSentence(const RaceStanding &standing, double confidence)
{
    std::string trials;
    std::string means;
    for (const ContenderStanding &contender : standing.contenders) {
        if (contender.isOut)
            continue;
        const bool isFirst = trials.empty();
        trials += (isFirst ? "" : ", ") + std::to_string(contender.trial);
        means += (isFirst ? "" : ", ") + meanText(contender);
    }
    return "Trials " + trials + " cannot be told apart with " + percentText(confidence) +
           " confidence after " + std::to_string(standing.round) + " reruns of each: " + means +
           ". Take any of them, or allow more reruns.";
}

} // namespace

Problems ConfirmationOptions::problems() const
{
    Problems found;
    if (contenders < 2 || contenders > 20)
        found.push_back({"contenders", "Between 2 and 20 settings can be compared, not " +
                                           std::to_string(contenders) + "."});
    if (!(confidence >= 0.5 && confidence < 1.0))
        found.push_back({"confidence", "The confidence is " + shortText(confidence) +
                                           ". Use at least 0.5 and less than 1; 0.95 is usual."});
    if (rounds < roundsBeforeFirstLook || rounds > 1000)
        found.push_back({"rounds", "The number of reruns is " + std::to_string(rounds) +
                                       ". Use between " + std::to_string(roundsBeforeFirstLook) +
                                       " and 1000."});
    return found;
}

double welchTest(Direction direction, const std::vector<double> &better,
                 const std::vector<double> &worse)
{
    const MeanOfRuns a = meanOf(better);
    const MeanOfRuns b = meanOf(worse);
    const double lead = direction == Direction::Minimize ? b.mean - a.mean : a.mean - b.mean;
    const double va = *a.standardError * *a.standardError;
    const double vb = *b.standardError * *b.standardError;
    if (va + vb == 0.0)
        return lead > 0.0 ? 0.0 : 1.0;
    // The degrees of freedom of Welch and Satterthwaite.
    const double freedom =
        (va + vb) * (va + vb) / (va * va / (a.runs - 1) + vb * vb / (b.runs - 1));
    return studentUpperTail(lead / std::sqrt(va + vb), freedom);
}

RaceStanding standingOf(const std::vector<Contender> &contenders, Direction direction,
                        const ConfirmationOptions &options,
                        const std::vector<std::string> &requirements)
{
    RaceStanding standing = Race(contenders, direction, options, requirements).run();
    switch (standing.state) {
    case RaceState::Running:
        break;
    case RaceState::Separated:
        standing.sentence = separatedSentence(standing, options.confidence);
        break;
    case RaceState::Undecided:
        standing.sentence = undecidedSentence(standing, options.confidence);
        break;
    case RaceState::Failed:
        standing.sentence = "None of the settings is confirmed: a rerun of each gave no value.";
        if (std::any_of(standing.contenders.begin(), standing.contenders.end(),
                        [](const auto &contender) { return !contender.missed.empty(); }))
            standing.sentence = "None of the settings is confirmed.";
        break;
    }
    const auto compared =
        std::count_if(standing.contenders.begin(), standing.contenders.end(), isCompared);
    const bool isOver =
        standing.state == RaceState::Separated || standing.state == RaceState::Undecided;
    if (isOver && compared > 1 && neverVary(contenders))
        standing.sentence += " But all reruns of a trial gave the same value: the program is not "
                             "random, or does not use {trial.seed}. So they say nothing of luck.";
    if (standing.state != RaceState::Running)
        standing.sentence += missedSentences(standing);
    return standing;
}

} // namespace attune
