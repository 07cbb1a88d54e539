// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "core/stopping/promotion_rungs.h"

#include <optional>
#include <string>
#include <vector>

namespace attune::engine {

/// The trials that stand at rungs in Hyperband's promote mode: which of them goes on next, and what
/// becomes of the others when the study ends.
class PausedTrials
{
public:
    explicit PausedTrials(StudyBook &book) : m_book(&book) {}

    /// The rungs are those of the book's settings and rules, and nobody has reached any.
    void reset();
    [[nodiscard]] bool isOn() const { return m_rungs.has_value(); }

    void enter(int trial, const std::vector<RungRun> &runs);
    /// A failed or excluded trial is nobody's peer.
    void forget(int trial);

    /// What a trial says of itself that stands at a rung: it is paused, or ended where the settings
    /// pause none any more.
    [[nodiscard]] std::string sentenceAt(std::int64_t step) const;

    /// The trial that is to go on now; nothing where none may.
    [[nodiscard]] std::optional<int> next() const;
    /// The trial waits for its next run.
    void goOn(int trial);
    /// The trial's run was cut short by the study's end: it stands at its rung again.
    void comeBack(int trial);

    /// The study goes on: what it has ended at a rung may go on too, or nothing does where the
    /// settings pause no trials any more.
    void resume();
    /// The study ends: so do the trials at rungs, each with its reason.
    void endAll();

private:
    void pause(Trial &trial) const;
    [[nodiscard]] std::string whyItStays(const Trial &trial,
                                         const std::optional<RungStanding> &standing) const;

    StudyBook *m_book;
    std::optional<PromotionRungs> m_rungs;
};

} // namespace attune::engine
