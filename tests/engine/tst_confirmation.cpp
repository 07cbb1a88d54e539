// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/confirmation.h"

#include "tests/engine/study_fixture.h"

#include <set>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

namespace {

/// A study whose objective is 1000 lr plus, where it is noisy, the last digit of the seed.
StudySettings noisyStudy(bool isNoisy)
{
    StudySettings settings = fakeStudy({}, 3);
    settings.command = {"awk",
                        "-v",
                        "lr={lr}",
                        "-v",
                        isNoisy ? "noise={trial.seed}" : "noise=0",
                        "BEGIN { print \"epoch 1 loss \" 1000 * lr + noise % 10 }"};
    return settings;
}

/// Runs the study with these learning rates.
std::unique_ptr<StudyRunner> ran(const StudyFixture &study, const std::vector<double> &rates)
{
    auto runner = study.open();
    for (const double rate : rates) {
        if (!runner->enqueue({{"lr", rate}}))
            qFatal("not enqueued");
    }
    Budget budget = runner->settings().budget;
    budget.trials = int(rates.size());
    if (!runner->setBudget(budget) || !runToEnd(*runner))
        qFatal("not run");
    return runner;
}

std::unique_ptr<Confirmation> opened(const StudyRunner &study, const ConfirmationOptions &options)
{
    auto confirmation = Confirmation::open(study, options);
    if (!confirmation)
        qFatal("%s", confirmation.error().message.c_str());
    return std::move(*confirmation);
}

/// Runs to the end and returns the reason that was given; "?" when that takes too long.
QString decided(Confirmation &confirmation)
{
    QSignalSpy ended(&confirmation, &Confirmation::ended);
    if (!confirmation.start() || !QTest::qWaitFor([&] { return !ended.empty(); }, patienceMs))
        return u"?"_s;
    return ended.front().front().toString();
}

int runsOf(const RaceStanding &standing, int trial)
{
    return std::ranges::find(standing.contenders, trial, &ContenderStanding::trial)->runs;
}

} // namespace

class TestConfirmation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void namesTheBestAfterThreeRerunsOfEach();
    void rerunsTheLosersNoMore();
    void saysThatTheyCannotBeToldApart();
    void everyRerunHasASeedOfItsOwn();
    void goesOnWhereItWasStopped();
    void whatWasDecidedIsNotRunAgain();
    void tellsFailedRerunsFromBadOnes();
    void repeatsARerunThatTheMachineBroke();
    void needsTwoDifferentSettings();
    void needsAProgramThatIsToldASeed();
    void keepsToTheRequirements();
    void runsAllFoldsOfEveryRerun();
    void takesNoValueOfARerunThatIsNotComplete();
};

void TestConfirmation::namesTheBestAfterThreeRerunsOfEach()
{
    const StudyFixture study(noisyStudy(false));
    const auto runner = ran(study, {0.2, 0.1, 0.3});
    const auto confirmation = opened(*runner, {.contenders = 2});
    QCOMPARE(decided(*confirmation), QString());
    const RaceStanding &standing = confirmation->standing();
    QCOMPARE(standing.state, RaceState::Separated);
    QCOMPARE(standing.contenders.size(), 2u); // trial 2 is not among the best two
    QCOMPARE(standing.contenders[0].trial, 1);
    QCOMPARE(standing.contenders[0].mean, 100.0);
    QCOMPARE(runsOf(standing, 0), 3);
    QCOMPARE(runsOf(standing, 1), 3);
    QCOMPARE(runner->trials().size(), 3u); // the study itself stays as it is
}

void TestConfirmation::rerunsTheLosersNoMore()
{
    const StudyFixture study(noisyStudy(true));
    const auto runner = ran(study, {0.1, 0.101, 0.9});
    const auto confirmation = opened(*runner, {.contenders = 3, .rounds = 4});
    QCOMPARE(decided(*confirmation), QString());
    QCOMPARE(confirmation->standing().state, RaceState::Undecided);
    QCOMPARE(runsOf(confirmation->standing(), 0), 4);
    QCOMPARE(runsOf(confirmation->standing(), 1), 4);
    QCOMPARE(runsOf(confirmation->standing(), 2), 3);
    QVERIFY(confirmation->standing().contenders[2].isOut);
}

void TestConfirmation::saysThatTheyCannotBeToldApart()
{
    const StudyFixture study(noisyStudy(true));
    const auto runner = ran(study, {0.1, 0.1001});
    const auto confirmation = opened(*runner, {.contenders = 2, .rounds = 5});
    QCOMPARE(decided(*confirmation), QString());
    QCOMPARE(confirmation->standing().state, RaceState::Undecided);
    const QString sentence = QString::fromStdString(confirmation->standing().sentence);
    QVERIFY2(sentence.contains(u"cannot be told apart with 95 % confidence after 5 reruns"_s),
             qPrintable(sentence));
}

