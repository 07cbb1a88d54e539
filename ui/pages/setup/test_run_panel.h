// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/metric_guess.h"
#include "ui/widgets/panel.h"

class QPushButton;
class QSplitter;
class QTableWidget;

namespace attune::ui {

class DimLabel;
class FlowLayout;
class NoticeBar;
class OutputView;
class ProblemLabel;
class StudyDocument;
class TestRunSession;

/// The output of the test run, where a click on a number makes it a metric, and the table of what
/// the rules read.
class TestRunPanel : public Panel
{
    Q_OBJECT

public:
    TestRunPanel(StudyDocument *document, TestRunSession *testRun, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildOutput();
    void refreshState();
    /// What the person sees or can do next, or empty.
    [[nodiscard]] QString hint() const;
    void refreshTable();
    void refreshSuggestions();
    void makeMetric(MetricRule rule, bool higherIsBetter);

    StudyDocument *m_document = nullptr;
    TestRunSession *m_testRun = nullptr;
    DimLabel *m_hint = nullptr;
    ProblemLabel *m_problem = nullptr;
    NoticeBar *m_buffering = nullptr;
    QSplitter *m_splitter = nullptr;
    OutputView *m_output = nullptr;
    QTableWidget *m_table = nullptr;
    QWidget *m_suggestions = nullptr;
    FlowLayout *m_suggestionFlow = nullptr;
    QPushButton *m_start = nullptr;
    QWidget *m_filler = nullptr; ///< keeps the rest at the top while there is no output
};

} // namespace attune::ui
