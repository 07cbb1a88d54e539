// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/definition_notices.h"

#include <QtTest>

#include <functional>

using namespace attune;

namespace {

using Change = std::function<void(StudySettings &)>;

StudySettings plainStudy()
{
    StudySettings settings;
    settings.command = {"train", "{lr}"};
    settings.space.hyperparameters = {Hyperparameter{}};
    settings.space.hyperparameters[0].name = "lr";
    return settings;
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestDefinitionNotices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatHasNoEffect_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, Change change, const char *expected) {
            QTest::newRow(name) << std::move(change) << QString::fromUtf8(expected);
        };
        addSearch(row);
        addStopping(row);
        row(
            "run all of one run", [](StudySettings &s) { s.evaluation.runsAll = true; },
            "evaluation.runAll: This has no effect: a trial is one run.");
        row(
            "names that shells drop",
            [](StudySettings &s) {
                s.environment = {{"A-B", "1"}, {"_OK1", "1"}};
                s.slots = {{}, {{{"2X", "1"}}}};
            },
            "environment.A-B: Shells pass on only names of letters, digits and _, the first one no "
            "digit. A program that is started by a script may not see \"A-B\".\n"
            "slots[1].environment.2X: Shells pass on only names of letters, digits and _, the "
            "first one no digit. A program that is started by a script may not see \"2X\".");
    }

    void namesWhatHasNoEffect()
    {
        QFETCH(Change, change);
        QFETCH(QString, expected);
        StudySettings settings = plainStudy();
        change(settings);
        QCOMPARE(textOf(settings), expected);
    }

    void saysNothingOfWhatIsUsed()
    {
        StudySettings settings = plainStudy();
        QCOMPARE(textOf(settings), QString());
        settings.search.strategy = Strategy::Hyperband;
        settings.search.hyperband = {2, 81, 4, 2, true, HyperbandMode::Promote};
        settings.search.isCostAware = true;
        settings.studyStopping.notImprovingFor = 5;
        settings.studyStopping.notImprovingBy = 0.01;
        settings.evaluation = {1, 2, true};
        QCOMPARE(textOf(settings), QString());
        settings = plainStudy();
        settings.search.strategy = Strategy::Grid;
        settings.search.gridPoints = 9;
        settings.search.hyperband.maxResource = 50;
        settings.command.emplace_back("{resource}");
        settings.trialStopping = {TrialStoppingRule::Percentile, 2, 3, 10.0, 10, std::nullopt};
        QCOMPARE(textOf(settings), QString());
    }

private:
    static QString textOf(const StudySettings &settings)
    {
        QStringList lines;
        for (const Problem &notice : definitionNotices(settings))
            lines << QString::fromStdString(notice.path + ": " + notice.sentence);
        return lines.join(u'\n');
    }

    template<typename Row>
    static void addSearch(const Row &row)
    {
        row(
            "hyperband under another strategy",
            [](StudySettings &s) { s.search.hyperband.brackets = 2; },
            "search.hyperband: This has no effect: the strategy is not hyperband.");
        row(
            "a maximum that nobody is told",
            [](StudySettings &s) { s.search.hyperband.maxResource = 81; },
            "search.hyperband: This has no effect: the strategy is not hyperband.");
        row(
            "points of no grid", [](StudySettings &s) { s.search.gridPoints = 3; },
            "search.gridPoints: This has no effect: the strategy is not grid.");
        row(
            "costs without a model",
            [](StudySettings &s) {
                s.search.strategy = Strategy::Random;
                s.search.isCostAware = true;
            },
            "search.costAware: This has no effect: no model proposes the settings. Use the "
            "strategy bayesian, or hyperband with modelBased.");
    }

    template<typename Row>
    static void addStopping(const Row &row)
    {
        row(
            "a threshold of another rule",
            [](StudySettings &s) {
                s.trialStopping.rule = TrialStoppingRule::Median;
                s.trialStopping.threshold = 3.0;
            },
            "stopping.trial.threshold: This has no effect: the rule is one that takes no "
            "threshold.");
        row(
            "comparisons of a rule that compares with none",
            [](StudySettings &s) {
                s.trialStopping.rule = TrialStoppingRule::Patience;
                s.trialStopping.minTrials = 3;
                s.trialStopping.percentile = 10.0;
            },
            "stopping.trial.minTrials: This has no effect: the rule is one that takes no "
            "minTrials.\nstopping.trial.percentile: This has no effect: the rule is one that takes "
            "no percentile.");
        row(
            "no rule",
            [](StudySettings &s) {
                s.trialStopping.minSteps = 3;
                s.trialStopping.patience = 4;
            },
            "stopping.trial.minSteps: This has no effect: no rule is chosen.\n"
            "stopping.trial.patience: This has no effect: no rule is chosen.");
        row(
            "an improvement that is not asked for",
            [](StudySettings &s) { s.studyStopping.notImprovingBy = 0.1; },
            "stopping.study.notImprovingBy: This has no effect without notImprovingFor.");
        row(
            "an improvement of a front",
            [](StudySettings &s) {
                s.objectives.resize(2);
                s.studyStopping.notImprovingFor = 3;
                s.studyStopping.notImprovingBy = 0.1;
            },
            "stopping.study.notImprovingBy: This has no effect: with several objectives a trial "
            "improves when it joins the front.");
    }
};

QTEST_APPLESS_MAIN(TestDefinitionNotices)
#include "tst_definition_notices.moc"