void TestConfirmation::everyRerunHasASeedOfItsOwn()
{
    const StudyFixture study(noisyStudy(true));
    const auto runner = ran(study, {0.1, 0.5});
    const auto confirmation = opened(*runner, {.contenders = 2});
    QCOMPARE(decided(*confirmation), QString());
    std::set<std::uint64_t> seeds;
    const auto reruns = StudyRunner::open(confirmation->folder(), OpenMode::ReadOnly);
    QVERIFY(reruns);
    for (const Trial &trial : (*reruns)->trials())
        seeds.insert(trial.runs.back().seed);
    for (const Trial &trial : runner->trials())
        seeds.insert(trial.runs.back().seed);
    QCOMPARE(seeds.size(), (*reruns)->trials().size() + 2);
}

void TestConfirmation::goesOnWhereItWasStopped()
{
    const StudyFixture study(noisyStudy(false));
    const auto runner = ran(study, {0.2, 0.1});
    auto confirmation = opened(*runner, {.contenders = 2});
    const QString folder = confirmation->folder();
    connect(confirmation.get(), &Confirmation::rerunEnded, confirmation.get(), &Confirmation::stop,
            Qt::QueuedConnection);
    QCOMPARE(decided(*confirmation), u"Stopped before it was decided."_s);
    QVERIFY(!confirmation->isDecided());
    confirmation.reset();
    confirmation = opened(*runner, {.contenders = 2});
    QCOMPARE(confirmation->folder(), folder);
    QCOMPARE(decided(*confirmation), QString());
    QCOMPARE(confirmation->standing().state, RaceState::Separated);
    QCOMPARE(runsOf(confirmation->standing(), 0), 3);
    QCOMPARE(runsOf(confirmation->standing(), 1), 3);
}

void TestConfirmation::whatWasDecidedIsNotRunAgain()
{
    const StudyFixture study(noisyStudy(false));
    const auto runner = ran(study, {0.2, 0.1});
    auto confirmation = opened(*runner, {.contenders = 2});
    QCOMPARE(decided(*confirmation), QString());
    const QString folder = confirmation->folder();
    const std::string sentence = confirmation->standing().sentence;
    confirmation.reset();
    const auto again = opened(*runner, {.contenders = 2});
    QVERIFY(again->isDecided());
    QCOMPARE(again->standing().sentence, sentence);
    const auto other = opened(*runner, {.contenders = 2, .confidence = 0.99});
    QVERIFY(other->folder() != folder);
    QVERIFY(!other->isDecided());
}

void TestConfirmation::tellsFailedRerunsFromBadOnes()
{
    StudySettings settings = noisyStudy(false);
    // Of the confirmation's runs, those with 0.1 fail.
    settings.command = {"/bin/sh",
                        "-c",
                        "case $1 in */confirmations/*) test $2 != 0.1 || exit 1;; esac; "
                        "echo epoch 1 loss $2",
                        "sh",
                        "{study.directory}",
                        "{lr}"};
    const StudyFixture study(settings);
    const auto runner = ran(study, {0.2, 0.1});
    const auto confirmation = opened(*runner, {.contenders = 2});
    QCOMPARE(decided(*confirmation), QString());
    QCOMPARE(QString::fromStdString(confirmation->standing().sentence),
             u"Trial 0 is the only one left: reruns of the others gave no value."_s);
}

void TestConfirmation::repeatsARerunThatTheMachineBroke()
{
    const QTemporaryDir place;
    StudySettings settings = noisyStudy(false);
    settings.limits.attempts = 1;
    // The first rerun of 0.1 loses its keeper.
    settings.command = {"/bin/sh",
                        "-c",
                        "case $1-$2 in */confirmations/*-0.1) "
                        "mkdir $3/once 2>/dev/null && kill -9 $PPID;; esac; "
                        "echo epoch 1 loss $2",
                        "sh",
                        "{study.directory}",
                        "{lr}",
                        place.path().toStdString()};
    const StudyFixture study(settings);
    const auto runner = ran(study, {0.2, 0.1});
    const auto confirmation = opened(*runner, {.contenders = 2});
    QCOMPARE(decided(*confirmation), QString());
    const RaceStanding &standing = confirmation->standing();
    QVERIFY(QFile::exists(place.filePath(u"once"_s)));
    QCOMPARE(standing.state, RaceState::Separated);
    QCOMPARE(standing.contenders[0].trial, 1);
    QCOMPARE(runsOf(standing, 1), 3);
}

void TestConfirmation::needsTwoDifferentSettings()
{
    const StudyFixture study(noisyStudy(false));
    const auto runner = ran(study, {0.2, 0.2});
    const auto confirmation = Confirmation::open(*runner, {});
    QVERIFY(!confirmation);
    QVERIFY(QString::fromStdString(confirmation.error().message)
                .startsWith(u"There are not two complete trials"_s));
}

