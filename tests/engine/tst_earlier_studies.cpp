// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/earlier_studies.h"
#include "app/engine/scheduling/search_history.h"
#include "app/engine/storage/study_database.h"
#include "core/search/earlier_results.h"
#include "tests/engine/study_fixture.h"

#include <QDir>

#include <algorithm>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

class TestEarlierStudies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void areCopiedWhenTheStudyIsMade();
    void giveSuggestionsThatCanBeComputedAgain();
    void areSummedUp();
    void leaveOutWhatWasExcluded();
    void ofTheSameTaskDoNotCountForAnotherObjective();
    void keepTheValuesOfARevisionBefore();
    void ofTheSameTaskAreWhatTheyAreThereToday();
    void areSettledAfterTheFirstTrial();
    void areCopiedBeforeTheFirstTrialAtTheLatest();
    void haveProblems_data();
    void haveProblems();
    void haveProblemsOfTheirPaths();
    void haveAllTheirProblemsTold();
    void haveManyNamesInOneSentence();
};

namespace {

StudySettings bayesian(int trials)
{
    StudySettings settings = fakeStudy({"--steps", "2"}, trials);
    settings.search.strategy = Strategy::Bayesian;
    return settings;
}

/// A study that has run, of the settings of bayesian().
class Parent
{
public:
    explicit Parent(int trials, const StudySettings &settings = bayesian(1))
        : m_study(sized(settings, trials))
    {
        if (const auto runner = m_study.open(); !runToEnd(*runner))
            qFatal("The earlier study did not run.");
    }

    [[nodiscard]] WarmStart as(const char *kind) const
    {
        return {m_study.folder().toStdString(), kind};
    }
    [[nodiscard]] const StudyFixture &study() const { return m_study; }

private:
    static StudySettings sized(StudySettings settings, int trials)
    {
        settings.budget.trials = trials;
        return settings;
    }
    StudyFixture m_study;
};

StudySettings child(int trials, std::vector<WarmStart> warmStart)
{
    StudySettings settings = bayesian(trials);
    settings.name = "child";
    settings.search.seed = 2;
    settings.warmStart = std::move(warmStart);
    return settings;
}

std::vector<ParentRecord> parentsOf(const StudyFixture &study)
{
    auto database = StudyDatabase::open(StudyFolder(study.folder()), DatabaseAccess::ReadOnly);
    return *(*database)->parents().read();
}

} // namespace

void TestEarlierStudies::areCopiedWhenTheStudyIsMade()
{
    const Parent parent(3);
    const StudyFixture study(child(1, {
                                          parent.as("same"),
                                      }));
    QVERIFY(QDir(parent.study().folder()).removeRecursively());
    const std::vector<ParentRecord> copies = parentsOf(study);
    QCOMPARE(copies.size(), 1u);
    QCOMPARE(copies.front().name, std::string("fake"));
    QVERIFY(copies.front().kind == WarmStartKind::Same);
    QCOMPARE(copies.front().results.size(), 3u);
    for (int i = 0; i < 3; ++i) {
        const Observation &result = copies.front().results[std::size_t(i)];
        QCOMPARE(result.trial, i);
        QVERIFY(result.outcome == Outcome::Complete);
        QCOMPARE(result.objectives.size(), 1u);
        QVERIFY(result.settings.contains("lr"));
    }
    const auto runner = study.open();
    QVERIFY(runner->warmStartProblems().empty());
    QVERIFY(runToEnd(*runner));
    QCOMPARE(runner->trials().size(), 1u); // earlier trials are none of the study's
}

void TestEarlierStudies::giveSuggestionsThatCanBeComputedAgain()
{
    const Parent same(5);
    StudySettings other = bayesian(1);
    other.search.seed = 5;
    const Parent related(6, other);
    const StudyFixture study(child(8, {same.as("same"), related.as("related")}));
    auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const std::vector<Trial> trials = runner->trials();
    SearchProblem problem = searchProblemOf(runner->settings(), {});
    problem.earlierStudies = earlierStudiesOf(parentsOf(study));
    const auto sampler = makeSampler(problem);
    auto database = StudyDatabase::open(StudyFolder(study.folder()), DatabaseAccess::ReadOnly);
    const auto fits = *(*database)->studies().fits();
    QVERIFY(!fits.empty());
    StudyHistory history;
    bool usesAFit = false;
    for (const Trial &trial : trials) {
        const auto used = std::ranges::find_if(fits, [&](const FitRecord &record) {
            return record.fit.number == trial.basis.fitNumber;
        });
        const ModelFit fit = used == fits.end() ? ModelFit{} : used->fit;
        usesAFit = usesAFit || fit.number > 0;
        const auto again = sampler->suggest(history, fit, trial.number, {});
        QVERIFY(again);
        QCOMPARE(*again, trial.settings);
        const auto results = *(*database)->trials().results(1, 1);
        const auto result = std::ranges::find(results, trial.number, &ResultRecord::trial);
        history.results.push_back(observationOf(*result, trial.settings));
    }
    QVERIFY(usesAFit);
}

