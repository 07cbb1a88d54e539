// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace attune::ui {

class CurvesChart;
class ScatterPanel;
class SideBySidePanel;
class StudyModel;
class TrialSelection;

/// Trials against each other: a scatter of any columns, a few side by side, and their curves.
class ComparePage : public QWidget
{
    Q_OBJECT

public:
    /// Both are borrowed.
    ComparePage(StudyModel *model, TrialSelection *selection, QWidget *parent = nullptr);

private:
    void updateCurves();

    ScatterPanel *m_scatter = nullptr;
    SideBySidePanel *m_sideBySide = nullptr;
    CurvesChart *m_curves = nullptr;
};

} // namespace attune::ui
