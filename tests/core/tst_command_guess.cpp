// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/command_guess.h"

#include "core/protocol/command_template.h"

#include <QtTest>

using namespace attune;

using Arguments = std::vector<std::string>;

namespace {

CommandGuess guessed(std::string_view line)
{
    return guessHyperparameters(splitCommandLine(line).value());
}

std::string joined(const Arguments &arguments)
{
    std::string text;
    for (const std::string &argument : arguments)
        text += (text.empty() ? "" : " ") + argument;
    return text;
}

const HyperparameterGuess *find(const CommandGuess &guess, std::string_view name)
{
    for (const HyperparameterGuess &entry : guess.guesses) {
        if (entry.hyperparameter.name == name)
            return &entry;
    }
    return nullptr;
}

Hyperparameter only(const std::string &line)
{
    const CommandGuess guess = guessed(line);
    return guess.guesses.empty() ? Hyperparameter{} : guess.guesses.back().hyperparameter;
}

} // namespace

class CommandGuessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void guessesTheExampleOfTheGuide()
    {
        const CommandGuess guess =
            guessed("python train.py --lr 0.01 --batch-size 32 --optimizer adam data.csv");
        QCOMPARE(joined(guess.templateArguments),
                 std::string("python train.py --lr {lr} --batch-size {batch-size} --optimizer "
                             "{optimizer} data.csv"));
        QCOMPARE(guess.guesses.size(), std::size_t(3));
        const Hyperparameter &lr = guess.guesses[0].hyperparameter;
        QCOMPARE(lr.type, HyperparameterType::Continuous);
        QCOMPARE(lr.min, 0.0001);
        QCOMPARE(lr.max, 1.0);
        QCOMPARE(lr.scaling, Scaling::Logarithmic);
        QVERIFY(lr.defaultValue == Value(0.01));
        const Hyperparameter &batch = guess.guesses[1].hyperparameter;
        QCOMPARE(batch.type, HyperparameterType::Integer);
        QCOMPARE(batch.min, 8.0);
        QCOMPARE(batch.max, 128.0);
        QCOMPARE(batch.scaling, Scaling::Logarithmic);
        QVERIFY(batch.defaultValue == Value(std::int64_t(32)));
        const Hyperparameter &optimizer = guess.guesses[2].hyperparameter;
        QCOMPARE(optimizer.type, HyperparameterType::Categorical);
        QVERIFY(optimizer.values.front() == Value(std::string("adam")));
        QVERIFY(std::find(optimizer.values.begin(), optimizer.values.end(),
                          Value(std::string("sgd"))) != optimizer.values.end());
        QCOMPARE(guess.guesses[2].argument, 7);
        QCOMPARE(guess.guesses[2].valueText, std::string("adam"));
        for (const HyperparameterGuess &entry : guess.guesses) {
            QVERIFY(entry.isLikely);
            QVERIFY(!entry.reason.empty());
        }
    }

    void understandsEveryFlagStyle_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *line, const char *expected) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(expected);
        };
        row("./t --eta 0.1", "./t --eta {eta}");
        row("./t --eta=0.1", "./t --eta={eta}");
        row("./t -e 0.1", "./t -e {e}");
        row("./t -e=0.1", "./t -e={e}");
        row("./t -c5", "./t -c{c}");
        row("./t -lr 0.1", "./t -lr {lr}");
        row("./t eta=0.1 train.conf", "./t eta={eta} train.conf");
        row("./t optimizer.lr=0.1 +trainer.depth=3",
            "./t optimizer.lr={optimizer.lr} +trainer.depth={trainer.depth}");
        row("./t lr 0.1 data.csv", "./t lr {lr} data.csv");
        row("./t alpha1 5 zeta 7", "./t alpha1 {alpha1} zeta {zeta}");
        row("./t --shift -0.5", "./t --shift {shift}");
        row("./t --shift -1e-3 --x=-2", "./t --shift {shift} --x={x}");
        row("./t --decay 1e-4", "./t --decay {decay}");
        row("./t --nesterov", "./t {nesterov?--nesterov}");
        row("./t --no-bias --lr 1", "./t {no-bias?--no-bias} --lr {lr}");
        row("./t --nesterov true", "./t --nesterov {nesterov}");
        row("./t --nesterov data.csv", "./t {nesterov?--nesterov} data.csv");
        row("./t --kernel 'rbf'", "./t --kernel {kernel}");
        row("./t --name \"my run\"", "./t --name {name}");
        row("./t -- --lr 0.1", "./t -- --lr {argument3}");
        row("./t '{lr}' --lr 0.1", "./t {{lr} --lr {lr}");
        row("./t --a=0.1 --a=0.2", "./t --a={a} --a={a-2}");
        row("svm-train -c 1 -g 0.5 train.svm", "svm-train -c {c} -g {g} train.svm");
        row("python -u -m pkg.train --lr 0.1", "python -u -m pkg.train --lr {lr}");
        row("python3.11 -u train.py --lr 0.1", "python3.11 -u train.py --lr {lr}");
        row("env OMP_NUM_THREADS=4 ./t --lr 0.1", "env OMP_NUM_THREADS=4 ./t --lr {lr}");
        row("./t train.csv test.csv", "./t train.csv test.csv");
        row("./t epoch of 5", "./t epoch of {argument3}");
        row("./t", "./t");
    }

    void understandsEveryFlagStyle()
    {
        QFETCH(QString, line);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(joined(guessed(line.toStdString()).templateArguments)),
                 expected);
    }

    void rendersItsDefaultsBackToTheCommand_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line :
             {"python train.py --lr 0.01 --batch-size 32 --optimizer adam data.csv",
              "./t eta=0.1 -c5 --nesterov --no-bias --config '{\"a\": {\"b\": 1}}' {x} {{y}}",
              "svm-train -v 5 -c 1 -g 0.5 -t 2 train.svm"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }

    void rendersItsDefaultsBackToTheCommand()
    {
        QFETCH(QString, line);
        const CommandGuess guess = guessed(line.toStdString());
        SearchSpace space;
        Settings settings;
        for (const HyperparameterGuess &entry : guess.guesses) {
            space.hyperparameters.push_back(entry.hyperparameter);
            settings[entry.hyperparameter.name] = *entry.hyperparameter.defaultValue;
        }
        const CommandTemplate command(guess.templateArguments);
        QVERIFY(command.problems(space).empty());
        QCOMPARE(command.render(space, settings, {}), guess.arguments);
    }

    void keepsOnlyTheChosenPlaceholders()
    {
        const CommandGuess guess = guessed("./t --lr 0.1 --depth 3 '{x}'");
        QCOMPARE(joined(templateWith(guess, {false, true})),
                 std::string("./t --lr 0.1 --depth {depth} {{x}"));
        QCOMPARE(joined(templateWith(guess, {})), std::string("./t --lr 0.1 --depth 3 {{x}"));
    }

    void suggestsRangesByName_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<HyperparameterType>("type");
        QTest::addColumn<double>("min");
        QTest::addColumn<double>("max");
        QTest::addColumn<Scaling>("scaling");
        const auto continuous = HyperparameterType::Continuous;
        const auto whole = HyperparameterType::Integer;
        QTest::newRow("lr") << "t --learning_rate 3e-4" << continuous << 3e-6 << 0.03
                            << Scaling::Logarithmic;
        QTest::newRow("momentum") << "t --momentum 0.9" << continuous << 0.5 << 0.999
                                  << Scaling::ReverseLogarithmic;
        QTest::newRow("beta2") << "t --beta2 0.999" << continuous << 0.9 << 0.9999
                               << Scaling::ReverseLogarithmic;
        QTest::newRow("dropout") << "t --dropout 0.5" << continuous << 0.0 << 0.9
                                 << Scaling::Linear;
        QTest::newRow("weight decay")
            << "t --weightDecay 1e-4" << continuous << 1e-6 << 0.1 << Scaling::Logarithmic;
        QTest::newRow("no weight decay")
            << "t --weight-decay 0" << continuous << 0.0 << 0.1 << Scaling::Linear;
        QTest::newRow("hidden") << "t --hidden-size 128" << whole << 32.0 << 512.0
                                << Scaling::Logarithmic;
        QTest::newRow("layers") << "t --n_layers 3" << whole << 1.0 << 6.0 << Scaling::Linear;
        QTest::newRow("max depth") << "t max_depth=6" << whole << 2.0 << 12.0 << Scaling::Linear;
        QTest::newRow("subsample")
            << "t subsample=1" << continuous << 0.3 << 1.0 << Scaling::Linear;
        QTest::newRow("cost") << "t -c 1" << continuous << 0.03 << 30000.0 << Scaling::Logarithmic;
        QTest::newRow("gamma") << "t --gamma 0.5" << continuous << 3e-5 << 10.0
                               << Scaling::Logarithmic;
        QTest::newRow("unknown small")
            << "t --foo 0.01" << continuous << 0.0001 << 1.0 << Scaling::Logarithmic;
        QTest::newRow("unknown share")
            << "t --foo 0.4" << continuous << 0.0 << 1.0 << Scaling::Linear;
        QTest::newRow("unknown near one")
            << "t --foo 0.95" << continuous << 0.5 << 0.999 << Scaling::ReverseLogarithmic;
        QTest::newRow("unknown large")
            << "t --foo 200" << whole << 50.0 << 800.0 << Scaling::Logarithmic;
        QTest::newRow("unknown negative")
            << "t --foo -2.5" << continuous << -5.0 << 0.0 << Scaling::Linear;
    }

    void suggestsRangesByName()
    {
        QFETCH(QString, line);
        QFETCH(HyperparameterType, type);
        const Hyperparameter hyperparameter = only(line.toStdString());
        QCOMPARE(hyperparameter.type, type);
        QTEST(hyperparameter.min, "min");
        QTEST(hyperparameter.max, "max");
        QTEST(hyperparameter.scaling, "scaling");
    }

    void suggestsValidRangesThatHoldTheValue()
    {
        const char *names[] = {
            "lr",    "momentum",  "dropout",         "batch-size", "weight_decay",
            "gamma", "c",         "depth",           "subsample",  "beta2",
            "foo",   "max_depth", "label_smoothing", "alpha",      "eps"};
        const char *values[] = {"0",     "1",   "2", "-1", "0.0",        "1.0",  "0.5",  "0.99999",
                                "1e-12", "1e5", "7", "64", "1000000000", "-0.3", "1e300"};
        for (const char *name : names) {
            for (const char *value : values) {
                const Hyperparameter hyperparameter =
                    only(std::string("t --") + name + '=' + value);
                const auto problems = hyperparameter.problems();
                QVERIFY2(problems.empty(), (std::string(name) + '=' + value + ": " +
                                            (problems.empty() ? "" : problems.front().sentence))
                                               .c_str());
                const auto number = numberOf(*hyperparameter.defaultValue);
                QVERIFY(number && *number >= hyperparameter.min && *number <= hyperparameter.max);
            }
        }
    }

    void doesNotTickWhatIsRarelyTuned()
    {
        const CommandGuess guess = guessed(
            "./t --seed 5 --port 8080 --epochs 10 --num-workers 4 -v --verbose 1 --data-dir /x/y "
            "--output model.bin --device cuda --log-interval 10 nthread=2 --train_batch_size 16 "
            "--cuda --num_round 60 --timestamp 20260131");
        for (const HyperparameterGuess &entry : guess.guesses)
            QCOMPARE(std::make_pair(entry.hyperparameter.name, entry.isLikely),
                     std::make_pair(entry.hyperparameter.name,
                                    entry.hyperparameter.name == "train_batch_size"));
        QVERIFY(find(guess, "train_batch_size"));
    }

    void keepsTheSpellingOfChoices()
    {
        const auto optimizer = only("t --optimizer RMSprop");
        QVERIFY(optimizer.values.front() == Value(std::string("RMSprop")));
        QVERIFY(std::find(optimizer.values.begin(), optimizer.values.end(),
                          Value(std::string("AdamW"))) != optimizer.values.end());
        const auto truth = only("t --nesterov True");
        QVERIFY(truth.values == (std::vector<Value>{std::string("True"), std::string("False")}));
        const auto plainTruth = only("t --nesterov false");
        QVERIFY(plainTruth.values == (std::vector<Value>{true, false}));
        QVERIFY(plainTruth.defaultValue == Value(false));
        const CommandGuess unknown = guessed("t --mode turbo");
        QVERIFY(!unknown.guesses.front().isLikely);
    }

    void takesTheChoicesThatTheNameSpeaksOf()
    {
        QVERIFY(only("t --lr-schedule linear").values.size() > 4);
        const auto kernel = only("t --kernel linear");
        QVERIFY(std::find(kernel.values.begin(), kernel.values.end(), Value(std::string("rbf"))) !=
                kernel.values.end());
    }

    void survivesNothingAtAll()
    {
        QVERIFY(guessHyperparameters({}).guesses.empty());
        QVERIFY(guessHyperparameters({"python"}).guesses.empty());
        QVERIFY(guessHyperparameters({"env"}).guesses.empty());
        QVERIFY(guessHyperparameters({"t", "", "-", "--", "=", "--=5", "--x="}).guesses.empty());
    }
};

QTEST_GUILESS_MAIN(CommandGuessTest)
#include "tst_command_guess.moc"
