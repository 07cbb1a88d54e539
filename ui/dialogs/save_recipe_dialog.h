// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;

namespace attune::ui {

class ProblemLabel;

/// Asks for the name of a recipe and what it is.
class SaveRecipeDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SaveRecipeDialog(const QString &name, QWidget *parent = nullptr);

    /// Why it could not be saved; the dialog stays open for another name.
    void showProblem(const QString &sentence);

Q_SIGNALS:
    void saveWanted(const QString &name, const QString &note);

private:
    QLineEdit *m_name = nullptr;
    QLineEdit *m_note = nullptr;
    ProblemLabel *m_problem = nullptr;
};

} // namespace attune::ui
