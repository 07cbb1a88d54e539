// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_settings.h"

#include <QtTest>

#include <limits>

using namespace attune;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

StudySettings validSettings()
{
    StudySettings settings;
    settings.command = {"train", "--lr={lr}", "--rounds", "{rounds}"};
    Hyperparameter lr;
    lr.name = "lr";
    lr.min = 1e-4;
    settings.space.hyperparameters = {lr};
    settings.space.fixed = {{"rounds", "50"}};
    settings.metrics = {{"loss", "loss=(\\S+)", "", ""}};
    settings.objectives[0].metric = "loss";
    return settings;
}

/// "path: sentence" of the only problem.
std::string only(const StudySettings &settings)
{
    const Problems problems = settings.problems();
    if (problems.size() == 1)
        return problems.front().path + ": " + problems.front().sentence;
    std::string all = std::to_string(problems.size()) + " problems";
    for (const Problem &problem : problems)
        all += "\n" + problem.path + ": " + problem.sentence;
    return all;
}

/// The only problem after one change to valid settings.
template<typename Change>
std::string after(Change change)
{
    StudySettings settings = validSettings();
    change(settings);
    return only(settings);
}

/// Where the only problem is after one change to valid settings.
#define VERIFY_PATH(path, ...)                                                                     \
    do {                                                                                           \
        const std::string found = after([](StudySettings &s) { __VA_ARGS__; });                    \
        QVERIFY2(found.starts_with(std::string(path) + ": "), found.c_str());                      \
    } while (false)

/// A sound Hyperband of 9 steps.
HyperbandSettings &hyperband(StudySettings &s)
{
    s.search.strategy = Strategy::Hyperband;
    s.search.hyperband.maxResource = 9;
    return s.search.hyperband;
}

/// Eight ranges of ten values each.
void manyCombinations(StudySettings &s)
{
    s.budget.trials = 20'000'000;
    s.search.strategy = Strategy::Grid;
    s.search.gridPoints = 10;
    for (int i = 1; i < 8; ++i) {
        Hyperparameter more = s.space.hyperparameters.front();
        more.name = "x" + std::to_string(i);
        s.command.push_back("{" + more.name + "}");
        s.space.hyperparameters.push_back(more);
    }
}

} // namespace

class TestStudySettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsValidSettings();
    void refusesWhatTheCommandCannotHold();
    void refusesValuesThatAShellWouldActOn();
    void refusesBadFiles();
    void refusesBadRules();
    void refusesObjectivesThatNoRuleReads();
    void refusesBadBudgetsAndLimits();
    void refusesBadStopping();
    void saysWhatItCannotDoYet();
    void takesSeveralObjectivesAndRequirements();
    void startsFromAFewNamedStudies();
    void hyperbandNeedsRoomForItsRungs();
    void foldsAndReplicatesMustDiffer();
    void infersTheMaximumFromTheNumberOfEpochs();
    void listsEverythingAtOnce();
};

void TestStudySettings::acceptsValidSettings()
{
    QCOMPARE(validSettings().problems(), Problems{});
    StudySettings full = validSettings();
    full.environment = {{"OMP_NUM_THREADS", "1"}, {"LR", "{lr}"}};
    full.files = {{"train.conf.in", "conf/train.conf"}};
    full.budget = {10, 2, 3600.0};
    full.slots = {{{{"GPU", "0"}}}, {{{"GPU", "1"}}}};
    full.limits.seconds = 600.0;
    full.trialStopping.rule = TrialStoppingRule::Median;
    full.studyStopping = {0.01, 20, 0.01, true};
    QCOMPARE(full.problems(), Problems{});
    full.metrics = {{"", "", "", "key-value"}};
    full.objectives[0].metric = "anything";
    QCOMPARE(full.problems(), Problems{});
}

void TestStudySettings::refusesWhatTheCommandCannotHold()
{
    VERIFY_PATH("command", s.command.clear());
    VERIFY_PATH("command[1]", s.command[1] = "--lr={lrr}");
    VERIFY_PATH("command[3]", s.command[3] = std::string("a\0b", 3));
    VERIFY_PATH("fixed.rounds", s.space.fixed[0].second = std::string("\0", 1));
    VERIFY_PATH("environment.LR", s.environment["LR"] = "{lrr}");
    VERIFY_PATH("environment.A=B", s.environment["A=B"] = "1");
    VERIFY_PATH("slots[0].environment.GPU", s.slots = {Slot{{{"GPU", "{lrr}"}}}});
    VERIFY_PATH("workingDirectory", s.workingDirectory.clear());
    VERIFY_PATH("hyperparameters[0].max", s.space.hyperparameters[0].max = 1e-5);
}

