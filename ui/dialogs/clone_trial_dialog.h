// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"
#include "core/study/trial.h"

#include <QDialog>

#include <map>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace attune::ui {

class ProblemLabel;

/// A small form with the settings of a trial, or the defaults, to change and to try next.
class CloneTrialDialog : public QDialog
{
    Q_OBJECT

public:
    CloneTrialDialog(const SearchSpace &space, const Trial &trial, QWidget *parent = nullptr);
    /// Begins with the defaults, and the middle of the ranges without one.
    explicit CloneTrialDialog(const SearchSpace &space, QWidget *parent = nullptr);

    /// The edited settings; inactive hyperparameters are left out.
    [[nodiscard]] Settings settings() const;

private:
    void build(const Settings &beginning);
    void addField(QFormLayout *form, const Hyperparameter &hyperparameter, const Settings &values);
    [[nodiscard]] Settings allValues() const;
    void check();

    SearchSpace m_space;
    std::map<std::string, QLineEdit *> m_texts;
    std::map<std::string, QComboBox *> m_choices;
    ProblemLabel *m_problems = nullptr;
    QPushButton *m_enqueue = nullptr;
};

} // namespace attune::ui