void TestEarlierStudies::areSummedUp()
{
    const Parent parent(4);
    StudySettings settings = child(2, {
                                          parent.as("same"),
                                      });
    settings.space.hyperparameters.front().min = 0.01;
    settings.space.hyperparameters.front().max = 0.1;
    const StudyFixture study(settings);
    const auto runner = study.open();
    const auto before = summarize(study.folder());
    QVERIFY(before);
    QCOMPARE(before->earlier.size(), 1u);
    QCOMPARE(before->earlier.front().trials + before->earlier.front().leftOut, 4);
    QVERIFY(before->overallBest);
    QCOMPARE(before->overallBest->study, std::string("fake"));
    QVERIFY(before->overallBest->trial >= 0 && before->overallBest->trial < 4); // as it is there
    QVERIFY(!before->status.bestTrial);
    QVERIFY(runToEnd(*runner));
    const auto after = summarize(study.folder());
    QVERIFY(after && after->overallBest);
    QCOMPARE(after->overallBest->value,
             std::min(before->overallBest->value, *after->status.bestValue));
}

/// Four trials vary the depth, two more have it frozen: a study in which it varies takes all six.
void TestEarlierStudies::keepTheValuesOfARevisionBefore()
{
    StudySettings varied = bayesian(1);
    Hyperparameter depth;
    depth.name = "depth";
    depth.type = HyperparameterType::Integer;
    depth.min = 2;
    depth.max = 12;
    varied.space.hyperparameters.push_back(depth);
    varied.command.insert(varied.command.end(), {"--depth", "{depth}"});
    const Parent parent(4, varied);
    {
        const auto runner = parent.study().open();
        StudySettings frozen = varied;
        frozen.space.hyperparameters.pop_back();
        frozen.space.fixed = {{"depth", "5"}};
        frozen.budget.trials = 6;
        QVERIFY(runner->applySettings(frozen));
        QVERIFY(runToEnd(*runner));
    }
    StudySettings settings = varied;
    settings.warmStart = {parent.as("same")};
    const StudyFixture study(settings);
    const std::vector<ParentRecord> copies = parentsOf(study);
    QCOMPARE(copies.size(), 1u);
    QCOMPARE(copies.front().results.size(), 6u);
    const auto earlier = resultsInSpace(earlierStudiesOf(copies).front(), settings.space);
    QCOMPARE(earlier.leftOut, 0);
    QCOMPARE(earlier.results.size(), 6u);
    QCOMPARE(earlier.results.back().settings.at("depth"), Value(std::int64_t{5}));

    // Where it is fixed to something else, only trials with that value count.
    StudySettings fixed = varied;
    fixed.space.hyperparameters.pop_back();
    fixed.space.fixed = {{"depth", "5"}};
    const auto some = resultsInSpace(earlierStudiesOf(copies).front(), fixed.space);
    QVERIFY(some.results.size() >= 2);
    for (const Observation &result : copies.front().results) {
        const auto value = result.settings.find("depth");
        if (value != result.settings.end() && value->second != Value(std::int64_t{5}))
            QVERIFY(some.leftOut > 0);
    }
}

void TestEarlierStudies::leaveOutWhatWasExcluded()
{
    const Parent parent(3);
    QVERIFY(parent.study().open()->setExcluded(1, true));
    const StudyFixture study(child(1, {
                                          parent.as("same"),
                                      }));
    const std::vector<ParentRecord> copies = parentsOf(study);
    QCOMPARE(copies.front().results.size(), 2u);
    QCOMPARE(copies.front().results.back().trial, 2);
}

void TestEarlierStudies::ofTheSameTaskDoNotCountForAnotherObjective()
{
    const Parent parent(3);
    const StudyFixture study(child(1, {
                                          parent.as("same"),
                                      }));
    const auto runner = study.open();
    QVERIFY(runToEnd(*runner));
    const auto before = summarize(study.folder());
    QVERIFY(before && before->overallBest);
    QCOMPARE(before->earlier.front().trials, 3);

    StudySettings settings = runner->settings();
    settings.objectives.front().direction = Direction::Maximize;
    settings.budget.trials = 2;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    const auto other = summarize(study.folder());
    QVERIFY(other && !other->overallBest);
    QCOMPARE(other->earlier.front().trials, 0);
    QCOMPARE(other->earlier.front().leftOut, 3);

    settings.objectives.push_back(settings.objectives.front());
    settings.objectives.back() = {.metric = "accuracy", .direction = Direction::Maximize};
    settings.metrics.push_back(
        {.name = "accuracy", .pattern = "acc=(\\S+)", .stepPattern = {}, .preset = {}});
    settings.budget.trials = 3;
    const auto added = runner->applySettings(settings);
    QVERIFY2(added, added ? "" : added.error().message.c_str());
    QCOMPARE(summarize(study.folder())->earlier.front().trials, 0);

    settings = child(3, runner->settings().warmStart);
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(summarize(study.folder())->earlier.front().trials, 3);
}

