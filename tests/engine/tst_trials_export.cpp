// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/trials_export.h"

#include <QtTest>

#include <limits>

using namespace attune;
using namespace attune::engine;

namespace {

constexpr std::int64_t startedMs = 1'769'853'600'000; // 2026-01-31T10:00:00Z

std::vector<Trial> trials()
{
    Trial complete;
    complete.number = 0;
    complete.state = TrialState::Complete;
    complete.settings = {{"eta", 0.03}, {"note", std::string("a,\"b\"")}};
    complete.objectives = {0.12};
    complete.startedMs = startedMs;
    complete.endedMs = startedMs + 1200;
    complete.isStarred = true;
    complete.note = "two\nlines";
    Run run;
    run.directory = "trials/000000/run-0";
    run.command = {"train"};
    run.startedMs = startedMs;
    run.endedMs = startedMs + 1200;
    run.end = RunEnd::Exited;
    complete.runs = {run};
    Trial failed;
    failed.number = 1;
    failed.state = TrialState::Failed;
    failed.settings = {{"eta", 1.0}, {"gone", true}};
    failed.objectives = {std::numeric_limits<double>::quiet_NaN()};
    failed.startedMs = startedMs;
    failed.endedMs = startedMs + 500;
    failed.sentence = "It exited with code 3.";
    Trial waiting;
    waiting.number = 2;
    return {complete, failed, waiting};
}

/// Two objectives, and a requirement of another metric and of one of them.
StudySettings studyWithGoals()
{
    StudySettings settings;
    settings.objectives = {Objective{.metric = "loss"}, Objective{.metric = "seconds"}};
    settings.requirements = {"accuracy >= 0.9", "seconds < 5"};
    return settings;
}

std::vector<Trial> trialsWithGoals()
{
    std::vector<Trial> list(3);
    list[0].state = TrialState::Complete;
    list[0].objectives = {0.5, 4.0};
    list[0].required = {0.875, 4.0};
    list[0].meetsRequirements = false;
    list[1].state = TrialState::Complete;
    list[1].objectives = {0.25, 3.0};
    list[1].required = {0.95, 3.0};
    list[2].state = TrialState::Failed;
    list[2].objectives = {std::nullopt, std::nullopt};
    list[2].required = {std::nullopt, std::nullopt};
    list[2].meetsRequirements = false;
    return list;
}

StudySettings study()
{
    StudySettings settings;
    Hyperparameter eta;
    eta.name = "eta";
    Hyperparameter note;
    note.name = "note";
    settings.space.hyperparameters = {eta, note};
    return settings;
}

} // namespace

class TrialsExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void writesTheShapeThatScriptsRelyOn()
    {
        const Json json = Json::parse(trialsJson(study(), trials(), startedMs + 9000));
        QCOMPARE(json.size(), std::size_t(3));
        std::vector<std::string> keys;
        for (const auto &[key, value] : json[0].items())
            keys.push_back(key);
        QCOMPARE(std::vector<std::string>(keys.begin(), keys.begin() + 6),
                 (std::vector<std::string>{"number", "state", "objective", "values", "started",
                                           "seconds"}));
        QCOMPARE(json[0].at("state").get<std::string>(), std::string("complete"));
        QCOMPARE(json[0].at("objective").get<double>(), 0.12);
        QCOMPARE(json[0].at("values").at("eta").get<double>(), 0.03);
        QCOMPARE(json[0].at("started").get<std::string>(), std::string("2026-01-31T10:00:00Z"));
        QCOMPARE(json[0].at("seconds").get<double>(), 1.2);
        QCOMPARE(json[0].at("runs")[0].at("end").get<std::string>(), std::string("exited"));
        QCOMPARE(json[0].at("runs")[0].at("exitCode").get<int>(), 0);
        QVERIFY(json[1].at("objective").is_null());
        QCOMPARE(json[1].at("reason").get<std::string>(), std::string("It exited with code 3."));
        QVERIFY(json[2].at("started").is_null());
        QVERIFY(json[2].at("seconds").is_null());
    }

    void writesEveryObjectiveAndRequirement()
    {
        const Json json = Json::parse(trialsJson(studyWithGoals(), trialsWithGoals(), 0));
        QCOMPARE(json[0].at("objective").get<double>(), 0.5);
        QCOMPARE(json[0].at("objectives").at("seconds").get<double>(), 4.0);
        QCOMPARE(json[0].at("meetsRequirements").get<bool>(), false);
        const Json &first = json[0].at("requirements")[0];
        QCOMPARE(first.at("requirement").get<std::string>(), std::string("accuracy >= 0.9"));
        QCOMPARE(first.at("value").get<double>(), 0.875);
        QCOMPARE(first.at("isMet").get<bool>(), false);
        QCOMPARE(json[0].at("requirements")[1].at("isMet").get<bool>(), true);
        QCOMPARE(json[1].at("meetsRequirements").get<bool>(), true);
        QVERIFY(json[2].at("meetsRequirements").is_null());
        QVERIFY(json[2].at("objectives").at("loss").is_null());
        QVERIFY(json[2].at("requirements")[0].at("isMet").is_null());
        const Json one = Json::parse(trialsJson(study(), trials(), 0));
        QVERIFY(!one[0].contains("objectives") && !one[0].contains("meetsRequirements"));
    }

    void writesOneColumnPerObjectiveAndRequiredMetric()
    {
        const std::string csv = trialsCsv(studyWithGoals(), trialsWithGoals(), 0);
        const std::string rest = ",sampler,false,false,,,1,,,\r\n";
        QCOMPARE(csv, "number,state,objective.loss,objective.seconds,required.accuracy,"
                      "meetsRequirements,started,seconds,origin,starred,excluded,note,reason,"
                      "revision,stopped.step,stopped.value,stopped.against\r\n"
                      "0,complete,0.5,4,0.875,false,," +
                          rest + "0,complete,0.25,3,0.95,true,," + rest + "0,failed,,,,,," + rest);
    }

    void writesOneRowPerTrial()
    {
        std::vector<Trial> all = trials();
        all[1].revision = 3;
        all[1].stoppedAtStep = 12;
        all[1].stoppedValue = 0.5;
        all[1].stoppedAgainst = 0.25;
        const std::string csv = trialsCsv(study(), all, startedMs + 9000);
        QCOMPARE(csv,
                 std::string(
                     "number,state,objective,eta,values.note,gone,started,seconds,origin,starred,"
                     "excluded,note,reason,revision,stopped.step,stopped.value,"
                     "stopped.against\r\n"
                     "0,complete,0.12,0.03,\"a,\"\"b\"\"\",,2026-01-31T10:00:00Z,1.2,sampler,true,"
                     "false,\"two\nlines\",,1,,,\r\n"
                     "1,failed,nan,1,,true,2026-01-31T10:00:00Z,0.5,sampler,false,false,,"
                     "It exited with code 3.,3,12,0.5,0.25\r\n"
                     "2,waiting,,,,,,,sampler,false,false,,,1,,,\r\n"));
    }
};

QTEST_GUILESS_MAIN(TrialsExportTest)
#include "tst_trials_export.moc"