void TestStudySettings::refusesValuesThatAShellWouldActOn()
{
    VERIFY_PATH("fixed.rounds", s.usesShell = true, s.space.fixed[0].second = "1; rm x");
    StudySettings settings = validSettings();
    settings.space.hyperparameters[0].type = HyperparameterType::Categorical;
    settings.space.hyperparameters[0].values = {std::string("a b"), std::string("$(date)")};
    QCOMPARE(settings.problems(), Problems{});
    settings.usesShell = true;
    QCOMPARE(only(settings),
             std::string("hyperparameters[0].values[1]: The value \"$(date)\" of \"lr\" holds "
                         "characters that /bin/sh would act on. Turn the shell off, or change the "
                         "value."));
}

void TestStudySettings::refusesBadFiles()
{
    VERIFY_PATH("files[0].template", s.files.push_back({"", "a"}));
    VERIFY_PATH("files[0].to", s.files.push_back({"a.in", ""}));
    VERIFY_PATH("files[0].to", s.files.push_back({"a.in", "/etc/passwd"}));
    VERIFY_PATH("files[0].to", s.files.push_back({"a.in", "x/../../a"}));
    VERIFY_PATH("files[0].to", s.files.push_back({"a.in", "job.json"}));
    VERIFY_PATH("files[1].to", (s.files = {{"a.in", "a"}, {"b.in", "a"}}));
}

void TestStudySettings::refusesBadRules()
{
    VERIFY_PATH("metrics[1].pattern", s.metrics.push_back({"x", "(", "", ""}));
    VERIFY_PATH("metrics[1].pattern", s.metrics.push_back({"x", "", "", ""}));
    VERIFY_PATH("metrics[1].name", s.metrics.push_back({"", "(1)", "", ""}));
    VERIFY_PATH("metrics[1].name", s.metrics.push_back({"loss", "(1)", "", ""}));
    VERIFY_PATH("metrics[1].preset", s.metrics.push_back({"", "", "", "no-such-preset"}));
}

void TestStudySettings::refusesObjectivesThatNoRuleReads()
{
    QCOMPARE(after([](StudySettings &s) { s.objectives[0].metric = "los"; }),
             std::string("objective.metric: The objective \"los\" is read by no rule. Did you mean "
                         "\"loss\"?"));
    QCOMPARE(after([](StudySettings &s) { s.objectives[0].metric = "accuracy"; }),
             std::string("objective.metric: The objective \"accuracy\" is read by no rule. Add a "
                         "rule for it, or choose another."));
    VERIFY_PATH("objective.metric", s.objectives[0].metric.clear());
    VERIFY_PATH("objective", s.objectives.clear());
    VERIFY_PATH("objective.value", (s.objectives[0].value = ObjectiveValue::MeanOfLast,
                                    s.objectives[0].meanOfLast = 0));
    StudySettings none = validSettings();
    none.metrics.clear();
    const Problems problems = none.problems();
    QCOMPARE(problems.size(), std::size_t{2});
    QCOMPARE(problems[0].path, std::string("metrics"));
    QCOMPARE(problems[1].path, std::string("objective.metric"));
}

