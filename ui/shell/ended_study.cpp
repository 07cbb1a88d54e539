// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ended_study.h"

#include "core/stopping/completion_criteria.h"
#include "ui/models/study_model.h"
#include "ui/undo/study_document.h"

#include <QUndoStack>

#include <algorithm>

namespace attune::ui {

void EndedStudy::follow()
{
    if (m_model->status().state != StudyState::Finished)
        m_edits.reset();
    else if (!m_edits)
        m_edits = m_document->undoStack()->index();
}

bool EndedStudy::isEditedSince() const
{
    return m_edits && *m_edits != m_document->undoStack()->index();
}

bool EndedStudy::isComplete() const
{
    const StudyStatus &status = m_model->status();
    const StudySettings &settings = m_document->settings();
    if (status.state != StudyState::Finished)
        return false;
    // Of convergence only the search knows, and what it knew was of the definition then.
    const bool hasConverged =
        settings.studyStopping.onConvergence && !isEditedSince() && saysConverged(status.reason);
    return hasConverged || status.launched() >= settings.budget.trials ||
           whyComplete(settings, {m_model->trials(), status.ranSeconds, std::nullopt});
}

StudySettings EndedStudy::withMore(int more) const
{
    const StudySettings &settings = m_document->settings();
    StudySettings changed = withMoreTrials(
        settings, {m_model->trials(), m_model->status().ranSeconds, std::nullopt}, more);
    if (isEditedSince())
        changed.budget.trials = std::max(changed.budget.trials, settings.budget.trials);
    return changed;
}

} // namespace attune::ui
