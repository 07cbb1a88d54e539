// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/metric_guess.h"

#include <QtTest>

using namespace attune;

using Lines = std::vector<std::string>;

namespace {

std::string textOf(const Lines &lines, const NumberSpan &span)
{
    const auto begin = static_cast<std::size_t>(span.begin);
    return lines[static_cast<std::size_t>(span.line)].substr(
        begin, static_cast<std::size_t>(span.end) - begin);
}

std::vector<std::string> metricsAmong(const Lines &lines)
{
    std::vector<std::string> names;
    for (const NumberSpan &span : findNumbers(lines)) {
        if (span.looksLikeMetric)
            names.push_back(span.rule.name);
    }
    return names;
}

const Lines torch{"2026-01-31 10:00:00 INFO torch 2.1.0 on device 0",
                  "Epoch 1/3 Step 100 train loss: 0.9100, val loss: 0.8800, time 3.2s",
                  "Epoch 2/3 Step 200 train loss: 0.7100, val loss: 0.7900, time 3.1s",
                  "Epoch 3/3 Step 300 train loss: 0.5100, val loss: 0.8100, time 3.3s",
                  "Test accuracy is 0.93"};
const Lines xgboost{"[03:20:27] [0]\tvalid-merror:0.0921\ttrain-merror:0.05",
                    "[03:20:28] [1]\tvalid-merror:0.0421\ttrain-merror:0.02"};
const Lines columns{"# time loss", "1 0.5 7", "2 0.25 7", "3 0.125 7"};

} // namespace

class MetricGuessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void findsEveryNumberInOrder()
    {
        const Lines lines{"Epoch 3/10 loss=-1.5e-3, acc: 97.5% f1 0.5 lr nan (7)"};
        std::vector<std::string> texts;
        for (const NumberSpan &span : findNumbers(lines))
            texts.push_back(textOf(lines, span));
        QCOMPARE(texts,
                 (std::vector<std::string>{"3", "10", "-1.5e-3", "97.5", "0.5", "nan", "7"}));
    }

    void everyClickMakesARuleThatReadsThatNumber_data()
    {
        QTest::addColumn<int>("sample");
        QTest::newRow("prose") << 0;
        QTest::newRow("xgboost") << 1;
        QTest::newRow("columns") << 2;
        QTest::newRow("awkward") << 3;
    }

    void everyClickMakesARuleThatReadsThatNumber()
    {
        QFETCH(int, sample);
        const Lines awkward{"loss 0.5 loss 0.25 | a=1|b=2|", "{\"loss\": 0.5, \"acc\": [0.1, 0.2]}",
                            "x*y (z+): 3.5", "took 12ms at 5it/s",
                            "Cross Validation Accuracy = 97.5%"};
        const std::vector<Lines> samples{torch, xgboost, columns, awkward};
        const Lines &lines = samples[static_cast<std::size_t>(sample)];
        for (const NumberSpan &span : findNumbers(lines)) {
            const auto matcher = MetricMatcher::compile({span.rule});
            QVERIFY2(matcher, span.rule.pattern.c_str());
            const auto readings = matcher->match(lines[static_cast<std::size_t>(span.line)]);
            QVERIFY2(readings.size() == 1, span.rule.pattern.c_str());
            QCOMPARE(std::make_pair(readings[0].valueBegin, span.rule.pattern),
                     std::make_pair(span.begin, span.rule.pattern));
            QCOMPARE(readings[0].value, span.value);
        }
    }

    void makesRulesThatHoldOnTheOtherLines()
    {
        for (const NumberSpan &span : findNumbers(torch)) {
            if (span.line != 1 || span.rule.name != "val_loss")
                continue;
            MetricStream stream(MetricMatcher::compile({span.rule}).value());
            std::vector<MetricStream::Point> points;
            for (const std::string &line : torch)
                stream.read(line, points);
            QCOMPARE(points.size(), std::size_t(3));
            QCOMPARE(points[2].value, 0.81);
            QCOMPARE(points[2].step, std::int64_t(3));
            return;
        }
        QFAIL("No val_loss was found.");
    }

    void takesTimesDatesVersionsAndStepsForNoMetrics()
    {
        QCOMPARE(metricsAmong(torch),
                 (std::vector<std::string>{"train_loss", "val_loss", "train_loss", "val_loss",
                                           "train_loss", "val_loss", "test_accuracy"}));
        QVERIFY(metricsAmong({"12:30:45 done", "v1.2.3", "2026-01-31",
                              "45%|####| 9/20 [00:12<00:03, 7.5it/s]", "ETA: 5", "pid 4711",
                              "batch_size: 32"})
                    .empty());
    }

    void namesAreTheWordsBeforeTheNumber()
    {
        QCOMPARE(metricsAmong(xgboost), (std::vector<std::string>{"valid-merror", "train-merror",
                                                                  "valid-merror", "train-merror"}));
        QCOMPARE(metricsAmong({"Cross Validation Accuracy = 97.5%"}),
                 (std::vector<std::string>{"cross_validation_accuracy"}));
    }

    void findsTheStepOfTheLine()
    {
        const auto spans = findNumbers(xgboost);
        const auto span = std::find_if(spans.begin(), spans.end(), [](const NumberSpan &s) {
            return s.rule.name == "valid-merror";
        });
        QVERIFY(span != spans.end());
        const auto readings = MetricMatcher::compile({span->rule}).value().match(xgboost[1]);
        QCOMPARE(readings.size(), std::size_t(1));
        QCOMPARE(readings[0].step, std::optional<std::int64_t>(1));
    }

    void prefersTheStepThatNeverStartsAgain()
    {
        const Lines lines{"Epoch 1 step 10 loss 0.9", "Epoch 1 step 20 loss 0.8",
                          "Epoch 2 step 10 loss 0.7", "Epoch 2 step 20 loss 0.6"};
        const auto guesses = guessMetrics(lines);
        QCOMPARE(guesses.size(), std::size_t(1));
        QVERIFY(guesses[0].rule.stepPattern.find("Epoch") != std::string::npos);
    }

    void putsValidationMetricsFirst()
    {
        const auto guesses = guessMetrics(torch);
        QCOMPARE(guesses.size(), std::size_t(3));
        QVERIFY(guesses[0].rule.name == "val_loss" || guesses[0].rule.name == "test_accuracy");
        QCOMPARE(guesses[2].rule.name, std::string("train_loss"));
        const auto loss = std::find_if(guesses.begin(), guesses.end(), [](const MetricGuess &g) {
            return g.rule.name == "val_loss";
        });
        QCOMPARE(loss->matches, 3);
        QCOMPARE(loss->first, 0.88);
        QCOMPARE(loss->last, 0.81);
        QVERIFY(!loss->higherIsBetter);
        for (const MetricGuess &guess : guesses)
            QVERIFY(guess.likelihood >= 0.0 && guess.likelihood <= 1.0);
    }

    void knowsWhatIsMaximized()
    {
        for (const char *name : {"accuracy", "val_acc", "validation-auc", "F1", "r2", "eval-ndcg@5",
                                 "Recall", "valAccuracy", "P@1", "test.mAP"})
            QVERIFY2(higherIsBetter(name), name);
        for (const char *name : {"loss", "val_loss", "merror", "rmse", "perplexity", "x",
                                 "neg_accuracy", "cross_entropy", "l2"})
            QVERIFY2(!higherIsBetter(name), name);
    }

    void survivesOutputThatIsNoText()
    {
        QVERIFY(findNumbers({}).empty());
        QVERIFY(findNumbers({"", std::string("\0\xff\xfe", 3), std::string(100'000, '-')}).empty());
        QCOMPARE(guessMetrics({"\x1b[1m1/2\x1b[0m loss\xff: 0.5"}).size(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(MetricGuessTest)
#include "tst_metric_guess.moc"
