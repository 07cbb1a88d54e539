// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_runner.h"
#include "core/analysis/confirmation_race.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace attune::engine {

/// "Confirm the Best": a study of its own in `confirmations/0001` of a study's folder, whose trials
/// rerun the best settings with fresh seeds until the race between them is decided. Being a study,
/// it survives crashes and can be opened and looked at like any other.
class Confirmation : public QObject
{
    Q_OBJECT

public:
    /// Makes one for the best of `study`, or opens the last one where it compares the same settings
    /// in the same way: finished or to be gone on with. Fails while trials of the study run, when
    /// fewer than two trials can be compared, and as StudyRunner::open().
    [[nodiscard]] static Result<std::unique_ptr<Confirmation>>
    open(const StudyRunner &study, const ConfirmationOptions &options);

    [[nodiscard]] QString folder() const { return m_runner->folder(); }
    [[nodiscard]] const ConfirmationOptions &options() const { return m_options; }
    [[nodiscard]] const RaceStanding &standing() const { return m_standing; }
    [[nodiscard]] bool isDecided() const { return m_standing.state != RaceState::Running; }
    /// Reruns that execute now.
    [[nodiscard]] int running() const { return m_runner->status().running; }

    /// Goes on until the race is decided; ended() follows. Requires: it is not decided.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] Result<void> setParallel(int parallel) { return m_runner->setParallel(parallel); }
    /// Ends the running reruns; ended() follows.
    void stop();

Q_SIGNALS:
    void standingChanged(const attune::RaceStanding &standing);
    /// A rerun of the settings of this trial of the study has ended.
    void rerunEnded(int trial, const attune::Trial &rerun);
    /// Decided, stopped, or unable to go on; `reason` says why where it is not decided.
    void ended(const QString &reason);
    void failed(const attune::Error &error);

private:
    struct Candidate
    {
        Contender contender;
        Settings settings;
    };

    Confirmation(std::unique_ptr<StudyRunner> runner, const ConfirmationOptions &options,
                 std::vector<Candidate> candidates);
    [[nodiscard]] static Result<std::vector<Candidate>> candidatesOf(const StudyRunner &study,
                                                                     int count);
    void updateStanding();
    [[nodiscard]] Result<void> enqueueDue();
    void takeTrial(const Trial &trial);
    void takeStop();
    [[nodiscard]] const Candidate *candidateOf(const Settings &settings) const;

    std::unique_ptr<StudyRunner> m_runner;
    ConfirmationOptions m_options;
    std::vector<Candidate> m_candidates;
    RaceStanding m_standing;
};

} // namespace attune::engine
