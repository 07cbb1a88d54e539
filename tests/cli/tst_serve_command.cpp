// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include <QtTest>

#include <cmath>
#include <string>

using namespace attune::cli;

namespace {

/// Answers to requests, line by line.
std::vector<nlohmann::json> served(const StudyFolder &folder, const QByteArray &requests,
                                   const char *arguments = "serve --space study.json")
{
    const Outcome outcome = folder.call(words(arguments), requests);
    std::vector<nlohmann::json> answers;
    if (outcome.exitCode != 0 || outcome.output.isEmpty())
        return answers;
    for (const QByteArray &line : outcome.output.trimmed().split('\n'))
        answers.push_back(nlohmann::json::parse(line.toStdString()));
    return answers;
}

bool isError(const nlohmann::json &answer, const char *text)
{
    return answer.contains("error") &&
           answer["error"].get<std::string>().find(text) != std::string::npos;
}

nlohmann::json twoObjectives()
{
    nlohmann::json study;
    study["metrics"] =
        nlohmann::json::array({nlohmann::json{{"name", "loss"}, {"pattern", "loss (\\S+)"}},
                               nlohmann::json{{"name", "size"}, {"pattern", "size (\\S+)"}}});
    study["objectives"] = nlohmann::json::array(
        {nlohmann::json{{"metric", "loss"}}, nlohmann::json{{"metric", "size"}}});
    return study;
}

/// A space of four points.
nlohmann::json finiteSpace()
{
    return {{"hyperparameters",
             nlohmann::json::parse(R"([{"name": "a", "type": "integer", "min": 1, "max": 2},
                                                          {"name": "b", "type": "categorical", "values": ["x", "y"]}])")},
            {"command", nlohmann::json::array({"t"})}};
}

} // namespace

class ServeCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void answersEveryLineInOrder()
    {
        const StudyFolder folder;
        const auto answers = served(folder, R"({"ask": 2}
{"tell": 0, "value": 0.5}
{"tell": 1, "state": "failed"}
{"add": {"lr": 0.1, "optimizer": "sgd"}, "value": 0.2, "std": 0.01, "seconds": 3, "metrics": {"acc": 0.9}}
{"best": true}
{"ask": 1}
{"report": 3, "step": 5, "value": 0.4}
)");
        QCOMPARE(answers.size(), std::size_t(7));
        QCOMPARE(answers[0]["trials"].size(), std::size_t(2));
        QCOMPARE(answers[0]["trials"][1]["trial"], 1);
        QVERIFY(answers[0]["trials"][0]["values"]["lr"].is_number());
        QCOMPARE(answers[1], nlohmann::json({{"ok", true}}));
        QCOMPARE(answers[2], nlohmann::json({{"ok", true}}));
        QCOMPARE(answers[3], nlohmann::json({{"trial", 2}}));
        QCOMPARE(answers[4]["trial"], 2);
        QCOMPARE(answers[4]["value"], 0.2);
        QCOMPARE(answers[4]["values"], nlohmann::json({{"lr", 0.1}, {"optimizer", "sgd"}}));
        QCOMPARE(answers[5]["trials"][0]["trial"], 3);
        QCOMPARE(answers[6], nlohmann::json({{"stop", false}}));
    }

    void reportsTheBestMeanOfNoisyResultsAndTheBestResult()
    {
        const StudyFolder folder({}, {{"search", {{"strategy", "bayesian"}}}});
        std::string requests;
        for (int i = 0; i < 40; ++i) { // a bowl over log lr, and noise with a period of its own
            const double place = i / 40.0;
            const double value = (place - 0.5) * (place - 0.5) + 0.2 * std::sin(17.0 * i);
            requests +=
                nlohmann::json(
                    {{"add", {{"lr", std::pow(10.0, -4.0 + 3.0 * place)}, {"optimizer", "sgd"}}},
                     {"value", value}})
                    .dump() +
                '\n';
        }
        const auto answers =
            served(folder, QByteArray::fromStdString(requests) + R"({"best": true})");
        QCOMPARE(answers.size(), std::size_t(41));
        const nlohmann::json &best = answers.back();
        QVERIFY2(best["observed"]["value"] < best["value"], best.dump().c_str());
        QVERIFY(std::abs(best["trial"].get<int>() - 20) < 10);
        QVERIFY(best["mean"] > best["observed"]["value"]);
        QVERIFY(best["deviation"] > 0.0);
        QVERIFY(best["reason"].get<std::string>().starts_with("Results vary by about 0."));
    }

    void goesOnAfterWhateverIsWrong()
    {
        const StudyFolder folder;
        const auto answers = served(folder, R"(nonsense
[]
{}
{"ask": 0}
{"tell": 0, "value": 1}
{"ask": 1}
{"tell": 0, "valu": 1}
{"tell": 0, "value": [1, 2]}
{"tell": 0, "value": null}
{"tell": 0}
{"tell": 0, "value": 1}
{"tell": 0, "value": 1}
{"report": 0, "step": 1, "value": 1}
{"add": {"lr": 7}, "value": 1}
{"best": true})");
        QCOMPARE(answers.size(), std::size_t(15));
        for (const std::size_t wrong : {0, 1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13})
            QVERIFY2(answers[wrong].contains("error"), answers[wrong].dump().c_str());
        QVERIFY(isError(answers[4], "Ask for it first"));
        QVERIFY(isError(answers[6], "did you mean \"value\"?"));
        QVERIFY(isError(answers[7], "a list of 1 number"));
        QVERIFY(isError(answers[11], "has its result already"));
        QVERIFY(isError(answers[13], "optimizer"));
        QCOMPARE(answers[14]["value"], 1.0);
    }

    void takesOneValueAsAListOfOne()
    {
        const StudyFolder folder;
        const auto answers = served(folder, R"({"ask": 1}
{"tell": 0, "value": [0.5]}
{"best": true})");
        QCOMPARE(answers.size(), std::size_t(3));
        QCOMPARE(answers[1], (nlohmann::json{{"ok", true}}));
        QCOMPARE(answers[2]["value"], 0.5);
    }

    void answersWithTheFrontOfSeveralObjectives()
    {
        const StudyFolder folder({}, twoObjectives());
        const auto answers = served(folder, R"({"ask": 3}
{"tell": 0, "value": 1.0}
{"tell": 0, "value": [1.0]}
{"tell": 0, "value": [1.0, 3.0]}
{"tell": 1, "value": [2.0, 4.0]}
{"tell": 2, "value": [0.5, 9.0]}
{"best": true})");
        QCOMPARE(answers.size(), std::size_t(7));
        QVERIFY(isError(answers[1], "a list of 2 numbers"));
        QVERIFY(isError(answers[2], "a list of 2 numbers"));
        const nlohmann::json &front = answers[6]["front"];
        QCOMPARE(front.size(), std::size_t(2));
        QCOMPARE(front[0]["trial"], 2);
        QCOMPARE(front[0]["value"], nlohmann::json::array({0.5, 9.0}));
        QCOMPARE(front[1]["trial"], 0);
        QVERIFY(front[1]["values"].contains("lr"));
    }

    void answersWithTheBestThatMeetsTheRequirements()
    {
        const StudyFolder folder({}, {{"requirements", nlohmann::json::array({"loss >= 0.2"})}});
        const auto answers = served(folder, R"({"ask": 3}
{"tell": 0, "value": 0.1}
{"best": true}
{"tell": 1, "value": 0.4, "metrics": {"loss": 0.9}}
{"tell": 2, "value": 0.5}
{"best": true})");
        QCOMPARE(answers.size(), std::size_t(6));
        QVERIFY(isError(answers[2], "No trial has loss >= 0.2; the nearest is 0.1 of trial 0."));
        QCOMPARE(answers[5]["trial"], 1);
    }

    void goesOnAfterANumberThatCannotBeStored()
    {
        const StudyFolder folder;
        const auto answers = served(folder, R"({"ask": 1}
{"tell": 0, "value": 1e999}
{"tell": 0, "value": 1})");
        QCOMPARE(answers.size(), std::size_t(3));
        QVERIFY(isError(answers[1], "larger than any"));
        QVERIFY(!answers[2].contains("error"));
    }

    void saysWhenAFiniteSpaceIsUsedUp()
    {
        const StudyFolder folder({}, finiteSpace());
        const auto answers = served(folder, "{\"ask\": 10}\n{\"ask\": 1}\n");
        QCOMPARE(answers.size(), std::size_t(2));
        QCOMPARE(answers[0]["trials"].size(), std::size_t(4));
        QCOMPARE(answers[0]["exhausted"], true);
        QCOMPARE(answers[1],
                 nlohmann::json({{"trials", nlohmann::json::array()}, {"exhausted", true}}));
    }

    void stopsATrialThatIsWorseThanItsPeers()
    {
        const StudyFolder folder(
            {},
            {{"stopping", {{"trial", {{"rule", "median"}, {"minSteps", 1}, {"minTrials", 3}}}}}});
        QByteArray requests = "{\"ask\": 4}\n";
        for (int step = 1; step <= 5; ++step) {
            for (int trial = 0; trial < 4; ++trial)
                requests += "{\"report\": " + QByteArray::number(trial) +
                            ", \"step\": " + QByteArray::number(step) +
                            ", \"value\": " + (trial == 3 ? "9.0" : "1.0") + "}\n";
            if (step == 5)
                break;
        }
        requests += "{\"tell\": 3, \"state\": \"stopped\", \"value\": 9.0}\n";
        const auto answers = served(folder, requests);
        QCOMPARE(answers.size(), std::size_t(22));
        QCOMPARE(answers[20]["stop"], true);
        QCOMPARE(answers[19]["stop"], false);
        QCOMPARE(answers[21]["ok"], true);
    }

    void stopsTrialsAtTheRungsOfHyperband()
    {
        const StudyFolder folder(
            {}, {{"search", {{"strategy", "hyperband"}, {"hyperband", {{"maxResource", 9}}}}}});
        const auto answers = served(folder, R"({"ask": 4}
{"report": 0, "step": 1, "value": 0.5}
{"report": 1, "step": 1, "value": 0.9}
{"report": 1, "step": 2, "value": 0.1}
{"report": 2, "step": 1, "value": 0.1}
{"report": 2, "step": 2, "value": 0.9}
{"tell": 2, "state": "failed"}
{"report": 3, "step": 1, "value": 0.4}
{"report": 0, "step": 9, "value": 0.3}
)");
        QCOMPARE(answers.size(), std::size_t(9));
        const auto reasonOf = [&](std::size_t which) {
            return answers[which].value("reason", std::string());
        };
        QCOMPARE(answers[1], nlohmann::json({{"stop", false}}));
        QCOMPARE(answers[2]["stop"], true);
        QVERIFY2(reasonOf(2).starts_with("Stopped at step 1: 0.9 is not among the best 1/3"),
                 reasonOf(2).c_str());
        QCOMPARE(answers[3], answers[2]); // it was told to stop
        QCOMPARE(answers[4]["stop"], false);
        QCOMPARE(answers[5]["stop"], false); // between rungs
        QCOMPARE(answers[7]["stop"], false); // the failed one is nobody's peer
        QCOMPARE(answers[8]["stop"], true);
        QCOMPARE(reasonOf(8), std::string("Ended at step 9, the maximum."));
    }

    void refusesToPauseTrials()
    {
        const StudyFolder folder({},
                                 {{"search",
                                   {{"strategy", "hyperband"},
                                    {"hyperband", {{"maxResource", 9}, {"mode", "promote"}}}}}});
        const Outcome outcome = folder.call(words("serve --space study.json"));
        QCOMPARE(outcome.exitCode, 2);
        QCOMPARE(outcome.errors,
                 QByteArray("search.hyperband.mode: Trials that pause and go on later cannot be "
                            "asked for and told. Use the mode \"stop\", or another strategy.\n"));
    }

    void isRepeatableFromItsSeed()
    {
        const StudyFolder folder({}, {{"search", {{"strategy", "bayesian"}}}});
        QByteArray requests;
        for (int i = 0; i < 12; ++i)
            requests += "{\"ask\": 1}\n{\"tell\": " + QByteArray::number(i) +
                        ", \"value\": " + QByteArray::number((i * 7) % 5) + "}\n";
        const auto first = served(folder, requests, "serve --space study.json --seed 4");
        QCOMPARE(first.size(), std::size_t(24));
        QCOMPARE(served(folder, requests, "serve --space study.json --seed 4"), first);
        QVERIFY(served(folder, requests, "serve --space study.json --seed 5") != first);
    }

    void writesNothingToDisk()
    {
        const StudyFolder folder;
        const auto before = QDir(folder.path()).entryList();
        QCOMPARE(served(folder, "{\"ask\": 1}\n").size(), std::size_t(1));
        QCOMPARE(QDir(folder.path()).entryList(), before);
    }

    void refusesASpaceWithProblems()
    {
        const StudyFolder folder({}, {{"constraints", nlohmann::json::array({"lr <"})}});
        const Outcome outcome = folder.call(words("serve --space study.json"), "{\"ask\": 1}\n");
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY(outcome.errors.contains("constraints"));
    }
};

QTEST_GUILESS_MAIN(ServeCommandTest)
#include "tst_serve_command.moc"
