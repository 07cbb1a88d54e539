// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

#include "ui/charts/range_editor/edge_notice.h"

#include <functional>
#include <set>

class QPlainTextEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace attune::ui {

class HyperparameterEditor;
class HyperparameterModel;
class HyperparameterTable;
class PairsEditor;
class StudyModel;

/// The table of hyperparameters, the wide editor of the selected one, notices about ranges that may
/// be too narrow, fixed values and constraints.
class HyperparametersSection : public SetUpSection
{
    Q_OBJECT

public:
    /// `study` may be null: then there are no trials to show.
    HyperparametersSection(StudyDocument *document, StudyModel *study, QWidget *parent = nullptr);

    void add();
    void remove();
    void duplicate();
    /// The selected one no longer varies: it is fixed to the best trial's value.
    void freeze();
    /// Moves the selected one by one place; `direction` is -1 or 1.
    void move(int direction);
    void select(int row);
    [[nodiscard]] int selected() const;

Q_SIGNALS:
    /// Ranges and more are to be chosen from the values of the command.
    void chooseWanted();
    /// A fixed value is to vary.
    void varyWanted(const QString &name);

protected:
    void refresh() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHeader();
    void buildTable();
    void buildNotices();
    void buildOthers();
    /// Edits the selected one; `text` names the edit and has %1 for the hyperparameter's name.
    void changeSelected(const QString &text,
                        const std::function<void(StudySettings &, std::size_t)> &change);
    void showSelected();
    void selectToName(int row);
    void refreshNotices();
    void extend(const EdgeNotice &notice);
    [[nodiscard]] static QString keyOf(const EdgeNotice &notice);

    StudyModel *m_study = nullptr;
    HyperparameterModel *m_model = nullptr;
    HyperparameterTable *m_table = nullptr;
    QWidget *m_emptyHint = nullptr;
    FieldProblems *m_problems = nullptr;
    HyperparameterEditor *m_editor = nullptr;
    QVBoxLayout *m_notices = nullptr;
    std::vector<EdgeNotice> m_shownNotices;
    std::set<QString> m_dismissed;
    PairsEditor *m_fixed = nullptr;
    QLabel *m_fixedMeaning = nullptr;
    QPlainTextEdit *m_constraints = nullptr;
    QList<QToolButton *> m_rowButtons;
};

} // namespace attune::ui
