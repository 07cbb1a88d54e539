// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_settings.h"

#include <QtTest>

#include <functional>
#include <limits>

using namespace attune;
using namespace Qt::StringLiterals;

namespace {

using Change = std::function<void(StudySettings &)>;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// One hyperparameter of each type, a fixed value, one metric: no problems.
StudySettings validSettings()
{
    StudySettings settings;
    settings.command = {"train", "--lr={lr}", "--depth={depth}", "--kind={kind}", "{rounds}"};
    Hyperparameter lr;
    lr.name = "lr";
    lr.min = 1e-4;
    Hyperparameter depth;
    depth.name = "depth";
    depth.type = HyperparameterType::Integer;
    depth.min = 1;
    depth.max = 10;
    Hyperparameter kind;
    kind.name = "kind";
    kind.type = HyperparameterType::Categorical;
    kind.values = {std::string("a"), std::string("b")};
    settings.space.hyperparameters = {lr, depth, kind};
    settings.space.fixed = {{"rounds", "50"}};
    settings.metrics = {{"loss", "loss=(\\S+)", "", ""}};
    settings.objectives[0].metric = "loss";
    return settings;
}

Hyperparameter &lr(StudySettings &settings)
{
    return settings.space.hyperparameters[0];
}
Hyperparameter &depth(StudySettings &settings)
{
    return settings.space.hyperparameters[1];
}
Hyperparameter &kind(StudySettings &settings)
{
    return settings.space.hyperparameters[2];
}

} // namespace

Q_DECLARE_METATYPE(Change)

/// The rules that Amazon SageMaker has for a tuning job's ranges, limits and criteria, each broken
/// once: what Attune says, and where. What Attune allows beyond them stands at the end.
class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, Change change, const char *expected) {
            QTest::newRow(name) << std::move(change) << QString::fromUtf8(expected);
        };
        addRanges(row);
        addNames(row);
        addMetrics(row);
        addLimits(row);
    }

    void saysWhatIsWrong()
    {
        QFETCH(Change, change);
        QFETCH(QString, expected);
        StudySettings settings = validSettings();
        QCOMPARE(settings.problems(), Problems());
        change(settings);
        const Problems problems = settings.problems();
        QStringList sentences;
        for (const Problem &problem : problems)
            sentences << QString::fromStdString(problem.path + ": " + problem.sentence);
        QCOMPARE(sentences.join(u'\n'), expected);
    }

    void goesFurther_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, Change change) {
            QTest::newRow(name) << std::move(change);
        };
        row("grid over numbers", [](StudySettings &s) { s.search.strategy = Strategy::Grid; });
        row("fewer combinations than trials", [](StudySettings &s) {
            s.space.hyperparameters = {kind(s)};
            s.command = {"train", "{kind}"};
        });
        row("a single value", [](StudySettings &s) { kind(s).values.resize(1); });
        row("a single integer", [](StudySettings &s) { depth(s).max = 1; });
        row("more than 30 hyperparameters", [](StudySettings &s) {
            for (int i = 0; i < 40; ++i) {
                s.space.hyperparameters.push_back(depth(s));
                s.space.hyperparameters.back().name = "more" + std::to_string(i);
            }
        });
        row("more than 30 values", [](StudySettings &s) {
            for (int i = 0; i < 50; ++i)
                kind(s).values.emplace_back("value" + std::to_string(i));
        });
        row("an environment name that shells do not pass on", // told by definitionNotices()
            [](StudySettings &s) {
                s.environment = {{"discovery.type", "1"}};
            });
        row("stops after two without improvement",
            [](StudySettings &s) { s.studyStopping.notImprovingFor = 2; });
        row("reverse logarithmic from 0", [](StudySettings &s) {
            lr(s).min = 0;
            lr(s).max = 0.99;
            lr(s).scaling = Scaling::ReverseLogarithmic;
        });
    }

    void goesFurther()
    {
        QFETCH(Change, change);
        StudySettings settings = validSettings();
        change(settings);
        QCOMPARE(settings.problems(), Problems());
    }