/// Trial 0 had something that is gone, trial 1 lacks what was added with a default, and trial 2
/// something without.
void TestEarlierStudies::ofTheSameTaskAreWhatTheyAreThereToday()
{
    const auto number = [](const char *name) {
        Hyperparameter made;
        made.name = name;
        return made;
    };
    StudySettings settings = fakeStudy({}, 1);
    settings.command = {"/bin/sh", "-c", "echo epoch 1 loss 1"};
    settings.space.hyperparameters.push_back(number("gone"));
    const StudyFixture earlier(settings);
    const auto runner = earlier.open();
    QVERIFY(runToEnd(*runner));
    settings.space.hyperparameters.back() = number("added");
    settings.budget.trials = 2;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    settings.space.hyperparameters.push_back(number("late"));
    settings.space.hyperparameters.back().defaultValue = 0.25;
    settings.budget.trials = 3;
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    const auto taken = [&](const char *kind) {
        const StudyFixture study(child(1, {{earlier.folder().toStdString(), kind}}));
        return parentsOf(study);
    };
    const StudySettings drawn = child(1, {});
    StudySettings now = drawn;
    now.space = settings.space;
    now.warmStart = {{earlier.folder().toStdString(), "same"}};
    const std::vector<ParentRecord> copies = parentsOf(StudyFixture(now));
    QCOMPARE(copies.size(), 1u);
    QCOMPARE(copies.front().results.size(), 2u);
    QCOMPARE(copies.front().results[0].trial, 1);
    QCOMPARE(copies.front().results[0].settings.at("late"), Value(0.25));
    QCOMPARE(copies.front().results[1].trial, 2);

    settings.space.hyperparameters.back().defaultValue.reset(); // nobody knows what trial 1 had
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(parentsOf(StudyFixture(now)).front().results.size(), 1u);
    QCOMPARE(taken("related").front().results.size(), 3u); // as they were
}

void TestEarlierStudies::areSettledAfterTheFirstTrial()
{
    const Parent parent(2);
    const StudyFixture study(child(1, {}));
    const auto runner = study.open();
    StudySettings settings = runner->settings();
    settings.warmStart = {
        parent.as("related"),
    };
    QVERIFY(runner->applySettings(settings));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(parentsOf(study).size(), 1u);
    settings.warmStart.clear();
    const auto refused = runner->applySettings(settings);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.find("settled") != std::string::npos);
    settings = runner->settings();
    settings.budget.trials = 2;
    QVERIFY(runner->applySettings(settings));
    QCOMPARE(parentsOf(study).size(), 1u);
}

void TestEarlierStudies::areCopiedBeforeTheFirstTrialAtTheLatest()
{
    const StudyFixture unrun(bayesian(2));
    const StudyFixture study(
        child(1, {{unrun.folder().toStdString(), "same"}})); // a draft: nothing to copy yet
    QVERIFY(parentsOf(study).empty());
    const auto runner = study.open();
    const auto refused = runner->run();
    QVERIFY(!refused);
    QVERIFY(refused.error().message.find("no complete trial") != std::string::npos);
    QVERIFY(runToEnd(*unrun.open()));
    QVERIFY(runToEnd(*runner));
    QCOMPARE(parentsOf(study).front().results.size(), 2u);
}

void TestEarlierStudies::haveProblems_data()
{
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<int>("change");
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("words");
    const auto row = [](const char *name, const char *kind, int change, const char *path,
                        const char *words) {
        QTest::newRow(name) << std::string(kind) << change << std::string(path)
                            << std::string(words);
    };
    row("type", "same", 0, "warmStart[0].study", "\"lr\" is an integer here and continuous in");
    row("type of a related one", "related", 0, "warmStart[0].study", "A type may not change");
    row("metric", "same", 1, "warmStart[0].kind", "\"accuracy\" here and \"loss\" in \"fake\"");
    row("direction", "same", 2, "warmStart[0].kind", "maximized here and minimized in \"fake\"");
    row("names", "same", 3, "warmStart[0].kind", "\"lr\" of \"fake\" is not known here");
    row("near names", "same", 4, "warmStart[0].kind", "did you mean \"lrr\"?");
    row("several objectives", "same", 5, "warmStart[0].kind", "There are 2 objectives here");
    row("no names in common", "related", 3, "warmStart[0].study", "no hyperparameter in common");
}

