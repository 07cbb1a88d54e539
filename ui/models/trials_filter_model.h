// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/constraint.h"
#include "core/study/trial.h"

#include <QSortFilterProxyModel>

#include <optional>
#include <set>

namespace attune::ui {

class TrialsTableModel;

/// Which trials the table shows and in which order: by state, by text, or by an expression over
/// columns such as `eta < 0.3 and state = complete`. Trials without a value come last in either
/// order.
class TrialsFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// Borrows `table`, which becomes the source.
    explicit TrialsFilterModel(TrialsTableModel *table, QObject *parent = nullptr);

    /// An expression when it holds an operator, else words that must all stand in a row. When an
    /// expression can't be understood, the filter stays as it was and problem() says why.
    void setFilterText(const QString &text);
    [[nodiscard]] QString problem() const { return m_problem; }
    /// Shows only these states, in the words of stateNameOf(): a paused trial is not among the
    /// stopped ones. All when empty.
    void setStates(std::set<std::string> states);
    [[nodiscard]] const std::set<std::string> &states() const { return m_states; }
    /// Shows only starred ones.
    void setOnlyStarred(bool isOn);

    /// The row here of a trial, or -1 when it is filtered out.
    [[nodiscard]] int rowOf(int trial) const;
    [[nodiscard]] int trialAt(int row) const;

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    void problemChanged();

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] QString whyUnknown(const Expression &expression) const;
    [[nodiscard]] Settings namesOf(int row) const;
    [[nodiscard]] bool holdsWords(int row) const;
    void setProblem(const QString &problem);

    TrialsTableModel *m_table = nullptr;
    std::optional<Expression> m_expression;
    QStringList m_words;
    std::set<std::string> m_states;
    bool m_onlyStarred = false;
    QString m_problem;
    /// By source row, while all rows are being sorted: looked up once, not in each comparison.
    std::vector<std::optional<Value>> m_keys;
};

} // namespace attune::ui
