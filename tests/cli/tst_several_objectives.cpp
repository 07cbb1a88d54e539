// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include <QTest>

#include <set>

using namespace attune::cli;
using nlohmann::json;

namespace {

/// Loss against the number of steps, both to be small, for an accuracy that only good learning
/// rates and enough steps reach.
json goals(const char *strategy, int trials)
{
    return {{"hyperparameters",
             {{{"name", "lr"},
               {"type", "continuous"},
               {"min", 0.0001},
               {"max", 1},
               {"scaling", "logarithmic"}},
              {{"name", "steps"}, {"type", "integer"}, {"min", 1}, {"max", 16}},
              {{"name", "optimizer"}, {"type", "categorical"}, {"values", {"adam", "sgd"}}}}},
            {"metrics",
             {{{"name", "loss"}, {"pattern", "loss (\\S+)"}},
              {{"name", "accuracy"}, {"pattern", "accuracy (\\S+)"}},
              {{"name", "steps-run"}, {"pattern", "epoch (\\d+)"}}}},
            {"objectives",
             {{{"metric", "loss"}}, {{"metric", "steps-run"}, {"direction", "minimize"}}}},
            {"requirements", json::array({"accuracy >= 0.8"})},
            {"search", {{"strategy", strategy}}},
            {"budget", {{"trials", trials}, {"parallel", 2}}}};
}

QStringList stepsOfSettings()
{
    return {QStringLiteral("--steps"), QStringLiteral("{steps}")};
}

/// Trials that no other one beats, among those with the accuracy, by looking at all pairs.
std::set<int> bruteForceFront(const json &trials)
{
    std::set<int> front;
    const auto isAllowed = [](const json &trial) {
        return trial["state"] == "complete" && trial["requirements"][0]["value"] >= 0.8;
    };
    const auto beats = [](const json &a, const json &b) {
        const double lossA = a["objectives"]["loss"];
        const double lossB = b["objectives"]["loss"];
        const double stepsA = a["objectives"]["steps-run"];
        const double stepsB = b["objectives"]["steps-run"];
        return lossA <= lossB && stepsA <= stepsB && (lossA < lossB || stepsA < stepsB);
    };
    for (const json &trial : trials) {
        bool isBeaten = !isAllowed(trial);
        for (const json &other : trials)
            isBeaten = isBeaten || (isAllowed(other) && beats(other, trial));
        if (!isBeaten)
            front.insert(trial["number"].get<int>());
    }
    return front;
}

} // namespace

class SeveralObjectivesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void findsTheFrontThatAllPairsGive()
    {
        const StudyFolder folder(stepsOfSettings(), goals("bayesian", 24));
        QCOMPARE(folder.makeStudy().exitCode, 0);
        const Outcome run = folder.call(words("run s"));
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.errors.contains("On the front"), run.errors.constData());
        QVERIFY(run.errors.contains("--trial N"));
        const json trials = folder.call(words("trials s --json")).json();
        QCOMPARE(trials.size(), std::size_t(24));
        const std::set<int> expected = bruteForceFront(trials);
        QVERIFY(expected.size() > 1 && expected.size() < 24);

        std::set<int> front;
        for (const json &one : folder.call(words("best s --json")).json()) {
            front.insert(one["trial"].get<int>());
            QVERIFY(one["objectives"].contains("steps-run"));
            QVERIFY(one["values"].contains("lr"));
        }
        QCOMPARE(front, expected);
        const json status = folder.call(words("status s --json")).json();
        QCOMPARE(std::set<int>(status["front"].begin(), status["front"].end()), expected);
        QVERIFY(status["best"].is_null());
        const QByteArray table = folder.call(words("best s")).output;
        QCOMPARE(table.count('\n'), qsizetype(expected.size() + 1));
        QVERIFY(table.contains("loss") && table.contains("steps-run") && table.contains("lr"));
        QVERIFY(folder.call(words("status s"))
                    .output.contains(QByteArray::number(qlonglong(expected.size())) + " trials: "));
    }

    void writesTheTrialThatIsChosen()
    {
        const StudyFolder folder(stepsOfSettings(), goals("bayesian", 16));
        folder.makeStudy();
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const json front = folder.call(words("best s --json")).json();
        QVERIFY(front.size() > 1);
        const QString chosen = QString::number(front[1]["trial"].get<int>());
        const Outcome unchosen = folder.call(words("best s -o best.json"));
        QCOMPARE(unchosen.exitCode, 2);
        QVERIFY(unchosen.errors.contains("--trial"));
        QVERIFY(unchosen.errors.contains(chosen.toLatin1()));
        QVERIFY(folder.read("best.json").isEmpty());

        const Outcome written =
            folder.call(words("best s -o best.json --with-metadata --trial") << chosen);
        QCOMPARE(written.exitCode, 0);
        QVERIFY2(written.errors.isEmpty(), written.errors.constData());
        const json best = json::parse(folder.read("best.json").toStdString());
        QCOMPARE(best["values"], front[1]["values"]);
        QCOMPARE(best["objective.loss"], front[1]["objectives"]["loss"]);
        QVERIFY(best["required.accuracy"] >= 0.8);

        for (const json &trial : folder.call(words("trials s --json")).json()) {
            const QString number = QString::number(trial["number"].get<int>());
            const Outcome other = folder.call(words("best s --trial") << number);
            QCOMPARE(other.exitCode, 0);
            if (!trial["meetsRequirements"].get<bool>())
                QVERIFY2(other.errors.contains("breaks accuracy >= 0.8 with"), other.errors);
        }
    }

    void showsEveryObjectiveAndWhatIsMissed()
    {
        const StudyFolder folder(stepsOfSettings(), goals("sobol", 6));
        folder.makeStudy();
        folder.call(words("run s"));
        folder.call(words("enqueue s --set lr=1 --set steps=1 --set optimizer=adam"));
        folder.call(words("run s --trials 7"));
        const QByteArray table = folder.call(words("trials s")).output;
        for (const char *title : {"loss", "steps-run", "accuracy", "requirements", "missed"})
            QVERIFY2(table.contains(title), table.constData());
        const QByteArray one = folder.call(words("trial s 6")).output;
        QVERIFY2(one.contains("value   1 (steps-run)"), one.constData());
        QVERIFY2(one.contains("misses  accuracy >= 0.8 with 0."), one.constData());
        const QByteArray header = "number,state,objective.loss,objective.steps-run,"
                                  "required.accuracy,meetsRequirements,lr,";
        QVERIFY(folder.call(words("trials s --csv")).output.startsWith(header));
        QVERIFY(folder.call(words("export s --to csv")).output.startsWith(header));
        const json last = folder.call(words("trial s 6 --json")).json();
        QCOMPARE(last["meetsRequirements"], false);
        QCOMPARE(last["objectives"]["steps-run"], 1.0);
    }

    void reportsTheBestThatMeetsTheRequirement()
    {
        json one = goals("sobol", 10);
        one.erase("objectives");
        // The lower the loss, the more steps: the best of all trials is not allowed.
        one["requirements"] = json::array({"steps-run <= 6"});
        const StudyFolder folder(stepsOfSettings(), one);
        folder.makeStudy();
        QCOMPARE(folder.call(words("run s")).exitCode, 0);
        const json trials = folder.call(words("trials s --json")).json();
        double allowed = 1e9;
        double any = 1e9;
        for (const json &trial : trials) {
            QVERIFY(!trial.contains("objectives"));
            any = std::min(any, trial["objective"].get<double>());
            if (trial["requirements"][0]["value"] <= 6.0)
                allowed = std::min(allowed, trial["objective"].get<double>());
        }
        QVERIFY(any < allowed);
        const json best = folder.call(words("best s --with-metadata")).json();
        QCOMPARE(best["objective"].get<double>(), allowed);
        QCOMPARE(folder.call(words("status s --json")).json()["best"]["value"].get<double>(),
                 allowed);
    }

    void namesTheNearestWhenNoTrialMeetsTheRequirement()
    {
        json one = goals("sobol", 5);
        one.erase("objectives");
        one["requirements"] = json::array({"accuracy >= 2"});
        const StudyFolder folder(stepsOfSettings(), one);
        folder.makeStudy();
        const Outcome run = folder.call(words("run s"));
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.errors.contains("No trial has accuracy >= 2; the nearest is 0."), run.errors);
        const Outcome best = folder.call(words("best s"));
        QCOMPARE(best.exitCode, 3);
        QVERIFY(best.output.isEmpty());
        QVERIFY2(best.errors.contains(" of trial "), best.errors.constData());
        QVERIFY(folder.call(words("status s")).output.contains("the nearest is"));
        // All the same a person may take one.
        QCOMPARE(folder.call(words("best s --trial 0")).exitCode, 0);
    }

    void saysWhichObjectiveIsMissing()
    {
        json two = goals("random", 2);
        two["metrics"][2]["pattern"] = "size (\\d+)";
        const StudyFolder folder(stepsOfSettings(), two);
        folder.makeStudy();
        QCOMPARE(folder.call(words("run s")).exitCode, 3);
        const json trials = folder.call(words("trials s --json")).json();
        QCOMPARE(trials[0]["state"], "failed");
        QVERIFY(trials[0]["reason"].get<std::string>().starts_with("No value of \"steps-run\""));
        QVERIFY(trials[0]["objective"].is_null() || trials[0]["objective"].is_number());
    }
};

QTEST_GUILESS_MAIN(SeveralObjectivesTest)
#include "tst_several_objectives.moc"