void TestStudySettings::refusesBadBudgetsAndLimits()
{
    QCOMPARE(after([](StudySettings &s) { s.budget.parallel = 0; }),
             std::string("budget.parallel: The number of parallel trials is 0. Use 1 or more."));
    QCOMPARE(after([](StudySettings &s) {
                 s.budget.parallel = 3;
                 s.slots.resize(2);
             }),
             std::string("budget.parallel: 3 parallel trials need as many slots, but there are "
                         "only 2. Add slots, or run fewer at once."));
    VERIFY_PATH("budget.trials", s.budget.trials = 0);
    VERIFY_PATH("budget.seconds", s.budget.seconds = 0.0);
    VERIFY_PATH("budget.seconds", s.budget.seconds = infinity);
    VERIFY_PATH("search.gridPoints", s.search.gridPoints = 0);
    VERIFY_PATH("search.gridPoints", s.search.gridPoints = 2'000'000'000);
    VERIFY_PATH("search.gridPoints", manyCombinations(s));
    VERIFY_PATH("limits.seconds", s.limits.seconds = -1.0);
    VERIFY_PATH("limits.silentSeconds", s.limits.silentSeconds = 0.0);
    VERIFY_PATH("limits.memoryMiB", s.limits.memoryMiB = 0);
    VERIFY_PATH("limits.outputMiB", s.limits.outputMiB = -5);
    VERIFY_PATH("limits.graceSeconds", s.limits.graceSeconds = -0.1);
    VERIFY_PATH("limits.attempts", s.limits.attempts = 0);
    VERIFY_PATH("evaluation.folds", s.evaluation.folds = 0);
    VERIFY_PATH("evaluation.folds",
                (s.command.push_back("{fold}"), s.evaluation.folds = 1'000'000'000));
    VERIFY_PATH("evaluation.replicates",
                (s.command.push_back("{replicate}"), s.evaluation.replicates = 1'000'000'000));
    VERIFY_PATH("evaluation.replicates", s.evaluation.replicates = -1);
}

void TestStudySettings::refusesBadStopping()
{
    const auto threshold = [](StudySettings &s) {
        s.trialStopping.rule = TrialStoppingRule::Threshold;
    };
    QCOMPARE(after(threshold),
             std::string("stopping.trial.threshold: The threshold rule has no threshold. Give the "
                         "value beyond which a trial is ended."));
    VERIFY_PATH("stopping.trial.minSteps",
                (s.trialStopping.rule = TrialStoppingRule::Median, s.trialStopping.minSteps = 0));
    VERIFY_PATH("stopping.trial.minTrials",
                (s.trialStopping.rule = TrialStoppingRule::Median, s.trialStopping.minTrials = 0));
    VERIFY_PATH("stopping.trial.patience",
                (s.trialStopping.rule = TrialStoppingRule::Patience, s.trialStopping.patience = 0));
    VERIFY_PATH("stopping.trial.percentile", (s.trialStopping.rule = TrialStoppingRule::Percentile,
                                              s.trialStopping.percentile = 100.0));
    VERIFY_PATH("stopping.study.target", s.studyStopping.target = infinity);
    VERIFY_PATH("stopping.study.notImprovingFor", s.studyStopping.notImprovingFor = 0);
    VERIFY_PATH("stopping.study.notImprovingBy", s.studyStopping.notImprovingBy = -0.01);
    VERIFY_PATH("stopping.study.onConvergence",
                (s.studyStopping.onConvergence = true, s.search.strategy = Strategy::Random));
}

void TestStudySettings::saysWhatItCannotDoYet()
{
    VERIFY_PATH("launcher.kind", s.launcher = "slurm");
    QVERIFY(after([](StudySettings &s) {
                s.launcher = "slurm";
            }).starts_with("launcher.kind: This version of Attune cannot"));
}

void TestStudySettings::takesSeveralObjectivesAndRequirements()
{
    const auto two = [](StudySettings &s) -> StudySettings & {
        s.metrics.push_back({"size", "size=(\\S+)", "", ""});
        s.objectives.push_back(Objective{.metric = "size"});
        return s;
    };
    QCOMPARE(after([&](StudySettings &s) {
                 two(s).requirements = {"loss < 1", "size <= 20"};
             }),
             std::string("0 problems"));
    QCOMPARE(after([](StudySettings &s) { s.objectives.push_back(s.objectives[0]); }),
             std::string("objectives[1].metric: The objective \"loss\" is there twice. Remove one "
                         "of the two."));
    const auto refused = [&](const char *path, auto change) {
        const std::string found = after([&](StudySettings &s) { change(two(s)); });
        return found.starts_with(std::string(path) + ": ");
    };
    QVERIFY(refused("stopping.trial.rule",
                    [](StudySettings &s) { s.trialStopping.rule = TrialStoppingRule::Median; }));
    QVERIFY(
        refused("stopping.study.target", [](StudySettings &s) { s.studyStopping.target = 0.1; }));
    QVERIFY(refused("stopping.study.onConvergence",
                    [](StudySettings &s) { s.studyStopping.onConvergence = true; }));
    QVERIFY(refused("search.strategy", [](StudySettings &s) { hyperband(s); }));
    VERIFY_PATH("stopping.study.onConvergence",
                (s.requirements = {"loss < 1"}, s.studyStopping.onConvergence = true));
}

void TestStudySettings::startsFromAFewNamedStudies()
{
    VERIFY_PATH("warmStart[0].study", s.warmStart.resize(1));
    VERIFY_PATH("warmStart[0].kind", (s.warmStart = {{"../last", "similar"}}));
    VERIFY_PATH("warmStart", (s.warmStart.assign(6, {"../last", "same"})));
    QCOMPARE(after([](StudySettings &s) {
                 s.warmStart.assign(5, {"../last", "related"});
             }),
             std::string("0 problems"));
}

void TestStudySettings::hyperbandNeedsRoomForItsRungs()
{
    VERIFY_PATH("search.hyperband.maxResource", s.search.strategy = Strategy::Hyperband);
    VERIFY_PATH("search.hyperband.maxResource", s.command.push_back("{resource}"));
    QCOMPARE(after([](StudySettings &s) { s.command.push_back("{{resource}}"); }),
             std::string("0 problems")); // that is text
    QCOMPARE(after([](StudySettings &s) { hyperband(s); }), std::string("0 problems"));
    VERIFY_PATH("search.hyperband.maxResource", hyperband(s).minResource = 10);
    VERIFY_PATH("search.hyperband.minResource", hyperband(s).minResource = 0);
    VERIFY_PATH("search.hyperband.reductionFactor", hyperband(s).reductionFactor = 1);
    VERIFY_PATH("search.hyperband.brackets", hyperband(s).brackets = 4);
    VERIFY_PATH("stopping.trial.rule",
                (hyperband(s), s.trialStopping.rule = TrialStoppingRule::Median));
    VERIFY_PATH("search.hyperband.mode", hyperband(s).mode = HyperbandMode::Promote);
    QCOMPARE(after([](StudySettings &s) {
                 hyperband(s).mode = HyperbandMode::Promote;
                 s.command.push_back("{trial.directory}");
             }),
             std::string("0 problems"));
    VERIFY_PATH("evaluation",
                (hyperband(s), s.evaluation.folds = 5, s.command.push_back("{fold}")));
}

void TestStudySettings::foldsAndReplicatesMustDiffer()
{
    VERIFY_PATH("evaluation.folds", s.evaluation.folds = 5);
    VERIFY_PATH("evaluation.replicates", s.evaluation.replicates = 2);
    QCOMPARE(after([](StudySettings &s) {
                 s.evaluation = {5, 2};
                 s.command.push_back("--fold={fold}");
                 s.environment["SEED"] = "{trial.seed}";
             }),
             std::string("0 problems"));
}

void TestStudySettings::infersTheMaximumFromTheNumberOfEpochs()
{
    StudySettings settings;
    QVERIFY(!maxResourceOf(settings));
    for (const char *name : {"epochs", "n_epochs", "num_epochs", "numepochs", "n-epochs"}) {
        settings.space.fixed = {{name, "27"}};
        QCOMPARE(maxResourceOf(settings), std::optional<std::int64_t>(27));
    }
    for (const char *text : {"27.0", " 27 ", "2.7e1"}) {
        settings.space.fixed = {{"epochs", text}};
        QCOMPARE(maxResourceOf(settings), std::optional<std::int64_t>(27));
    }
    for (const char *text : {"many", "27.5", "", " ", "1e300", "-3", "27 epochs"}) {
        settings.space.fixed = {{"epochs", text}};
        QVERIFY(!maxResourceOf(settings));
    }
    settings.search.hyperband.maxResource = 81;
    QCOMPARE(maxResourceOf(settings), std::optional<std::int64_t>(81));
}

void TestStudySettings::listsEverythingAtOnce()
{
    StudySettings settings;
    settings.budget.trials = 0;
    settings.launcher = "slurm";
    std::vector<std::string> paths;
    for (const Problem &problem : settings.problems())
        paths.push_back(problem.path);
    QCOMPARE(paths,
             (std::vector<std::string>{"command", "hyperparameters", "metrics", "objective.metric",
                                       "budget.trials", "launcher.kind"}));
}

QTEST_GUILESS_MAIN(TestStudySettings)
#include "tst_study_settings.moc"
