// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QUndoCommand>

#include <functional>
#include <set>

namespace attune::ui {

class StudyGateway;

/// What becomes of trials: left out of the search and the best, or taken in again.
enum class Exclusion { Exclude, Restore };

/// Excludes or restores trials; undone, each is again what it was.
class ExclusionEdit : public QUndoCommand
{
public:
    using Report = std::function<void(const Result<void> &)>;

    /// `trials` are those that it changes; `gateway` is borrowed; `report` hears how each request
    /// went, also of an undo.
    ExclusionEdit(StudyGateway *gateway, std::set<int> trials, Exclusion exclusion, Report report);

    void undo() override;
    void redo() override;

private:
    void apply(bool isExcluded) const;

    StudyGateway *m_gateway;
    std::set<int> m_trials;
    Exclusion m_exclusion;
    Report m_report;
};

} // namespace attune::ui
