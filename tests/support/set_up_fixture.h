// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fake_study_gateway.h"
#include "ui/commands/command_registry.h"
#include "ui/models/study_model.h"
#include "ui/pages/set_up_page.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/problem_label.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QTest>

#include <memory>

namespace attune::ui {

/// The page with a fake gateway, found by object names and driven by events.
struct SetUpFixture
{
    FakeStudyGateway gateway;
    StudyModel model{&gateway};
    StudyDocument document{&gateway};
    CommandRegistry commands;
    std::unique_ptr<SetUpPage> page;

    explicit SetUpFixture(const StudySettings &settings, int trials = 0)
    {
        if (trials > 0)
            fillWithTrials(gateway, trials);
        gateway.settings = settings;
        gateway.load();
        page = std::make_unique<SetUpPage>(&document, &model, &gateway, &commands);
        page->resize(1300, 900);
        page->show();
    }

    const StudySettings &settings() const { return document.settings(); }
    const Hyperparameter &hyperparameter(std::size_t index) const
    {
        return document.settings().space.hyperparameters[index];
    }

    template<typename T = QWidget>
    T *find(const char *name) const
    {
        auto *found = page->findChild<T *>(QLatin1String(name));
        Q_ASSERT_X(found, "find", name);
        return found;
    }

    template<typename T = QLineEdit>
    void type(const char *name, const QString &text) const
    {
        auto *field = find<T>(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }

    QStringList sentences() const
    {
        QStringList sentences;
        for (const ProblemLabel *label : page->findChildren<ProblemLabel *>()) {
            if (label->isVisibleTo(page.get()))
                sentences << label->text();
        }
        return sentences;
    }

    void testRun(const QByteArray &output, int exitCode = 0)
    {
        QTest::mouseClick(find<QAbstractButton>("testRun"), Qt::LeftButton);
        Q_EMIT gateway.testRunOutput(OutputStream::Stdout, output);
        TestRunResult result;
        result.run.end = RunEnd::Exited;
        result.run.exitCode = exitCode;
        result.run.endedMs = 8100;
        result.run.sentence = exitCode ? "The program exited with code 1." : "";
        Q_EMIT gateway.testRunFinished(result);
    }
};

} // namespace attune::ui
