// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_end.h"

#include <QDateTime>

namespace attune::engine {

namespace {

RunEnd endOf(StopWhy why)
{
    switch (why) {
    case StopWhy::Person:
        return RunEnd::Person;
    case StopWhy::Rule:
        return RunEnd::StoppedByRule;
    case StopWhy::Study:
        return RunEnd::StudyEnded;
    case StopWhy::Limit:
        return RunEnd::WallClock;
    }
    return RunEnd::KeeperLost;
}

} // namespace

void enterOutcome(Run &run, const RunOutcome &outcome)
{
    run.startedMs = outcome.startedMs;
    run.endedMs = outcome.endedMs > 0 ? outcome.endedMs : QDateTime::currentMSecsSinceEpoch();
    run.end = outcome.end;
    run.exitCode = outcome.exitCode;
    run.signal = outcome.signal;
    run.cpuSeconds = outcome.cpuSeconds;
    run.peakMemoryBytes = outcome.peakMemoryBytes;
    run.sentence = outcome.sentence;
}

RunOutcome outcomeOf(const Run &run)
{
    RunOutcome outcome;
    outcome.end = run.end;
    outcome.exitCode = run.exitCode;
    outcome.signal = run.signal;
    outcome.cpuSeconds = run.cpuSeconds;
    outcome.peakMemoryBytes = run.peakMemoryBytes;
    outcome.startedMs = run.startedMs;
    outcome.endedMs = run.endedMs;
    outcome.isInfrastructure = run.end == RunEnd::KeeperLost || run.end == RunEnd::NotStarted;
    outcome.sentence = run.sentence;
    return outcome;
}

RunOutcome asAsked(RunOutcome outcome, const StopRequest &asked)
{
    if (outcome.end != RunEnd::KeeperLost)
        return outcome;
    outcome.end = endOf(asked.why);
    outcome.sentence = asked.sentence;
    outcome.isInfrastructure = false;
    return outcome;
}

} // namespace attune::engine
