// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/clone_trial_dialog.h"

#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"

#include <QTest>

using namespace attune;
using namespace attune::ui;

class TestCloneTrialDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        FakeStudyGateway gateway;
        fillWithTrials(gateway, 10);
        m_space = gateway.settings.space;
        m_trial = gateway.trials[3];
    }

    void beginsWithTheTrialsValues()
    {
        QCOMPARE(CloneTrialDialog(m_space, m_trial).settings(), m_trial.settings);
    }

    void whatWasAddedSinceHasItsDefault()
    {
        m_trial.settings.erase("subsample");
        m_space.hyperparameters[2].defaultValue = 0.75;
        const Settings settings = CloneTrialDialog(m_space, m_trial).settings();
        QCOMPARE(settings.at("subsample"), Value(0.75));
        m_space.hyperparameters[2].defaultValue.reset(); // then something in its range
        const Settings middle = CloneTrialDialog(m_space, m_trial).settings();
        QVERIFY(m_space.problemsOf(middle).empty());
    }

    void whatWasFrozenThenHasTheValueThatTheTrialRanWith()
    {
        m_trial.settings.erase("subsample");
        m_trial.fixed = {{"subsample", 0.9}, {"gone", 1.0}};
        m_space.hyperparameters[2].defaultValue = 0.75;
        const Settings settings = CloneTrialDialog(m_space, m_trial).settings();
        QCOMPARE(settings.at("subsample"), Value(0.9));
        QCOMPARE(settings.size(), m_space.hyperparameters.size());
    }

    void withoutATrialItBeginsWithTheDefaults()
    {
        m_space.hyperparameters[2].defaultValue = 0.75;
        const CloneTrialDialog dialog(m_space);
        QCOMPARE(dialog.settings().at("subsample"), Value(0.75));
        QVERIFY(m_space.problemsOf(dialog.settings()).empty());
    }

private:
    SearchSpace m_space;
    Trial m_trial;
};

QTEST_MAIN(TestCloneTrialDialog)
#include "tst_clone_trial_dialog.moc"
