// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trial_runs.h"

#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/models/comparison_model.h"
#include "ui/models/study_model.h"
#include "ui/models/trials_table_model.h"

#include <QGridLayout>
#include <QLabel>
#include <QTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

namespace {

/// Fold 1 was started twice, and fold 2 is under way.
Trial threeFolds()
{
    Trial trial;
    trial.state = TrialState::Running;
    for (const auto &[fold, attempt] : {std::pair(0, 1), {1, 1}, {1, 2}, {2, 1}}) {
        Run run;
        run.key.fold = fold;
        run.key.attempt = attempt;
        run.startedMs = 1'000'000;
        run.endedMs = run.startedMs + 2500;
        run.end = RunEnd::Exited;
        trial.runs.push_back(run);
    }
    trial.runs[1].end = RunEnd::Signalled;
    trial.runs[1].signal = 9;
    trial.runs[3].end = RunEnd::None;
    trial.runs[3].startedMs = 0;
    trial.runs[3].endedMs = 0;
    return trial;
}

} // namespace

/// A trial that is the mean of several runs: what each gave, and what is not known of all.
class TestTrialRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void showsWhatEachRunGaveAndHowItEnded()
    {
        TrialRuns runs;
        runs.show(threeFolds(), u"loss"_s, {{0, 0, 0.25}, {1, 0, 0.5}});
        QVERIFY(!runs.isHidden());
        QCOMPARE(rowsOf(runs), QStringList({u"fold loss time end"_s, u"0 0.25 2.50 s complete"_s,
                                            u"1 – 2.50 s signal 9"_s, u"1 0.5 2.50 s complete"_s,
                                            u"2 – – running"_s}));
        Trial single;
        single.runs.resize(1);
        runs.show(single, u"loss"_s, {});
        QVERIFY(runs.isHidden());
    }

    void aMetricOfSeveralRunsIsEmptyUnlessItsMeanIsKnown()
    {
        FakeStudyGateway gateway;
        StudyModel model(&gateway);
        fillWithTrials(gateway, 12);
        giveGoals(gateway);
        gateway.settings.objectives.pop_back();
        gateway.trials[0].runs.back().key.fold = 1;
        gateway.trials[0].required = {0.75};
        gateway.load();
        const TrialsTableModel table(&model);
        QCOMPARE(textIn(table, 0, u"size"_s), QString());
        QVERIFY(tipIn(table, 0, u"size"_s).contains(u"Each run"_s));
        QVERIFY(!textIn(table, 1, u"size"_s).isEmpty());
        QCOMPARE(textIn(table, 0, u"recall"_s), u"0.7500"_s);
        ComparisonModel comparison(&model);
        comparison.setTrials({0, 1});
        QCOMPARE(comparison.index(rowOf(comparison, u"size"_s), 1).data().toString(), u"–"_s);
    }

private:
    static QStringList rowsOf(const TrialRuns &runs)
    {
        const auto *grid = runs.findChild<QGridLayout *>();
        QStringList rows;
        for (int row = 0; row < grid->rowCount(); ++row) {
            QStringList texts;
            for (int column = 0; column < grid->columnCount(); ++column)
                texts << static_cast<QLabel *>(grid->itemAtPosition(row, column)->widget())->text();
            rows << texts.join(u' ');
        }
        return rows;
    }

    static int columnOf(const TrialsTableModel &table, const QString &title)
    {
        int column = 0;
        while (table.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() != title)
            ++column;
        return column;
    }

    static QString textIn(const TrialsTableModel &table, int row, const QString &title)
    {
        return table.index(row, columnOf(table, title)).data().toString();
    }

    static QString tipIn(const TrialsTableModel &table, int row, const QString &title)
    {
        return table.index(row, columnOf(table, title)).data(Qt::ToolTipRole).toString();
    }

    static int rowOf(const ComparisonModel &comparison, const QString &title)
    {
        int row = 0;
        while (comparison.index(row, 0).data().toString() != title)
            ++row;
        return row;
    }
};

QTEST_MAIN(TestTrialRuns)
#include "tst_trial_runs.moc"
