// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/space/constraint.h"

#include <QtTest>

#include <cmath>

using namespace attune;

namespace {

const Settings settings = {{"depth", std::int64_t{6}},
                           {"bins", std::int64_t{64}},
                           {"lr", 0.01},
                           {"booster", std::string("dart")},
                           {"use_bias", true},
                           {"a-b", std::int64_t{3}},
                           {"opt:x.y", 2.0},
                           {"width", std::string("128")},
                           {"state", std::string("complete")}};

/// "true", "false", "nothing", or the error.
std::string outcomeOf(std::string_view text)
{
    const auto expression = Expression::parse(text);
    if (!expression)
        return expression.error().message;
    const auto holds = expression->holds(settings);
    if (!holds)
        return "nothing";
    return *holds ? "true" : "false";
}

} // namespace

class TestConstraint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void computes_data();
    void computes();
    void namesThePositionOfAnError_data();
    void namesThePositionOfAnError();
    void tellsHowFarItIsFromHolding_data();
    void tellsHowFarItIsFromHolding();
    void listsEachNameOnceInOrder();
    void limitsLengthAndNesting();
    void survivesAnyText();
};

void TestConstraint::computes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("outcome");
    const auto row = [](const char *text, const char *outcome) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(outcome);
    };
    row("depth * bins <= 384", "true");
    row("depth * bins < 384", "false");
    row("depth*bins<=383", "false");
    row("2 + 3 * 4 == 14", "true");
    row("(2 + 3) * 4 == 20", "true");
    row("10 - 4 - 3 == 3", "true");
    row("64 / 4 / 2 == 8", "true");
    row("-depth == -6", "true");
    row("--depth == 6", "true");
    row("bins % depth == 4", "true");
    row("lr < 1e-1", "true");
    row(".5 < lr", "false");
    row("booster = dart", "true");
    row("booster == \"dart\"", "true");
    row("'dart' == booster", "true");
    row("dart == booster", "true");
    row("booster != gbtree", "true");
    row("booster == 3", "false");
    row("booster < 3", "nothing");
    row("width == 128", "true");
    row("width >= 100", "true");
    row("use_bias", "true");
    row("not use_bias", "false");
    row("use_bias == true", "true");
    row("use_bias = false", "false");
    row("a-b == 3", "true");
    row("depth - 1 == 5", "true");
    row("opt:x.y == 2", "true");
    row("lr < 0.1 and state = complete", "true");
    row("lr < 0.1 && !(state = failed)", "true");
    row("lr > 0.1 OR depth > 5", "true");
    row("not lr > 0.1 and depth > 5", "true");
    row("true or false and false", "true");
    row("depth", "nothing");
    row("booster", "nothing");
    row("depth and true", "nothing");
    row("depth / 0 > 1", "nothing");
    row("depth % 0 > 1", "nothing");
    row("booster + 1 > 1", "nothing");
    row("missing < 1", "nothing");
    row("missing == 1", "nothing");
    row("missing == other", "nothing");
    row("missing == \"text\"", "nothing");
    row("missing + 1 == missing + 1", "nothing");
    row("missing > 1 or depth == 6", "true");
    row("depth == 6 or missing > 1", "true");
    row("missing > 1 and depth == 7", "false");
    row("not missing", "nothing");
}

void TestConstraint::computes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, outcome);
    QCOMPARE(QByteArray::fromStdString(outcomeOf(text.toStdString())), outcome);
}

void TestConstraint::namesThePositionOfAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *text, const char *sentence) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(sentence);
    };
    row("",
        "At character 1: expected a number, a name, a quoted text or \"(\", but the text ends.");
    row("depth <",
        "At character 8: expected a number, a name, a quoted text or \"(\", but the text "
        "ends.");
    row("(depth < 3", "At character 11: expected \")\", but the text ends.");
    row("depth < 3)", "At character 10: expected an operator or the end, but found \")\".");
    row("depth bins", "At character 7: expected an operator or the end, but found \"bins\".");
    row("1 < depth < 3", "At character 11: expected one comparison at a time (write \"a < b and b "
                         "< c\"), but found \"<\".");
    row("depth @ 3", "At character 7: \"@\" is not understood here.");
    row("booster == 'dart", "At character 12: this quote is not closed.");
    row("2depth < 3", "At character 1: expected an operator behind the number.");
    row("1e999 < 3", "At character 1: this number is too large or too small.");
}

