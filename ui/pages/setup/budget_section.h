// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

#include <optional>

class QCheckBox;
class QComboBox;

namespace attune::ui {

class NumberField;

/// How much is tried, what one run may use, and what ends a trial or the study early.
class BudgetSection : public SetUpSection
{
    Q_OBJECT

public:
    explicit BudgetSection(StudyDocument *document, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    using Read = std::function<std::optional<double>(const StudySettings &)>;
    using Write = std::function<void(StudySettings &, std::optional<double>)>;
    struct Field
    {
        NumberField *field = nullptr;
        Read read;
    };

    struct RuleRow
    {
        NumberField *field = nullptr;
        QWidget *widget = nullptr;
    };

    void buildBudget();
    void buildLimits();
    void buildTrialStopping();
    void buildStudyStopping();
    void addHeading(const QString &text);
    /// One number of the definition; `what` names the edit ("Change Trials").
    NumberField *makeNumber(const QString &what, const QString &name, const Read &read,
                            const Write &write);
    [[nodiscard]] static QWidget *withUnit(NumberField *field, const QString &unit);

    std::vector<Field> m_fields;
    QComboBox *m_rule = nullptr;
    QLabel *m_ruleWhy = nullptr;
    FieldProblems *m_ruleProblems = nullptr;
    std::vector<RuleRow> m_ruleRows; ///< in the order of RuleParameter
    QCheckBox *m_onConvergence = nullptr;
};

} // namespace attune::ui