private:
    template<typename Row>
    static void addRanges(const Row &row)
    {
        row(
            "minimum above maximum", [](StudySettings &s) { lr(s).min = 2; },
            "hyperparameters[0].max: The maximum of \"lr\", 1, is below its minimum, 2. Swap or "
            "change them.");
        row(
            "no range", [](StudySettings &s) { lr(s).min = lr(s).max = 1; },
            "hyperparameters[0].max: The minimum and the maximum of \"lr\" are both 1. Widen the "
            "range, or make it a fixed value.");
        row(
            "infinite maximum", [](StudySettings &s) { lr(s).max = infinity; },
            "hyperparameters[0].max: The maximum of \"lr\" is not a finite number. Give a number.");
        row(
            "integer from a fraction", [](StudySettings &s) { depth(s).min = 1.5; },
            "hyperparameters[1].min: The minimum of \"depth\" is 1.5, but an integer needs a whole "
            "number.");
        row(
            "logarithmic from 0",
            [](StudySettings &s) {
                lr(s).min = 0;
                lr(s).scaling = Scaling::Logarithmic;
            },
            "hyperparameters[0].scaling: Logarithmic needs a minimum above 0. The range of \"lr\" "
            "is 0 to 1. Change the range or the scaling.");
        row(
            "logarithmic integer from 0",
            [](StudySettings &s) {
                depth(s).min = 0;
                depth(s).scaling = Scaling::Logarithmic;
            },
            "hyperparameters[1].scaling: Logarithmic needs a minimum above 0. The range of "
            "\"depth\" is 0 to 10. Change the range or the scaling.");
        row(
            "reverse logarithmic integer",
            [](StudySettings &s) { depth(s).scaling = Scaling::ReverseLogarithmic; },
            "hyperparameters[1].scaling: Reverse Logarithmic needs a continuous hyperparameter. "
            "The range of \"depth\" is 1 to 10. Change the range or the scaling.");
        row(
            "reverse logarithmic to 1",
            [](StudySettings &s) { lr(s).scaling = Scaling::ReverseLogarithmic; },
            "hyperparameters[0].scaling: Reverse Logarithmic needs a maximum below 1. The range of "
            "\"lr\" is 0.0001 to 1. Change the range or the scaling.");
        row(
            "reverse logarithmic below 0",
            [](StudySettings &s) {
                lr(s).min = -0.5;
                lr(s).max = 0.5;
                lr(s).scaling = Scaling::ReverseLogarithmic;
            },
            "hyperparameters[0].scaling: Reverse Logarithmic needs a minimum of 0 or more. The "
            "range of \"lr\" is -0.5 to 0.5. Change the range or the scaling.");
        row(
            "no values", [](StudySettings &s) { kind(s).values.clear(); },
            "hyperparameters[2].values: \"kind\" has no values to choose from. Add at least one.");
        row(
            "a value twice", [](StudySettings &s) { kind(s).values[1] = kind(s).values[0]; },
            "hyperparameters[2].values[1]: The value \"a\" of \"kind\" is listed twice. Remove "
            "one.");
        row(
            "an empty value", [](StudySettings &s) { kind(s).values[1] = std::string(); },
            "hyperparameters[2].values[1]: A value of \"kind\" is empty. Give it a text or remove "
            "it.");
        row(
            "nothing varies",
            [](StudySettings &s) {
                s.space.hyperparameters.clear();
                s.command = {"train"};
            },
            "hyperparameters: There is no hyperparameter that may vary. Add at least one.");
    }

    template<typename Row>
    static void addNames(const Row &row)
    {
        row(
            "a name twice",
            [](StudySettings &s) {
                s.space.fixed = {{"rounds", "1"}, {"lr", "1"}};
            },
            "fixed.lr: The name \"lr\" is used twice. Rename one.");
        row(
            "two names of one variable",
            [](StudySettings &s) {
                s.space.fixed = {{"rounds", "1"}, {"LR", "1"}};
            },
            "fixed.LR: The names \"lr\" and \"LR\" would share the environment variable "
            "ATTUNE_PARAM_LR. Rename one.");
        row(
            "a name that is none",
            [](StudySettings &s) {
                s.space.fixed.push_back({"1a", "1"});
            },
            "fixed.1a: The name \"1a\" is not allowed. Use a letter or _ first, then letters, "
            "digits, _ . : or -.");
        row(
            "a placeholder that is unknown", [](StudySettings &s) { s.command[1] = "{lrr}"; },
            "command[1]: \"{lrr}\" stands for no value here; did you mean \"{lr}\"? Write \"{{\" "
            "for a brace itself.");
        row(
            "an environment name that is none",
            [](StudySettings &s) {
                s.environment = {{"A=B", "1"}};
            },
            "environment.A=B: The environment variable \"A=B\" cannot be set: a name has at least "
            "one character and no \"=\". Rename it.");
        row(
            "no command", [](StudySettings &s) { s.command.clear(); },
            "command: The command is empty: give the program and its arguments.");
    }

    template<typename Row>
    static void addMetrics(const Row &row)
    {
        row(
            "no metric", [](StudySettings &s) { s.metrics.clear(); },
            "metrics: No metric is read from the program's output. Add a rule, for example by a "
            "click on a number after a test run.\nobjective.metric: The objective \"loss\" is read "
            "by no rule. Add a rule for it, or choose another.");
        row(
            "an objective that no rule reads",
            [](StudySettings &s) { s.objectives[0].metric = "los"; },
            "objective.metric: The objective \"los\" is read by no rule. Did you mean \"loss\"?");
        row(
            "no objective", [](StudySettings &s) { s.objectives[0].metric.clear(); },
            "objective.metric: No metric is chosen as the objective. Choose the one that matters.");
        row(
            "a pattern without parentheses",
            [](StudySettings &s) { s.metrics[0].pattern = "loss=\\S+"; },
            "metrics[0].pattern: The pattern of \"loss\" does not say where the value is: put "
            "parentheses around it, as in \"loss: (\\S+)\".");
        row(
            "a pattern that is none", [](StudySettings &s) { s.metrics[0].pattern = "loss=(\\S+"; },
            "metrics[0].pattern: The pattern of \"loss\" is invalid: missing closing parenthesis "
            "at character 10.");
        row(
            "a metric without a name",
            [](StudySettings &s) {
                s.metrics.push_back({"", "(a)", "", ""});
            },
            "metrics[1].name: A metric has no name. Give it one.");
    }

    template<typename Row>
    static void addLimits(const Row &row)
    {
        row(
            "no trials", [](StudySettings &s) { s.budget.trials = 0; },
            "budget.trials: The number of trials is 0. Use 1 or more.");
        row(
            "none at once", [](StudySettings &s) { s.budget.parallel = 0; },
            "budget.parallel: The number of parallel trials is 0. Use 1 or more.");
        row(
            "no time", [](StudySettings &s) { s.budget.seconds = 0; },
            "budget.seconds: The time for the study in seconds is 0. Use a number above 0, or "
            "leave it out.");
        row(
            "a target that is none", [](StudySettings &s) { s.studyStopping.target = infinity; },
            "stopping.study.target: The target is inf. Use a finite number, or leave it out.");
        row(
            "not improving for none", [](StudySettings &s) { s.studyStopping.notImprovingFor = 0; },
            "stopping.study.notImprovingFor: The number of trials without improvement is 0. Use 1 "
            "or more.");
        row(
            "convergence without a model",
            [](StudySettings &s) {
                s.search.strategy = Strategy::Random;
                s.studyStopping.onConvergence = true;
            },
            "stopping.study.onConvergence: Only the Bayesian strategy can tell when it has "
            "converged. Use it, or turn onConvergence off.");
        row(
            "no attempts", [](StudySettings &s) { s.limits.attempts = 0; },
            "limits.attempts: The number of attempts is 0. Use 1 or more.");
        row(
            "no time for a trial", [](StudySettings &s) { s.limits.seconds = -1; },
            "limits.seconds: The time limit in seconds is -1. Use a number above 0, or leave it "
            "out.");
        row(
            "no grid points", [](StudySettings &s) { s.search.gridPoints = 0; },
            "search.gridPoints: The number of grid points is 0. Use 1 or more.");
        row(
            "more at once than slots",
            [](StudySettings &s) {
                s.slots.resize(1);
                s.budget.parallel = 2;
            },
            "budget.parallel: 2 parallel trials need as many slots, but there are only 1. Add "
            "slots, or run fewer at once.");
        row(
            "no folds", [](StudySettings &s) { s.evaluation.folds = 0; },
            "evaluation.folds: The number of folds is 0. Use 1 or more.");
    }
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_bad_input.moc"
