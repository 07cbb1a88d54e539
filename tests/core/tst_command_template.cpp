// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/command_template.h"

#include "core/protocol/placeholders.h"

#include <QtTest>

using namespace attune;

using Arguments = std::vector<std::string>;

namespace {

Hyperparameter continuous(const char *name)
{
    Hyperparameter result;
    result.name = name;
    return result;
}

Hyperparameter choice(const char *name, std::vector<Value> values)
{
    Hyperparameter result;
    result.name = name;
    result.type = HyperparameterType::Categorical;
    result.values = std::move(values);
    return result;
}

SearchSpace exampleSpace()
{
    SearchSpace space;
    Hyperparameter rateDrop = continuous("rate_drop");
    rateDrop.when = {{"booster", {std::string("dart")}}};
    space.hyperparameters = {continuous("lr"),
                             choice("booster", {std::string("gbtree"), std::string("dart")}),
                             choice("nesterov", {true, false}), rateDrop};
    space.fixed = {{"num_round", "50"}};
    return space;
}

Settings exampleSettings(const char *booster = "gbtree", bool nesterov = false)
{
    Settings settings{{"lr", 0.01}, {"booster", std::string(booster)}, {"nesterov", nesterov}};
    if (std::string_view(booster) == "dart")
        settings.emplace("rate_drop", 0.25);
    return settings;
}

Arguments rendered(const Arguments &command, const Settings &settings = exampleSettings())
{
    RunContext context;
    context.trialNumber = 12;
    context.trialSeed = 99;
    context.runDirectory = "/study/trials/000012/run";
    context.studyDirectory = "/study";
    context.fold = 1;
    context.folds = 5;
    context.replicate = 2;
    context.slot = 3;
    context.resource = "81";
    return CommandTemplate(command).render(exampleSpace(), settings, context);
}

Problems problemsOf(const Arguments &command)
{
    return CommandTemplate(command).problems(exampleSpace());
}

} // namespace

class CommandTemplateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void fillsInHyperparametersFixedValuesAndTheRun()
    {
        QCOMPARE(rendered({"train", "--lr={lr}", "{num_round}", "{trial.number}/{trial.seed}",
                           "{run.directory}", "{study.directory}",
                           "{fold}-{folds}-{replicate}-{slot}", "{resource}"}),
                 (Arguments{"train", "--lr=0.01", "50", "12/99", "/study/trials/000012/run",
                            "/study", "1-5-2-3", "81"}));
    }

    void leavesJsonAndOtherBracesAsTheyAre()
    {
        const Arguments command{
            "train", "{\"lr\": {lr}, \"a\": {\"b\": 1}}", "{}", "a{1,2}", "{ lr }", "}"};
        QVERIFY(problemsOf(command).empty());
        QCOMPARE(rendered(command), (Arguments{"train", "{\"lr\": 0.01, \"a\": {\"b\": 1}}", "{}",
                                               "a{1,2}", "{ lr }", "}"}));
    }

    void readsADoubledBraceAsABrace()
    {
        const Arguments command{"train", "{{lr}", "{{{lr}}", "{{nothing}"};
        QVERIFY(problemsOf(command).empty());
        QCOMPARE(rendered(command), (Arguments{"train", "{lr}", "{0.01}", "{nothing}"}));
    }

    void switchesArguments()
    {
        const Arguments command{"train", "{nesterov?--nesterov}", "{nesterov?-a|-b}",
                                "x{nesterov?y}"};
        QCOMPARE(rendered(command, exampleSettings("gbtree", true)),
                 (Arguments{"train", "--nesterov", "-a", "xy"}));
        QCOMPARE(rendered(command), (Arguments{"train", "-b"}));
    }

    void allowsPlaceholdersWithinASwitch()
    {
        QCOMPARE(rendered({"train", "{nesterov?--m={lr}|--n={num_round}}"},
                          exampleSettings("gbtree", true)),
                 (Arguments{"train", "--m=0.01"}));
        QCOMPARE(rendered({"train", "{nesterov?--m={lr}|--n={num_round}}"}),
                 (Arguments{"train", "--n=50"}));
    }

    void dropsArgumentsOfInactiveHyperparameters_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("inactive");
        const auto row = [](const char *name, const char *command, const char *inactive) {
            QTest::newRow(name) << QString::fromLatin1(command) << QString::fromLatin1(inactive);
        };
        row("alone", "t rate={rate_drop} z", "t z");
        row("with its option", "t --rate {rate_drop} z", "t z");
        row("with its short option", "t -r {rate_drop}", "t");
        row("option with a value of its own", "t --a=5 {rate_drop}", "t --a=5");
        row("short option with its number", "t -a5 {rate_drop}", "t -a5");
        row("option with a placeholder", "t -a{lr} {rate_drop}", "t -a0.01");
        row("negative number", "t -5 {rate_drop}", "t -5");
        row("end of options", "t -- {rate_drop}", "t --");
        row("word before", "t rate {rate_drop}", "t rate");
        row("two in a row", "t -r {rate_drop} {rate_drop}", "t");
        row("program that starts with a dash", "-t {rate_drop}", "-t");
        row("switch around it", "t '{nesterov?a|{rate_drop}}'", "t");
    }

    void dropsArgumentsOfInactiveHyperparameters()
    {
        QFETCH(QString, command);
        QFETCH(QString, inactive);
        const auto arguments = splitCommandLine(command.toStdString()).value();
        QCOMPARE(rendered(arguments), splitCommandLine(inactive.toStdString()).value());
        QCOMPARE(rendered(arguments, exampleSettings("dart")).size(), arguments.size());
    }

    void listsUnknownNamesWithANearMatch()
    {
        const auto problems =
            problemsOf({"train", "--rate={rate_dorp}", "{trial.numbr}", "{q?x}", "{lr}"});
        QCOMPARE(problems.size(), std::size_t(3));
        QCOMPARE(problems[0].path, std::string("command[1]"));
        QCOMPARE(
            problems[0].sentence,
            std::string("\"{rate_dorp}\" stands for no value here; did you mean \"{rate_drop}\"? "
                        "Write \"{{\" for a brace itself."));
        QVERIFY(problems[1].sentence.find("\"{trial.number}\"") != std::string::npos);
        QCOMPARE(problems[2].path, std::string("command[3]"));
    }

    void wantsATruthForASwitch()
    {
        QCOMPARE(problemsOf({"train", "{lr?--x}"}).size(), std::size_t(1));
        QCOMPARE(problemsOf({"train", "{nesterov?--x}"}).size(), std::size_t(0));
    }

    void wantsAProgram()
    {
        QCOMPARE(problemsOf({}).size(), std::size_t(1));
        QCOMPARE(problemsOf({}).front().path, std::string("command"));
        QCOMPARE(problemsOf({""}).front().path, std::string("command[0]"));
    }

    void namesWhatItUses()
    {
        const CommandTemplate command({"t", "{lr}{lr}", "{nesterov?{num_round}}", "{trial.seed}"});
        QCOMPARE(command.usedNames(), (std::vector<std::string>{"lr", "nesterov", "num_round"}));
    }

    void rendersTextWithInactiveOnesEmpty()
    {
        QCOMPARE(
            renderText("eta = {lr}\nrate = {rate_drop}\n", exampleSpace(), exampleSettings(), {}),
            std::string("eta = 0.01\nrate = \n"));
        QCOMPARE(textProblems("{eta}", exampleSpace(), "environment.X").front().path,
                 std::string("environment.X"));
    }

    void escapesTextSoThatItRendersToItself()
    {
        for (const char *text :
             {"{lr}", "{{lr}}", "{\"lr\": 1}", "a{b?c|d}", "{", "{{", "}}", "{_x}"}) {
            const Arguments command{"t", escapedForTemplate(text)};
            QVERIFY2(problemsOf(command).empty(), text);
            QCOMPARE(rendered(command), (Arguments{"t", text}));
        }
        QCOMPARE(escapedForTemplate("{\"a\": 1}"), std::string("{\"a\": 1}"));
    }

    void offersTheNearestName()
    {
        QCOMPARE(nearMatch("scalling", {"scale", "scaling", "type"}), std::string("scaling"));
        QCOMPARE(nearMatch("LR", {"eta", "lr"}), std::string("lr"));
        QCOMPARE(nearMatch("nmae", {"name"}), std::string("name"));
        QCOMPARE(nearMatch("x", {"y"}), std::string());
        QCOMPARE(nearMatch("momentum", {"dropout"}), std::string());
    }

    void putsAllValuesIntoTheEnvironment()
    {
        const std::map<std::string, std::string> expected{{"ATTUNE_PARAM_LR", "0.01"},
                                                          {"ATTUNE_PARAM_BOOSTER", "gbtree"},
                                                          {"ATTUNE_PARAM_NESTEROV", "false"},
                                                          {"ATTUNE_PARAM_NUM_ROUND", "50"}};
        QCOMPARE(environmentOf(exampleSpace(), exampleSettings()), expected);
    }
};

QTEST_GUILESS_MAIN(CommandTemplateTest)
#include "tst_command_template.moc"
