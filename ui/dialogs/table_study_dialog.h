// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_library.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace attune::ui {

class ProblemLabel;
class TableColumnsModel;

/// Makes a study of a table of trials that ran elsewhere: says what each column is taken for, lets
/// that be changed, and what is left out and why.
class TableStudyDialog : public QDialog
{
    Q_OBJECT

public:
    /// `library` is borrowed.
    explicit TableStudyDialog(StudyLibrary *library, QWidget *parent = nullptr);

    void setFile(const QString &path);
    /// Not while the study is being made: it would lie there, and nothing would lead to it.
    void reject() override;

Q_SIGNALS:
    void created(const QString &folder);

private:
    [[nodiscard]] QLayout *makeForm();
    [[nodiscard]] QTableView *makeTable();
    void build();
    void choose();
    /// Lets another folder be chosen.
    void askFolder(const QString &title, const QString &now, QString &chosen);
    /// Reads the table of another file.
    void read();
    void showTable(const Result<TableOfTrials> &table);
    void fitColumns();
    /// For other columns: what would be imported.
    void look();
    void showFound(const QStringList &problems, const ImportPreview &preview);
    void showReason();
    void showFolders();
    [[nodiscard]] QString sourceFolder() const;
    void create();

    StudyLibrary *m_library;
    TableColumnsModel *m_columns;
    int m_generation = 0;   ///< an answer to an older request is dropped
    QString m_path;         ///< of the table that is shown, or being read
    QString m_remark;       ///< of the table's reading
    QString m_sourceFolder; ///< where the person lets it run; empty: beside the table
    QString m_chosenParent;
    QString m_folder;
    QLineEdit *m_file = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_source = nullptr;
    QLabel *m_target = nullptr;
    QTableView *m_view = nullptr;
    QLabel *m_reason = nullptr;
    QLabel *m_found = nullptr;
    ProblemLabel *m_problem = nullptr;
    QPushButton *m_create = nullptr;
};

/// Whether a file is a table, by the end of its name.
[[nodiscard]] bool isTable(const QString &file);

} // namespace attune::ui
