// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

class QCheckBox;

namespace attune::ui {

class NumberField;

/// How a trial's objective comes about: one run, or the mean over folds and replicates.
class EvaluationSection : public SetUpSection
{
    Q_OBJECT

public:
    explicit EvaluationSection(StudyDocument *document, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    /// What so many runs mean for a trial.
    [[nodiscard]] QString meaning(qint64 runs, bool hasSeveralObjectives) const;

    NumberField *m_folds = nullptr;
    NumberField *m_replicates = nullptr;
    QCheckBox *m_runsAll = nullptr;
    QLabel *m_runs = nullptr;
};

} // namespace attune::ui
