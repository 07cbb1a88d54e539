// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include "ui/commands/command_registry.h"
#include "ui/models/study_model.h"
#include "ui/ports/study_gateway.h"
#include "ui/selection/trial_selection.h"
#include "ui/undo/study_document.h"

#include <QWidget>

#include <memory>
#include <vector>

class QStackedWidget;
class QStatusBar;

namespace attune::ui {

class NoticeStack;
class StudyCommands;

/// One open study in a window: the run bar, the pages with their navigation, and everything that
/// the pages share.
class StudyView : public QWidget
{
    Q_OBJECT

public:
    /// `commands` must hold "file.export" already; the study's own commands are added to it.
    StudyView(std::shared_ptr<StudyGateway> gateway, const PageFactory &makePages,
              CommandRegistry *commands, QStatusBar *statusBar, QWidget *parent = nullptr);
    ~StudyView() override;

    [[nodiscard]] const StudyModel &model() const { return m_model; }
    [[nodiscard]] StudyGateway *gateway() const { return m_gateway.get(); }
    [[nodiscard]] NoticeStack *notices() const { return m_notices; }
    [[nodiscard]] const StudyParts &parts() const { return m_parts; }

    /// Asks the gateway for everything. Once, when all who listen are connected.
    void load() { m_gateway->load(); }
    [[nodiscard]] QString page() const;
    /// Does nothing when there is no such page.
    void showPage(const QString &id);
    /// Starts the study without asking for a test run first.
    void runAtOnce();
    /// Asks for what to take over from a table of trials that ran elsewhere.
    void importTrials(const QString &file);

private:
    void build(const PageFactory &makePages);
    void addPage(const Page &page, int number);

    std::shared_ptr<StudyGateway> m_gateway;
    StudyModel m_model;
    StudyDocument m_document;
    TrialSelection m_selection;
    StudyParts m_parts;
    NoticeStack *m_notices = nullptr;
    StudyCommands *m_commands = nullptr;
    QStackedWidget *m_stack = nullptr;
    std::vector<Page> m_pages;
};

} // namespace attune::ui
