// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QScrollArea;
class QSplitter;

namespace attune::ui {

class CommandRegistry;
class CommandSection;
class HyperparametersSection;
class StudyDocument;
class StudyGateway;
class StudyModel;
class TestRunSession;

/// The page on which a study is defined: what runs, what may vary, which number matters, how it is
/// searched. Every edit can be undone; every problem stands under its field.
class SetUpPage : public QWidget
{
    Q_OBJECT

public:
    SetUpPage(StudyDocument *document, StudyModel *model, StudyGateway *gateway,
              CommandRegistry *commands, QWidget *parent = nullptr);

    /// Whether the study should be started: no problems, and its objective was read in a test run
    /// or in a complete trial.
    [[nodiscard]] bool isReadyToRun() const;
    /// Why not, and what starting all the same would mean; empty when it is ready.
    [[nodiscard]] QString whyNotReady() const;

    [[nodiscard]] TestRunSession *testRun() const { return m_testRun; }

Q_SIGNALS:
    /// whyNotReady() may have another answer.
    void readinessChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildSections();
    void buildSides();
    void addCommands(CommandRegistry *commands);
    void chooseForMe();
    void letVary(const QString &name);
    [[nodiscard]] QString whatIsUntested() const;
    [[nodiscard]] bool areOnlyImported() const;
    [[nodiscard]] bool isTestRunNext() const;

    StudyDocument *m_document = nullptr;
    StudyModel *m_model = nullptr;
    StudyGateway *m_gateway = nullptr;
    TestRunSession *m_testRun = nullptr;
    QScrollArea *m_scroll = nullptr;
    QSplitter *m_splitter = nullptr;
    CommandSection *m_command = nullptr;
    HyperparametersSection *m_hyperparameters = nullptr;
};

} // namespace attune::ui
