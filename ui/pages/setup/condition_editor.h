// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace attune::ui {

/// When a hyperparameter is active: always, or only when others have one of the ticked choices. One
/// row for each condition; all of them must hold.
class ConditionEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ConditionEditor(QWidget *parent = nullptr);

    /// Shows all conditions of the hyperparameter at `index`.
    void show(const SearchSpace &space, std::size_t index);
    [[nodiscard]] std::vector<Condition> conditions() const { return m_conditions; }

Q_SIGNALS:
    void conditionsEdited();

private:
    void rebuild();
    [[nodiscard]] QWidget *makeRow(std::size_t row);
    [[nodiscard]] QComboBox *makeParent(std::size_t row);
    [[nodiscard]] QWidget *makeChoices(std::size_t row);
    void chooseParent(std::size_t row, const std::string &name);
    void setChoice(std::size_t row, const Value &value, bool isChosen);
    void addCondition();
    void removeCondition(std::size_t row);
    void announce();
    /// The names that `row` can depend on: categorical, not itself, in no other row.
    [[nodiscard]] std::vector<std::string> parentsFor(std::size_t row) const;
    [[nodiscard]] Condition conditionOn(const std::string &name) const;

    SearchSpace m_space;
    std::size_t m_index = 0;
    std::vector<Condition> m_conditions;
    QVBoxLayout *m_rows = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace attune::ui
