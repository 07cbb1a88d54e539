// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

class QTableView;

namespace attune::ui {

class ComparisonModel;
class DimLabel;
class StudyModel;
class TrialSelection;

/// The selected trials side by side; the three best until some are selected.
class SideBySidePanel : public Panel
{
    Q_OBJECT

public:
    SideBySidePanel(StudyModel *model, TrialSelection *selection, QWidget *parent = nullptr);
    [[nodiscard]] const std::vector<int> &trials() const;

Q_SIGNALS:
    void trialsChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateTrials();
    void layOutColumns();

    StudyModel *m_study = nullptr;
    TrialSelection *m_selection = nullptr;
    ComparisonModel *m_comparison = nullptr;
    QTableView *m_view = nullptr;
    DimLabel *m_hint = nullptr;
};

} // namespace attune::ui