void TestConstraint::namesThePositionOfAnError()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, sentence);
    QCOMPARE(QByteArray::fromStdString(outcomeOf(text.toStdString())), sentence);
}

void TestConstraint::tellsHowFarItIsFromHolding_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("shortfall");
    const auto row = [](const char *text, double shortfall) {
        QTest::newRow(text) << QByteArray(text) << shortfall;
    };
    row("depth <= bins", 0.0);
    row("bins <= depth", 58.0 / 70.0);
    row("bins - depth <= 0", 58.0 / 70.0);
    row("depth * bins < 383", 1.0 / 767.0);
    row("depth == 7", 1.0 / 13.0);
    row("depth != 6", 1e-12);
    row("depth < 6", 1e-12);
    row("not depth >= 6", 1e-12);
    row("depth > 7 and bins > 65", 1.0 / 13.0 + 1.0 / 129.0);
    row("depth > 7 or bins > 65", 1.0 / 129.0);
    row("not (depth < 7 and bins < 65)", 1.0 / 129.0);
    row("not (depth < 7 or bins < 65)", 1.0 / 13.0 + 1.0 / 129.0);
    row("booster == gbtree", 1.0);
    row("booster == gbtree or depth > 7", 1.0 / 13.0);
    row("missing < 1", 1.0);
    row("depth / 0 > 1", 1.0);
    row("1e300 * bins * 1e300 < 1", 1.0);
}

void TestConstraint::tellsHowFarItIsFromHolding()
{
    QFETCH(QByteArray, text);
    QFETCH(double, shortfall);
    const auto expression = Expression::parse(text.toStdString());
    QVERIFY(expression.isOk());
    const double found = expression->shortfall(settings);
    QVERIFY2(std::abs(found - shortfall) < 1e-15, qPrintable(QString::number(found, 'g', 17)));
}

void TestConstraint::listsEachNameOnceInOrder()
{
    const auto expression = Expression::parse("b < a and a * b > 2 and kind == adam and true");
    QVERIFY(expression.isOk());
    QCOMPARE(expression->names(), (std::vector<std::string>{"b", "a", "kind", "adam"}));
}

void TestConstraint::limitsLengthAndNesting()
{
    QVERIFY(!Expression::parse(std::string(5000, ' ') + "1 < 2").isOk());
    QVERIFY(!Expression::parse(std::string(200, '(') + "1" + std::string(200, ')')).isOk());
    QVERIFY(!Expression::parse(std::string(4000, '!') + "true").isOk());
    QVERIFY(!Expression::parse(std::string(4000, '-') + "1 < 2").isOk());
    QCOMPARE(outcomeOf(std::string(50, '(') + "1 < 2" + std::string(50, ')')), std::string("true"));
    std::string sum = "0";
    for (int i = 0; i < 2000; ++i)
        sum += "+1";
    QCOMPARE(outcomeOf(sum + "==2000"), std::string("true"));
}

void TestConstraint::survivesAnyText()
{
    const std::vector<std::string> pieces = {
        "depth", "bins", "booster", "dart", "missing", "and", "or",   "not", "(",  ")",
        "<",     "<=",   "==",      "!=",   "=",       "+",   "-",    "*",   "/",  "%",
        "1",     "0",    "1e300",   ".5",   "'a'",     "\"",  "true", "&&",  "||", "!",
        "\\",    "\n",   "é",       "@",    ".",       "-1",  "e",    "nan"};
    Rng rng(7, RandomPurpose::Preview, 0);
    int parsed = 0;
    for (int i = 0; i < 100000; ++i) {
        std::string text;
        const int length = rng.below(14);
        for (int j = 0; j < length; ++j) {
            text += pieces[static_cast<std::size_t>(rng.below(static_cast<int>(pieces.size())))];
            if (rng.below(2) == 0)
                text += ' ';
        }
        if (rng.below(4) == 0 && !text.empty())
            text[static_cast<std::size_t>(rng.below(static_cast<int>(text.size())))] =
                static_cast<char>(rng.below(256));
        const auto expression = Expression::parse(text);
        if (expression) {
            ++parsed;
            const bool holds = expression->holds(settings).value_or(false);
            const double shortfall = expression->shortfall(settings);
            QVERIFY(holds ? shortfall == 0.0 : shortfall > 0.0 && std::isfinite(shortfall));
        } else {
            QVERIFY(expression.error().message.starts_with("At character "));
        }
    }
    QVERIFY(parsed > 1000);
}

QTEST_GUILESS_MAIN(TestConstraint)
#include "tst_constraint.moc"
