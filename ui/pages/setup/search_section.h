// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

class QButtonGroup;
class QCheckBox;

namespace attune::ui {

class DimLabel;
class FieldProblems;
class HyperbandOptions;
class NumberField;

/// How the next settings are chosen: the strategy, its seed, and the size of a grid.
class SearchSection : public SetUpSection
{
    Q_OBJECT

public:
    explicit SearchSection(StudyDocument *document, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void addStrategies();
    void addGrid();
    void addHyperbandAndNotices();
    void addCostAwareness();
    void addSeed();
    /// What is worth knowing of the search, as far as it is defined already.
    [[nodiscard]] QString noticesText() const;

    QButtonGroup *m_strategies = nullptr;
    FieldProblems *m_problems = nullptr;
    HyperbandOptions *m_hyperband = nullptr;
    DimLabel *m_notices = nullptr;
    QCheckBox *m_isCostAware = nullptr;
    QWidget *m_costAwareness = nullptr;
    NumberField *m_seed = nullptr;
    QWidget *m_grid = nullptr;
    NumberField *m_gridPoints = nullptr;
};

} // namespace attune::ui
