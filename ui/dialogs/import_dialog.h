// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_gateway.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace attune::ui {

class ProblemLabel;

/// Takes over trials that ran elsewhere from a table of the person's choice; says what it found
/// before anything is taken.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `metric`: of the first objective. `gateway` is borrowed.
    ImportDialog(StudyGateway *gateway, const QString &metric, QWidget *parent);

    void setFile(const QString &path);

Q_SIGNALS:
    void imported(int trials);

private:
    void build(const QString &metric);
    void choose();
    /// Reads the table again, for another file or column.
    void look();
    void showFound(const ImportPreview &preview);
    void growToFit();
    void offerColumns(const QStringList &columns);
    void import();
    [[nodiscard]] QString file() const;
    [[nodiscard]] QString objectiveColumn() const;

    StudyGateway *m_gateway;
    int m_generation = 0; ///< an answer to an older request is dropped
    int m_trials = 0;     ///< found in the table
    QLineEdit *m_file = nullptr;
    QComboBox *m_column = nullptr;
    QLabel *m_found = nullptr;
    ProblemLabel *m_problem = nullptr;
    QPushButton *m_import = nullptr;
};

} // namespace attune::ui
