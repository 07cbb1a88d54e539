// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_gateway.h"

#include <QDialog>

#include <utility>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace attune::ui {

class ProblemLabel;

class StudyModel;

/// Trials to choose from: number, and how it is shown.
using TrialChoices = std::vector<std::pair<int, QString>>;

/// The trials on the front: "Trial 7: accuracy 0.972, size 12". Empty with one objective.
[[nodiscard]] TrialChoices frontChoices(const StudyModel &model);

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
    /// Lets one of these be chosen; the first is at once. Does nothing without any.
    void offer(const TrialChoices &choices);

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
    QComboBox *m_trials = nullptr;
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
