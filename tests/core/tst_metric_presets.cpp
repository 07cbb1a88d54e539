// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/metric_rule.h"

#include <QtTest>

#include <cmath>

using namespace attune;

using Points = std::vector<MetricStream::Point>;

namespace {

Points read(const char *preset, const std::vector<std::string> &lines)
{
    MetricStream stream(MetricMatcher::compile({{{}, {}, {}, preset}}).value());
    Points points;
    for (const std::string &line : lines)
        stream.read(line, points);
    return points;
}

/// With double quotes, as JSON has them.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

} // namespace

namespace QTest {

template<>
char *toString(const Points &points)
{
    QString text;
    for (const auto &point : points)
        text += QStringLiteral("%1@%2=%3 ")
                    .arg(QString::fromStdString(point.metric))
                    .arg(point.step)
                    .arg(point.value);
    return qstrdup(text.toUtf8().constData());
}

} // namespace QTest

/// Every preset on lines as the real trainers print them.
class MetricPresetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void compilesEveryPreset()
    {
        for (const std::string &preset : metricPresets())
            QVERIFY2(MetricMatcher::compile({{{}, {}, {}, preset}}), preset.c_str());
        QCOMPARE(metricPresets().size(), std::size_t(11));
    }

    void readsKeyValueLines()
    {
        QCOMPARE(read("key-value", {"epoch=3 loss=0.5 val/acc: 0.9, lr = 1e-3"}),
                 (Points{{"loss", 3, 0.5}, {"val/acc", 3, 0.9}, {"lr", 3, 1e-3}}));
        QCOMPARE(read("key-value", {"Epoch 4/10", "loss: 0.25 - acc: 97.5%"}),
                 (Points{{"loss", 4, 0.25}, {"acc", 4, 97.5}}));
        QCOMPARE(read("key-value", {"Train Epoch: 1 [0/60000 (0%)]\tLoss: 2.305600"}),
                 (Points{{"Loss", 1, 2.3056}}));
        QCOMPARE(read("key-value", {"final accuracy: 0.93"}), (Points{{"accuracy", 1, 0.93}}));
        QCOMPARE(read("key-value", {"{'eval_loss': 0.41, 'epoch': 2}"}),
                 (Points{{"eval_loss", 2, 0.41}}));
    }

    void passesOverTimesVersionsUnitsAndShares()
    {
        QCOMPARE(read("key-value", {"time: 12:30:45 version=1.2.3 took: 3s date=2026-01-31",
                                    "Accuracy: 9817/10000 id=7f3a"}),
                 Points{});
    }

    void readsJsonLines()
    {
        QCOMPARE(read("json-lines", {json("{'epoch': 3, 'loss': 0.5, 'note': 'a } 1', "
                                          "'val': {'acc': 0.9}, 'list': [1, 2], 'ok': true, "
                                          "'x': null}")}),
                 (Points{{"loss", 3, 0.5}, {"val.acc", 3, 0.9}}));
        QCOMPARE(read("json-lines", {json("{'a': '\\' } 1', 'loss': 0.5}")}),
                 (Points{{"loss", 1, 0.5}}));
        const Points special =
            read("json-lines", {json("{'step': 1, 'loss': NaN, 'b': -Infinity}")});
        QCOMPARE(special.size(), std::size_t(2));
        QVERIFY(std::isnan(special[0].value));
        QVERIFY(std::isinf(special[1].value));
        QCOMPARE(read("json-lines", {json("{'loss': 0.5"), json("loss {'a': 1}"), "[1]", "{}"}),
                 Points{});
        QCOMPARE(read("json-lines", {"{'loss': '0.69', 'epoch': 0.5}"}),
                 (Points{{"loss", 1, 0.69}}));
    }

    void survivesJsonNestedTooDeep()
    {
        std::string deep;
        for (int i = 0; i < 10'000; ++i)
            deep += "{\"a\":";
        QCOMPARE(read("json-lines", {deep}), Points{});
    }

    void readsXgboost()
    {
        QCOMPARE(read("xgboost", {"[03:20:27] [57]\tvalid-merror:0.0421\ttrain-merror:0.0"}),
                 (Points{{"valid-merror", 57, 0.0421}, {"train-merror", 57, 0.0}}));
        QCOMPARE(read("xgboost", {"[0]\ttrain-rmse:0.49+0.01\ttest-rmse:0.51+0.02"}),
                 (Points{{"train-rmse", 0, 0.49}, {"test-rmse", 0, 0.51}}));
        QCOMPARE(read("xgboost", {"[10]\teval-ndcg@5:0.71234", "[11:22:33] 200x2 matrix: 5"}),
                 (Points{{"eval-ndcg@5", 10, 0.71234}}));
        QCOMPARE(
            read("xgboost",
                 {"[10:56:43] "
                  "[2]\tvalid-mlogloss:0.34896586656570433\tvalid-merror:0.00000000000000000"}),
            (Points{{"valid-mlogloss", 2, 0.34896586656570433}, {"valid-merror", 2, 0.0}}));
    }

    void readsLightgbm()
    {
        QCOMPARE(
            read("lightgbm", {"[LightGBM] [Info] Total Bins 1520",
                              "[LightGBM] [Info] Iteration:10, valid_1 auc : 0.823",
                              "[LightGBM] [Info] 0.02 seconds elapsed, finished iteration 10"}),
            (Points{{"valid_1.auc", 10, 0.823}}));
        QCOMPARE(read("lightgbm", {"[10]\ttraining's binary_logloss: 0.5\tvalid_1's auc: 0.8"}),
                 (Points{{"training.binary_logloss", 10, 0.5}, {"valid_1.auc", 10, 0.8}}));
        QCOMPARE(read("lightgbm", {"[5]\tcv_agg's auc: 0.81 + 0.013"}),
                 (Points{{"cv_agg.auc", 5, 0.81}}));
    }

    void readsKeras()
    {
        QCOMPARE(
            read("keras", {"Epoch 3/10", "  32/1875 [..............] - ETA: 5s - loss: 2.5",
                           "1875/1875 [==============================] - 3s 2ms/step - loss: 0.2180"
                           " - accuracy: 0.9400 - val_loss: 0.1500 - val_accuracy: 0.9500"}),
            (Points{{"loss", 3, 0.218},
                    {"accuracy", 3, 0.94},
                    {"val_loss", 3, 0.15},
                    {"val_accuracy", 3, 0.95}}));
        QCOMPARE(
            read("keras", {"Epoch 1/2", "12/12 - 0s - loss: nan - 300ms/epoch - 25ms/step"}).size(),
            std::size_t(1));
        QCOMPARE(read("keras",
                      {"\x1b[1mEpoch 2/2\x1b[0m",
                       "\x1b[1m12/12\x1b[0m \x1b[32m\xe2\x94\x81\xe2\x94\x81\x1b[0m\x1b[37m\x1b[0m "
                       "\x1b[1m1s\x1b[0m 20ms/step - accuracy: 0.9100 - loss: 0.3000"}),
                 (Points{{"accuracy", 2, 0.91}, {"loss", 2, 0.3}}));
        QCOMPARE(read("keras", {"Epoch 00003: val_loss improved from 0.25 to 0.2",
                                "\b\b\b12/120 [==>...] - loss: 0.1"}),
                 Points{});
    }

    void readsPytorchLightning()
    {
        QCOMPARE(read("pytorch-lightning",
                      {"Epoch 3:  50%|#####     | 469/938 [00:06<00:06, 75.0it/s, v_num=0, "
                       "train_loss=0.9]",
                       "Epoch 3: 100%|##########| 938/938 [00:12<00:00, 75.02it/s, v_num=0, "
                       "train_loss=0.123, val_loss=0.200]"}),
                 (Points{{"train_loss", 3, 0.123}, {"val_loss", 3, 0.2}}));
        QCOMPARE(read("pytorch-lightning",
                      {"     Validate metric           DataLoader 0",
                       "         val_acc            0.9123000264167786",
                       "\xe2\x94\x82         test_acc          \xe2\x94\x82    0.91  "
                       "            \xe2\x94\x82",
                       "7.9 K     Trainable params", "0 | model | Linear | 7.9 K"}),
                 (Points{{"val_acc", 1, 0.9123000264167786}, {"test_acc", 1, 0.91}}));
    }

    void readsLibsvm()
    {
        QCOMPARE(read("libsvm", {"nu = 0.222898", "obj = -15.268551, rho = 0.160161",
                                 "Total nSV = 43", "Cross Validation Accuracy = 97.5%"}),
                 (Points{{"cv_accuracy", 1, 97.5}}));
        QCOMPARE(
            read("libsvm", {"Cross Validation Mean squared error = 0.021",
                            "Cross Validation Squared correlation coefficient = 0.93"}),
            (Points{{"cv_mean_squared_error", 1, 0.021}, {"cv_squared_correlation", 1, 0.93}}));
        QCOMPARE(read("libsvm", {"Accuracy = 96.5% (193/200) (classification)"}),
                 (Points{{"accuracy", 1, 96.5}}));
    }

    void readsFasttext()
    {
        QCOMPARE(read("fasttext",
                      {"Number of words:  8952", "Progress: 100.0% words/sec/thread:  123456 lr:  "
                                                 "0.000000 avg.loss:  0.123456 ETA:   0h 0m 0s"}),
                 (Points{{"avg.loss", 1, 0.123456}}));
        QCOMPARE(read("fasttext", {"N\t3000", "P@1\t0.124", "R@5\t0.0541"}),
                 (Points{{"P@1", 1, 0.124}, {"R@5", 1, 0.0541}}));
    }

    void readsGuild()
    {
        QCOMPARE(read("guild", {"step: 7", "loss: 0.5", "val_acc: 0.25 (step 8)", "note: 0.5 or so",
                                "a loss: 0.5", "x: 1e-2 (about)"}),
                 (Points{{"loss", 7, 0.5}, {"val_acc", 8, 0.25}, {"x", 8, 0.01}}));
        QCOMPARE(read("guild", {"loss: 0.5", "loss: 0.4"}),
                 (Points{{"loss", 1, 0.5}, {"loss", 2, 0.4}}));
    }

    void readsKatib()
    {
        QCOMPARE(
            read("katib", {"epoch 1:", "loss=0.3", "validation-accuracy=0.92",
                           "2026-01-31T10:00:00Z INFO accuracy = 0.93 note: 5"}),
            (Points{{"loss", 1, 0.3}, {"validation-accuracy", 1, 0.92}, {"accuracy", 1, 0.93}}));
    }

    void readsSyneTune()
    {
        QCOMPARE(read("syne-tune", {json("[tune-metric]: {'loss': 0.3, 'epoch': 2, "
                                         "'st_worker_timestamp': 1600.5, 'st_worker_iter': 1}"),
                                    json("{'loss': 9}")}),
                 (Points{{"loss", 2, 0.3}}));
    }

    void saysWhereValueAndStepStand()
    {
        const std::string line = "[03:20:27] [57]\tvalid-merror:0.0421";
        const auto readings = MetricMatcher::compile({{{}, {}, {}, "xgboost"}}).value().match(line);
        QCOMPARE(readings.size(), std::size_t(1));
        const auto text = [&](int begin, int end) {
            return line.substr(static_cast<std::size_t>(begin),
                               static_cast<std::size_t>(end - begin));
        };
        QCOMPARE(text(readings[0].valueBegin, readings[0].valueEnd), std::string("0.0421"));
        QCOMPARE(text(readings[0].stepBegin, readings[0].stepEnd), std::string("57"));
    }
};

QTEST_GUILESS_MAIN(MetricPresetsTest)
#include "tst_metric_presets.moc"