void TestConfirmation::needsAProgramThatIsToldASeed()
{
    StudySettings settings = noisyStudy(false);
    settings.command[4] = "noise={replicate}";
    const StudyFixture study(settings);
    const auto runner = ran(study, {0.2, 0.1});
    const auto confirmation = Confirmation::open(*runner, {.contenders = 2});
    QVERIFY(!confirmation);
    QCOMPARE(QString::fromStdString(confirmation.error().message),
             u"Reruns differ in {trial.seed}, and this command is told only {replicate}, which is "
             "0 in all of them: they would all be the same. Use {trial.seed} in the command."_s);
}

void TestConfirmation::keepsToTheRequirements()
{
    StudySettings settings = noisyStudy(false);
    // The accuracy of 0.1 is too low, and that of 0.2 in reruns.
    settings.command = {"/bin/sh",
                        "-c",
                        "accuracy=0.95; test $2 != 0.1 || accuracy=0.5; "
                        "case $1-$2 in */confirmations/*-0.2) accuracy=0.89;; esac; "
                        "echo epoch 1 loss $2 accuracy $accuracy",
                        "sh",
                        "{study.directory}",
                        "{lr}"};
    settings.requirements = {"accuracy >= 0.9"};
    const StudyFixture study(settings);
    const auto runner = ran(study, {0.1, 0.2, 0.3, 0.4});
    const auto confirmation = opened(*runner, {.contenders = 3});
    QCOMPARE(decided(*confirmation), QString());
    const RaceStanding &standing = confirmation->standing();
    QCOMPARE(standing.contenders.size(), 3u); // without trial 0
    QCOMPARE(standing.contenders.front().trial, 2);
    QVERIFY(QString::fromStdString(standing.sentence)
                .endsWith(u" Trial 1 misses accuracy >= 0.9 with 0.89 on average."_s));
    // Another requirement is another question.
    StudySettings lower = runner->settings();
    lower.requirements = {"accuracy >= 0.4"};
    QVERIFY(runner->applySettings(lower));
    QTRY_VERIFY_WITH_TIMEOUT(runner->trials()[0].meetsRequirements, patienceMs);
    const auto again = opened(*runner, {.contenders = 3});
    QVERIFY(again->folder() != confirmation->folder());
    QCOMPARE(again->standing().contenders.size(), 3u);
}

/// The losers are so bad that the study itself ends them after two folds.
void TestConfirmation::runsAllFoldsOfEveryRerun()
{
    StudySettings settings = noisyStudy(false);
    settings.evaluation.folds = 3;
    settings.command = {"awk",         "-v",
                        "lr={lr}",     "-v",
                        "fold={fold}", "BEGIN { print \"epoch 1 loss \" 1000 * lr + fold * fold }"};
    const StudyFixture study(settings);
    const auto runner = ran(study, {0.9, 0.8, 0.1});
    QCOMPARE(count(*runner, TrialState::Complete), 3);
    const auto confirmation = opened(*runner, {.contenders = 3});
    QCOMPARE(decided(*confirmation), QString());
    QCOMPARE(confirmation->standing().contenders[1].mean, 800.0 + 5.0 / 3.0);
    const auto reruns = StudyRunner::open(confirmation->folder(), OpenMode::ReadOnly);
    QVERIFY(reruns);
    QVERIFY((*reruns)->trials().size() >= 9);
    for (const Trial &rerun : (*reruns)->trials()) {
        QCOMPARE(rerun.state, TrialState::Complete);
        QCOMPARE(rerun.runs.size(), 3u);
    }
}

/// The reruns of settings 0.9 are ended at the first of two readings.
void TestConfirmation::takesNoValueOfARerunThatIsNotComplete()
{
    StudySettings settings = noisyStudy(false);
    settings.command = {"/bin/sh", "-c", "echo epoch 1 loss $1; sleep 0.2; echo epoch 2 loss $1",
                        "sh", "{lr}"};
    const StudyFixture study(settings);
    const auto runner = ran(study, {0.9, 0.1});
    QString folder;
    {
        const auto confirmation = opened(*runner, {.contenders = 2});
        folder = confirmation->folder();
    }
    {
        auto reruns = StudyRunner::open(folder, OpenMode::Write);
        QVERIFY(reruns);
        StudySettings ended = (*reruns)->settings();
        ended.trialStopping.rule = TrialStoppingRule::Threshold;
        ended.trialStopping.threshold = 0.5;
        ended.trialStopping.minSteps = 1;
        QVERIFY((*reruns)->applySettings(ended));
    }
    const auto confirmation = opened(*runner, {.contenders = 2});
    QCOMPARE(decided(*confirmation), QString());
    const ContenderStanding &loser = confirmation->standing().contenders.back();
    QCOMPARE(loser.trial, 0);
    QCOMPARE(loser.runs, 0);
    QVERIFY(loser.isOut);
}

QTEST_GUILESS_MAIN(TestConfirmation)
#include "tst_confirmation.moc"
