// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_gateway.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace attune::ui {

class ProblemLabel;

/// The best settings (or a trial's) in a format of the person's choice, as they will be written.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `title` says whose settings are exported; `studyName` starts the proposed file name; `trial`
    /// is -1 for the best. `gateway` is borrowed.
    ExportDialog(StudyGateway *gateway, const QString &title, const QString &studyName, int trial,
                 QWidget *parent);

    /// Why it is this trial, under the heading.
    void setReason(const QString &sentence);

private:
    void build();
    [[nodiscard]] QWidget *makeFormats();
    void refresh();
    void showText(const QString &text);
    void copy();
    void save();
    void saveTo(const QString &path);
    /// The file name that is proposed: `digits-best.json`, `digits-trials.csv`.
    [[nodiscard]] QString proposedName() const;

    StudyGateway *m_gateway;
    QString m_title;
    QString m_studyName;
    ExportRequest m_request;
    int m_generation = 0; ///< an answer to an older request is dropped
    QLabel *m_heading = nullptr;
    QLabel *m_reason = nullptr;
    QListWidget *m_formats = nullptr;
    QPlainTextEdit *m_preview = nullptr;
    QCheckBox *m_withFixed = nullptr;
    QCheckBox *m_withMetadata = nullptr;
    QLabel *m_said = nullptr;
    ProblemLabel *m_problem = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace attune::ui
