// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/metric_rule.h"

#include <QtTest>

#include <cmath>

using namespace attune;

namespace {

MetricRule rule(const char *pattern, const char *stepPattern = "")
{
    return {"loss", pattern, stepPattern, {}};
}

std::optional<MetricReading> only(const MetricRule &rule, std::string_view line)
{
    const auto matcher = MetricMatcher::compile({rule});
    if (!matcher)
        return std::nullopt;
    const auto readings = matcher->match(line);
    return readings.size() == 1 ? std::optional(readings.front()) : std::nullopt;
}

std::vector<MetricStream::Point> pointsOf(const std::vector<MetricRule> &rules,
                                          const std::vector<std::string> &lines)
{
    MetricStream stream(MetricMatcher::compile(rules).value());
    std::vector<MetricStream::Point> points;
    for (const std::string &line : lines)
        stream.read(line, points);
    return points;
}

} // namespace

class MetricRuleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void leavesOutMetricsBeyondTheFirstThousandButNoneThatIsNeeded()
    {
        const auto matcher =
            MetricMatcher::compile({{{}, {}, {}, "key-value"}, rule("L (\\S+)")}, {"accuracy"})
                .value();
        MetricStream stream(matcher);
        std::vector<MetricStream::Point> points;
        const auto print = [&](MetricStream &to, int from, int end) {
            for (int i = from; i < end; ++i)
                to.read("sample_" + std::to_string(i) + ": 0.5", points);
        };
        print(stream, 0, 1002);
        QCOMPARE(points.size(), MetricStream::mostOthers);
        MetricStream resumed(matcher);
        resumed.restore(stream.state());
        QCOMPARE(resumed.state(), stream.state());
        print(resumed, 1002, 1005);
        resumed.read("accuracy: 0.9", points);
        resumed.read("L 0.25", points);
        resumed.read("sample_7: 0.75", points);
        QCOMPARE(points.size(), MetricStream::mostOthers + 3);
        QCOMPARE(points[1000].metric, std::string("accuracy"));
        QCOMPARE(points[1001].metric, std::string("loss"));
        QCOMPARE(points[1002].step, 2);
        QCOMPARE(resumed.leftOut(), (MetricStream::LeftOut{5, "sample_1000"}));
    }

    void readsTheFirstGroupAndSaysWhereItStands()
    {
        const auto reading = only(rule("loss: (\\S+)"), "epoch 3 loss: 0.25 done");
        QVERIFY(reading);
        QCOMPARE(reading->metric, std::string("loss"));
        QCOMPARE(reading->value, 0.25);
        QCOMPARE(reading->valueBegin, 14);
        QCOMPARE(reading->valueEnd, 18);
        QVERIFY(!reading->step);
    }

    void prefersTheGroupNamedValue()
    {
        const auto reading = only(rule("(\\w+) loss (?<value>\\S+)"), "test loss 0.5");
        QVERIFY(reading);
        QCOMPARE(reading->value, 0.5);
    }

    void readsTheStepFromItsGroupOrItsOwnPattern()
    {
        const auto named = only(rule("epoch (?<step>\\d+): (\\S+)"), "epoch 7: 0.5");
        QVERIFY(named);
        QCOMPARE(named->step, std::optional<std::int64_t>(7));
        QCOMPARE(named->stepBegin, 6);
        const auto own = only(rule("valid-merror:(\\S+)", "\\[(\\d+)\\]\\s"),
                              "[03:20:27] [57]\tvalid-merror:0.0421\ttrain-merror:0.0");
        QVERIFY(own);
        QCOMPARE(own->value, 0.0421);
        QCOMPARE(own->step, std::optional<std::int64_t>(57));
        QCOMPARE(own->stepBegin, 12);
        QCOMPARE(own->stepEnd, 14);
    }

    void readsNumbersAsProgramsPrintThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        const double inf = std::numeric_limits<double>::infinity();
        QTest::newRow("plain") << "0.5" << 0.5;
        QTest::newRow("no leading zero") << "-.5" << -0.5;
        QTest::newRow("scientific") << "1.5e-3" << 1.5e-3;
        QTest::newRow("Fortran") << "0.15D-02" << 0.15e-2;
        QTest::newRow("comma behind") << "0.5," << 0.5;
        QTest::newRow("percent behind") << "97.5%" << 97.5;
        QTest::newRow("full stop behind") << "0.5." << 0.5;
        QTest::newRow("in brackets") << "(0.5)" << 0.5;
        QTest::newRow("inf") << "inf" << inf;
        QTest::newRow("-inf") << "-inf" << -inf;
        QTest::newRow("Infinity") << "Infinity" << inf;
        QTest::newRow("INF") << "+INF" << inf;
        QTest::newRow("Microsoft") << "-1.#INF" << -inf;
        QTest::newRow("beyond a double") << "1e999" << inf;
        QTest::newRow("below a double") << "1e-999" << 0.0;
    }

    void readsNumbersAsProgramsPrintThem()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const auto reading = only(rule("loss (\\S+)"), "loss " + text.toStdString());
        QVERIFY(reading);
        QCOMPARE(reading->value, value);
    }

    void readsNanInEverySpelling()
    {
        for (const char *text : {"nan", "NaN", "NAN", "-nan", "nan,", "-nan(ind)", "1.#QNAN"}) {
            const auto reading = only(rule("loss (\\S+)"), std::string("loss ") + text);
            QVERIFY2(reading, text);
            QVERIFY2(std::isnan(reading->value), text);
        }
    }

    void takesOtherTextForNoReading()
    {
        for (const char *text :
             {"none", "0.5s", "1,234.5", "1.2.3", "0x10", "-", "nanometre", "e5"})
            QVERIFY2(!only(rule("loss (\\S+)"), std::string("loss ") + text), text);
    }

    void namesMetricPositionAndReasonOfAnInvalidPattern()
    {
        const auto failed = MetricMatcher::compile({rule("loss (\\S+")});
        QVERIFY(!failed);
        QCOMPARE(failed.error().message,
                 std::string("The pattern of \"loss\" is invalid: missing closing parenthesis at "
                             "character 10."));
        QVERIFY(!MetricMatcher::compile({rule("loss \\S+")}));
        QVERIFY(!MetricMatcher::compile({rule("loss (\\S+)", "[")}));
        QVERIFY(!MetricMatcher::compile({rule("loss (\\S+)", "epoch \\d+")}));
        const auto preset = MetricMatcher::compile({{{}, {}, {}, "xgbost"}});
        QVERIFY(!preset);
        QVERIFY(preset.error().message.find("did you mean \"xgboost\"?") != std::string::npos);
    }

    void survivesPatternsThatBacktrackForever()
    {
        const auto matcher = MetricMatcher::compile({rule("((a+)+)+$"), rule("(x+x+)+y (\\d)")});
        QVERIFY(matcher);
        QElapsedTimer timer;
        timer.start();
        const std::string line = std::string(60'000, 'a') + std::string(5000, 'x') + '!';
        QVERIFY(matcher->match(line).empty());
        // Without limits this takes longer than the universe is old.
        QVERIFY(timer.elapsed() < 20'000);
    }

    void searchesInvalidUtf8AndCharactersBeyondAscii()
    {
        QVERIFY(only(rule("loss (\\S+)"), "\xff\xfe loss 0.5"));
        QVERIFY(only(rule("[é]val (\\S+)"), "\xff éval 0.5"));
    }

    void givesAReadingTheStepOfTheRule()
    {
        const auto points = pointsOf({rule("loss (\\S+)", "epoch (\\d+)")},
                                     {"epoch 5 loss 0.5", "epoch 6 loss 0.4"});
        QCOMPARE(points.size(), std::size_t(2));
        QCOMPARE(points[0], (MetricStream::Point{"loss", 5, 0.5}));
        QCOMPARE(points[1], (MetricStream::Point{"loss", 6, 0.4}));
    }

    void givesAReadingWithoutAStepTheLastOneSeen()
    {
        const auto points = pointsOf({rule("loss (\\S+)", "epoch (\\d+)")},
                                     {"starting epoch 5", "loss 0.5", "loss 0.4"});
        QCOMPARE(points.size(), std::size_t(2));
        QCOMPARE(points[0].step, std::int64_t(5));
        QCOMPARE(points[1].step, std::int64_t(5));
    }

    void sharesTheStepOfALineAmongItsReadings()
    {
        MetricRule other{"acc", "acc (\\S+)", {}, {}};
        const auto points = pointsOf({other, rule("loss (\\S+)", "epoch (\\d+)")},
                                     {"epoch 1 loss 0.5 acc 0.8", "epoch 2 loss 0.4 acc 0.9"});
        QCOMPARE(points.size(), std::size_t(4));
        QCOMPARE(points[2], (MetricStream::Point{"acc", 2, 0.9}));
    }

    void countsMatchesWhereThereIsNoStep()
    {
        const auto points = pointsOf({rule("loss (\\S+)"), {"acc", "acc (\\S+)", {}, {}}},
                                     {"loss 0.5", "acc 0.1", "loss 0.4", "loss 0.3"});
        QCOMPARE(points[2].step, std::int64_t(2));
        QCOMPARE(points[3], (MetricStream::Point{"loss", 3, 0.3}));
    }

    void continuesFromItsStoredState()
    {
        const std::vector<MetricRule> rules{rule("loss (\\S+)"),
                                            {"a b=%\xC3\xA4", "acc (\\S+)", {}, {}}};
        const auto matcher = MetricMatcher::compile(rules).value();
        MetricStream whole(matcher);
        std::vector<MetricStream::Point> expected;
        std::vector<MetricStream::Point> resumed;
        std::string state;
        for (int i = 0; i < 20; ++i) {
            const std::string line = i % 3 == 0 ? "acc 0.5" : "loss 0.25";
            whole.read(line, expected);
            MetricStream piece(matcher);
            piece.restore(state);
            piece.read(line, resumed);
            state = piece.state();
            QVERIFY(state.find('\n') == std::string::npos);
        }
        QCOMPARE(resumed, expected);
        QCOMPARE(state, whole.state());
    }
};

QTEST_GUILESS_MAIN(MetricRuleTest)
#include "tst_metric_rule.moc"
