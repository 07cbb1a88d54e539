// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/space/value.h"

#include <QtTest>

#include <bit>
#include <limits>

using namespace attune;

class TestValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesDoublesAsAPersonWould_data();
    void writesDoublesAsAPersonWould();
    void readsBackEveryDouble();
    void writesTheOtherTypes();
    void readsTextByItsLooks();
    void comparesChoicesByWhatIsWritten();
    void knowsTheNumberOfAValue();
};

void TestValue::writesDoublesAsAPersonWould_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one") << 1.0 << QByteArray("1");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("minus zero") << -0.0 << QByteArray("0");
    QTest::newRow("small") << 0.031 << QByteArray("0.031");
    QTest::newRow("a ten-thousandth") << 0.0001 << QByteArray("0.0001");
    QTest::newRow("smaller") << 1e-5 << QByteArray("1e-05");
    QTest::newRow("hundred thousand") << 100000.0 << QByteArray("100000");
    QTest::newRow("million and a half") << 1500000.5 << QByteArray("1500000.5");
    QTest::newRow("huge") << 1e300 << QByteArray("1e+300");
    QTest::newRow("negative") << -2.5 << QByteArray("-2.5");
    QTest::newRow("third") << 1.0 / 3.0 << QByteArray("0.3333333333333333");
    QTest::newRow("smallest") << std::numeric_limits<double>::denorm_min() << QByteArray("5e-324");
    QTest::newRow("infinite") << -std::numeric_limits<double>::infinity() << QByteArray("-inf");
}

void TestValue::writesDoublesAsAPersonWould()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(textOf(Value(value))), text);
}

void TestValue::readsBackEveryDouble()
{
    Rng rng(1, RandomPurpose::Preview, 0);
    for (int i = 0; i < 100000; ++i) {
        const double value = std::bit_cast<double>(rng.next());
        if (!std::isfinite(value) || value == 0.0)
            continue;
        const auto number = numberOf(valueFromText(textOf(Value(value))));
        QVERIFY(number.has_value());
        QCOMPARE(std::bit_cast<std::uint64_t>(*number), std::bit_cast<std::uint64_t>(value));
    }
}

void TestValue::writesTheOtherTypes()
{
    QCOMPARE(textOf(Value(true)), std::string("true"));
    QCOMPARE(textOf(Value(false)), std::string("false"));
    QCOMPARE(textOf(Value(std::numeric_limits<std::int64_t>::min())),
             std::string("-9223372036854775808"));
    QCOMPARE(textOf(Value(std::string("a b"))), std::string("a b"));
}

void TestValue::readsTextByItsLooks()
{
    QVERIFY(valueFromText("true") == Value(true));
    QVERIFY(valueFromText("false") == Value(false));
    QVERIFY(valueFromText("12") == Value(std::int64_t{12}));
    QVERIFY(valueFromText("-3") == Value(std::int64_t{-3}));
    QVERIFY(valueFromText("+3") == Value(std::int64_t{3}));
    QVERIFY(valueFromText("0.5") == Value(0.5));
    QVERIFY(valueFromText(".5") == Value(0.5));
    QVERIFY(valueFromText("1e-5") == Value(1e-5));
    QVERIFY(valueFromText("9223372036854775808") == Value(9223372036854775808.0));
    for (const char *text : {"", "adam", "True", "007", "-", "+", ".", "1e", "1 ", " 1", "0x10",
                             "nan", "inf", "1e999", "1,5", "--3", "+-3"})
        QVERIFY2(valueFromText(text) == Value(std::string(text)), text);
}

void TestValue::comparesChoicesByWhatIsWritten()
{
    const Value sixteen(std::int64_t{16});
    QVERIFY(sameChoice(sixteen, Value(16.0)));
    QVERIFY(sameChoice(sixteen, Value(std::string("16"))));
    QVERIFY(sameChoice(Value(true), Value(std::string("true"))));
    QVERIFY(!sameChoice(Value(true), Value(std::int64_t{1})));
    QVERIFY(!sameChoice(sixteen, Value(std::string("16.0"))));
    QVERIFY(!sameChoice(sixteen, Value(16.5)));
}

void TestValue::knowsTheNumberOfAValue()
{
    QCOMPARE(numberOf(Value(true)).value(), 1.0);
    QCOMPARE(numberOf(Value(std::int64_t{7})).value(), 7.0);
    QCOMPARE(numberOf(Value(0.25)).value(), 0.25);
    QVERIFY(!numberOf(Value(std::string("7"))).has_value());
}

QTEST_GUILESS_MAIN(TestValue)
#include "tst_value.moc"
