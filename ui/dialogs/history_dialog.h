// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QSortFilterProxyModel;
class QTableView;

namespace attune::ui {

class HistoryModel;
class StudyGateway;
class WrappedText;

/// What has happened to a study, beside its window: it goes on while the study does.
class HistoryDialog : public QDialog
{
    Q_OBJECT

public:
    /// `gateway` is borrowed.
    explicit HistoryDialog(StudyGateway *gateway, QWidget *parent = nullptr);

Q_SIGNALS:
    /// A person wants to see the trial that an entry is about.
    void trialWanted(int trial);

private:
    void build();
    void showWhole();

    HistoryModel *m_history;
    QSortFilterProxyModel *m_shown;
    QTableView *m_view = nullptr;
    WrappedText *m_whole = nullptr;
};

} // namespace attune::ui
