// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <QWidget>

#include <vector>

class QComboBox;

namespace attune::ui {

class DimLabel;
class FlowLayout;

/// When a hyperparameter is active: always, or only when another one has one of the ticked choices.
class ConditionEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ConditionEditor(QWidget *parent = nullptr);

    /// Shows the first condition of the hyperparameter at `index`, and says what the others are.
    void show(const SearchSpace &space, std::size_t index);
    [[nodiscard]] std::vector<Condition> conditions() const { return m_conditions; }

Q_SIGNALS:
    void conditionsEdited();

private:
    void chooseParent();
    void rebuildChoices();
    void takeChoices();
    [[nodiscard]] const Hyperparameter *parentNow() const;

    SearchSpace m_space;
    std::size_t m_index = 0;
    std::vector<Condition> m_conditions;
    QComboBox *m_parent = nullptr;
    DimLabel *m_is = nullptr;
    DimLabel *m_others = nullptr;
    QWidget *m_choices = nullptr;
};

} // namespace attune::ui
