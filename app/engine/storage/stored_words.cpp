// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/stored_words.h"

#include <QStringList>

#include <array>
#include <utility>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar takenMark = u'x';

template<typename E, std::size_t N>
using Words = std::array<std::pair<E, const char *>, N>;

constexpr Words<StudyState, 6> studyStates{{{StudyState::Idle, "idle"},
                                            {StudyState::Running, "running"},
                                            {StudyState::Paused, "paused"},
                                            {StudyState::Stopping, "stopping"},
                                            {StudyState::Finished, "finished"},
                                            {StudyState::ReadOnly, "readOnly"}}};

constexpr Words<TrialState, 6> trialStates{{{TrialState::Waiting, "waiting"},
                                            {TrialState::Running, "running"},
                                            {TrialState::Complete, "complete"},
                                            {TrialState::Stopped, "stopped"},
                                            {TrialState::Failed, "failed"},
                                            {TrialState::Cancelled, "cancelled"}}};

constexpr Words<TrialOrigin, 4> trialOrigins{{{TrialOrigin::Sampler, "sampler"},
                                              {TrialOrigin::Default, "default"},
                                              {TrialOrigin::Person, "person"},
                                              {TrialOrigin::Imported, "imported"}}};

constexpr Words<Outcome, 3> outcomes{
    {{Outcome::Complete, "complete"}, {Outcome::Stopped, "stopped"}, {Outcome::Failed, "failed"}}};

constexpr Words<RunEnd, 12> runEnds{{{RunEnd::None, "none"},
                                     {RunEnd::Exited, "exited"},
                                     {RunEnd::Signalled, "signalled"},
                                     {RunEnd::WallClock, "wallClock"},
                                     {RunEnd::Silence, "silence"},
                                     {RunEnd::Memory, "memory"},
                                     {RunEnd::Output, "output"},
                                     {RunEnd::StoppedByRule, "stoppedByRule"},
                                     {RunEnd::Person, "person"},
                                     {RunEnd::StudyEnded, "studyEnded"},
                                     {RunEnd::NotStarted, "notStarted"},
                                     {RunEnd::KeeperLost, "keeperLost"}}};

template<typename E, std::size_t N>
QString wordIn(const Words<E, N> &words, E wanted)
{
    for (const auto &[value, word] : words) {
        if (value == wanted)
            return QString::fromLatin1(word);
    }
    return {};
}

template<typename E, std::size_t N>
E valueIn(const Words<E, N> &words, const QString &wanted, E otherwise)
{
    for (const auto &[value, word] : words) {
        if (wanted == QLatin1StringView(word))
            return value;
    }
    return otherwise;
}

} // namespace

QString wordOf(StudyState state)
{
    return wordIn(studyStates, state);
}

StudyState studyStateOf(const QString &word)
{
    return valueIn(studyStates, word, StudyState::Idle);
}

QString wordOf(TrialState state)
{
    return wordIn(trialStates, state);
}

TrialState trialStateOf(const QString &word)
{
    return valueIn(trialStates, word, TrialState::Cancelled);
}

QString wordOf(TrialOrigin origin)
{
    return wordIn(trialOrigins, origin);
}

TrialOrigin trialOriginOf(const QString &word)
{
    return valueIn(trialOrigins, word, TrialOrigin::Sampler);
}

QString wordOf(Outcome outcome)
{
    return wordIn(outcomes, outcome);
}

Outcome outcomeOf(const QString &word)
{
    return valueIn(outcomes, word, Outcome::Failed);
}

QString wordOf(RunEnd end)
{
    return wordIn(runEnds, end);
}

RunEnd runEndOf(const QString &word)
{
    return valueIn(runEnds, word, RunEnd::KeeperLost);
}

QString textOfNumbers(const std::vector<int> &numbers)
{
    QString text;
    for (std::size_t begin = 0; begin < numbers.size();) {
        const bool isTaken = numbers[begin] < 0;
        const int next = isTaken ? -1 : 1;
        std::size_t end = begin + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + next &&
               (numbers[end] < 0) == isTaken)
            ++end;
        const auto trialOf = [](int number) { return number < 0 ? -1 - number : number; };
        if (!text.isEmpty())
            text += u' ';
        if (isTaken)
            text += takenMark;
        text += QString::number(trialOf(numbers[begin]));
        if (end - begin > 1)
            text += u'-' + QString::number(trialOf(numbers[end - 1]));
        begin = end;
    }
    return text;
}

std::vector<int> numbersOf(const QString &text)
{
    std::vector<int> numbers;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const bool isTaken = word.startsWith(takenMark);
        const QString range = isTaken ? word.sliced(1) : word;
        const int first = range.section(u'-', 0, 0).toInt();
        const int last = range.contains(u'-') ? range.section(u'-', 1, 1).toInt() : first;
        for (int number = first; number <= last; ++number)
            numbers.push_back(isTaken ? -1 - number : number);
    }
    return numbers;
}

} // namespace attune::engine