void TestEarlierStudies::haveProblems()
{
    QFETCH(std::string, kind);
    QFETCH(int, change);
    QFETCH(std::string, path);
    QFETCH(std::string, words);
    const Parent parent(1);
    StudySettings settings = child(1, {parent.as(kind.c_str())});
    Hyperparameter &rate = settings.space.hyperparameters.front();
    switch (change) {
    case 0:
        rate.type = HyperparameterType::Integer;
        break;
    case 1:
        settings.objectives.front().metric = "accuracy";
        break;
    case 2:
        settings.objectives.front().direction = Direction::Maximize;
        break;
    case 3:
        rate.name = "momentum";
        break;
    case 5:
        settings.objectives.push_back({.metric = "accuracy"});
        break;
    default:
        rate.name = "lrr";
        break;
    }
    const FoundParents found = findParents(settings, {u"/"_s, {}});
    QVERIFY(found.parents.empty());
    const bool isSaid = std::ranges::any_of(found.problems, [&](const Problem &problem) {
        return problem.path == path && problem.sentence.find(words) != std::string::npos;
    });
    QVERIFY2(isSaid, listOf(found.problems).c_str());
}

void TestEarlierStudies::haveProblemsOfTheirPaths()
{
    const Parent parent(1);
    const QString folder = parent.study().folder();
    const StudySettings settings =
        child(1, {{"nowhere", "same"},
                  parent.as("same"),
                  {QDir(QDir::rootPath()).relativeFilePath(folder).toStdString(), "related"}});
    const FoundParents found = findParents(settings, {u"/"_s, {}});
    QCOMPARE(found.problems.size(), 2u);
    QCOMPARE(found.problems[0].path, std::string("warmStart[0].study"));
    QVERIFY(found.problems[0].sentence.starts_with("There is no study in \"/nowhere\"."));
    QCOMPARE(found.problems[1].path, std::string("warmStart[2].study"));
    QVERIFY(found.problems[1].sentence.find("named twice") != std::string::npos);
    const FoundParents itself = findParents(child(1,
                                                  {
                                                      parent.as("same"),
                                                  }),
                                            {u"/"_s, folder});
    QVERIFY(itself.problems.front().sentence.find("this study itself") != std::string::npos);
}

void TestEarlierStudies::haveAllTheirProblemsTold()
{
    const Parent parent(1);
    StudySettings settings = child(1, {parent.as("same")});
    settings.space.hyperparameters.front().name = "momentum";
    settings.command.push_back("{momentum}");
    settings.space.fixed = {{"q", "1"}};
    const Problems problems = problemsAt({u"/"_s, {}}, {settings, {}});
    std::vector<std::string> sentences;
    for (const Problem &problem : problems) {
        if (problem.path == "warmStart[0].kind")
            sentences.push_back(problem.sentence);
    }
    QCOMPARE(sentences,
             (std::vector<std::string>{
                 "\"lr\" of \"fake\" is not known here. Add it, as a hyperparameter or a fixed "
                 "value, or use \"related\".",
                 "\"fake\" does not know \"momentum\", so nothing says what its trials had. Give "
                 "\"momentum\" a default that they count with, or use \"related\".",
                 "\"fake\" does not know the fixed value \"q\". Remove it, or use \"related\"."}));
}

void TestEarlierStudies::haveManyNamesInOneSentence()
{
    const Parent parent(1);
    StudySettings settings = child(1, {parent.as("same")});
    for (int i = 1; i <= 7; ++i) {
        Hyperparameter more = settings.space.hyperparameters.front();
        more.name = "x" + std::to_string(i);
        settings.space.hyperparameters.push_back(more);
    }
    settings.space.fixed = {{"q", "1"}, {"r", "2"}};
    const Problems problems = findParents(settings, {u"/"_s, {}}).problems;
    QCOMPARE(problems.size(), 2u);
    QCOMPARE(
        problems[0].sentence,
        std::string("\"fake\" does not know \"x1\", \"x2\", \"x3\", \"x4\", \"x5\" and 2 more, "
                    "so nothing says what its trials had. Give each a default that they count "
                    "with, or use \"related\"."));
    QCOMPARE(problems[1].sentence,
             std::string("\"fake\" does not know the fixed values \"q\" and \"r\". Remove them, or "
                         "use \"related\"."));
}

QTEST_GUILESS_MAIN(TestEarlierStudies)
#include "tst_earlier_studies.moc"
