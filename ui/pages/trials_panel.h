// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

#include <set>
#include <vector>

class QLineEdit;
class QMenu;
class QTableView;

namespace attune::ui {

class ChipButton;
class DimLabel;
class ProblemLabel;
class StatesMenu;
class StudyModel;
class TableHeader;
class TrialActions;
class TrialDelegate;
class TrialSelection;
class TrialsFilterModel;
class TrialsTableModel;

/// The table of all trials with its filter: one selection with the charts.
class TrialsPanel : public Panel
{
    Q_OBJECT

public:
    /// All are borrowed.
    TrialsPanel(StudyModel *model, TrialSelection *selection, TrialActions *actions,
                QWidget *parent = nullptr);

    void focusFilter();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHeader();
    void buildTable();
    void fillColumnsMenu(QMenu *menu);
    void layOutColumns();
    void followWaiting();
    void restoreColumns();
    void saveColumns() const;
    void followSettings();
    void applyFilter();
    void updateTitle();
    void takeSelectionFromView();
    void showSelection();
    void showCurrent();
    void showHovered();
    void showMenu(const QPoint &position);

    StudyModel *m_model = nullptr;
    TrialSelection *m_selection = nullptr;
    TrialActions *m_actions = nullptr;
    TrialsTableModel *m_table = nullptr;
    TrialsFilterModel *m_filter = nullptr;
    TrialDelegate *m_delegate = nullptr;
    QTableView *m_view = nullptr;
    TableHeader *m_columns = nullptr;
    QLineEdit *m_filterEdit = nullptr;
    ChipButton *m_statesChip = nullptr;
    StatesMenu *m_statesMenu = nullptr;
    DimLabel *m_hint = nullptr;
    ProblemLabel *m_problem = nullptr;
    std::vector<bool> m_waits;  ///< of each column, as it is laid out
    bool m_hasOwnOrder = false; ///< sorted by the person, not by the objective
    bool m_isSyncing = false;
    bool m_isRestoring = false; ///< columns move, but not by a person's hand
};

} // namespace attune::ui
