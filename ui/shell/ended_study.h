// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <optional>

namespace attune::ui {

class StudyDocument;
class StudyModel;

/// What a study that has ended needs in order to go on: nothing, where it was edited so that its
/// criteria no longer hold, or more trials.
class EndedStudy
{
public:
    /// Both borrowed.
    EndedStudy(const StudyModel *model, StudyDocument *document)
        : m_model(model), m_document(document)
    {}

    /// Takes note of a state that has changed.
    void follow();

    /// Whether the study would be complete again at once: to go on takes a larger budget, or fewer
    /// criteria.
    [[nodiscard]] bool isComplete() const;
    /// The definition to run `more` trials. A budget that was set since the end is not lowered.
    [[nodiscard]] StudySettings withMore(int more) const;

private:
    [[nodiscard]] bool isEditedSince() const;

    const StudyModel *m_model;
    StudyDocument *m_document;
    std::optional<int> m_edits; ///< there were when it ended; of a study that has ended
};

} // namespace attune::ui
