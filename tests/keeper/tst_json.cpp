// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/job.h"
#include "app/keeper/json.h"

#include <QTest>

using namespace attune::keeper;

/// The keeper's own strict JSON, and the part of job.json that it acts on.
class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKindOfValue()
    {
        const JsonResult read =
            readJson(" {\"a\": [1, -2.5e3, 0], \"b\": \"x\\\"\\\\\\/\\b\\n\\u00e9\\ud83c\\udfaf\", "
                     "\"c\": true, "
                     "\"d\": null} ");
        QVERIFY(std::holds_alternative<JsonValue>(read));
        const auto &value = std::get<JsonValue>(read);
        QCOMPARE(value.member("a")->items.size(), 3U);
        QCOMPARE(value.member("a")->items[1].number, -2500.0);
        QCOMPARE(value.member("b")->text, "x\"\\/\b\n\xc3\xa9\xf0\x9f\x8e\xaf");
        QVERIFY(value.member("c")->isTrue);
        QVERIFY(value.member("d")->kind == JsonValue::Kind::Null);
        QVERIFY(value.member("e") == nullptr);
    }

    void refusesWhatIsNotJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        const char *const texts[] = {
            "",        "{",           "[1,]",  "{\"a\":1,}", "{'a': 1}",
            "01",      "1.",          "+1",    "NaN",        "[1] 2",
            "\"\\x\"", "\"\n\"",      "\"a",   "// a\n1",    "{\"a\"}",
            "1e999",   "\"\\ud83c\"", "truth", "\"\\u12\"",  "{\"a\":1,\"a\":2}"};
        for (const char *const text : texts)
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("deep") << QByteArray(1000, '[');
    }
    void refusesWhatIsNotJson()
    {
        QFETCH(QByteArray, text);
        const JsonResult read = readJson({text.constData(), std::size_t(text.size())});
        QVERIFY(std::holds_alternative<std::string>(read));
        QVERIFY(std::get<std::string>(read).find(" at byte ") != std::string::npos);
    }

    void takesFromAJobWhatItNeeds()
    {
        const auto parsed = parseJob(R"({"command": ["a", "b c"], "environment": {"X": "1"},
            "workingDirectory": "/tmp", "bell": "/run/bell", "trial": {"values": {"lr": 0.1}},
            "limits": {"seconds": 1.5, "silentSeconds": null, "outputMiB": 2, "graceSeconds": 3}})");
        QVERIFY(std::holds_alternative<Job>(parsed));
        const Job &job = std::get<Job>(parsed);
        QCOMPARE(job.command, (std::vector<std::string>{"a", "b c"}));
        QCOMPARE(job.environment.front().second, "1");
        QCOMPARE(job.workingDirectory, "/tmp");
        QCOMPARE(job.bell, "/run/bell");
        QCOMPARE(job.limits.seconds, 1.5);
        QVERIFY(!job.limits.silentSeconds);
        QCOMPARE(job.limits.outputBytes, 2 * 1048576);
        QVERIFY(!job.limits.memoryBytes);
        QCOMPARE(job.limits.graceSeconds, 3.0);
    }

    void refusesAJobThatCannotBeMeant_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("problem");
        QTest::newRow("list") << QByteArray("[]") << QByteArray("not an object");
        QTest::newRow("none") << QByteArray("{}") << QByteArray("\"command\" is missing");
        QTest::newRow("empty") << QByteArray("{\"command\": []}") << QByteArray("missing");
        QTest::newRow("shell") << QByteArray("{\"command\": \"a b\"}") << QByteArray("wrong type");
        QTest::newRow("number") << QByteArray("{\"command\": [1]}") << QByteArray("not a text");
        QTest::newRow("nul") << QByteArray("{\"command\": [\"a\\u0000\"]}")
                             << QByteArray("not a text");
        QTest::newRow("name") << QByteArray(
                                     "{\"command\": [\"a\"], \"environment\": {\"A=B\": \"\"}}")
                              << QByteArray("no variable can have");
        QTest::newRow("limit") << QByteArray(
                                      "{\"command\": [\"a\"], \"limits\": {\"seconds\": -1}}")
                               << QByteArray("negative");
    }
    void refusesAJobThatCannotBeMeant()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, problem);
        const auto parsed = parseJob(text.toStdString());
        QVERIFY(std::holds_alternative<std::string>(parsed));
        QVERIFY2(QByteArray::fromStdString(std::get<std::string>(parsed)).contains(problem),
                 std::get<std::string>(parsed).c_str());
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
