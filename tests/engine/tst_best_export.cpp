// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/best_export.h"

#include "app/engine/exchange/json_object_reader.h"
#include "core/protocol/command_template.h"

#include <QProcess>
#include <QSettings>
#include <QTemporaryFile>
#include <QtTest>

#include <toml.hpp>
#include <yaml-cpp/yaml.h>

#include <sstream>

using namespace attune;
using namespace attune::engine;

namespace {

Hyperparameter named(const char *name)
{
    Hyperparameter hyperparameter;
    hyperparameter.name = name;
    return hyperparameter;
}

StudySettings study()
{
    StudySettings settings;
    settings.name = "digits: \"one\"";
    settings.command = {"train", "--lr={lr}", "--kind", "{kind}", "{a.b}", "--seed={trial.seed}"};
    settings.space.hyperparameters = {named("lr"),    named("depth"), named("kind"),  named("a.b"),
                                      named("whole"), named("on"),    named("digits")};
    settings.space.fixed = {{"rounds", "50"}, {"mode", "fast"}};
    settings.objectives = {{"loss"}};
    return settings;
}

Trial trial()
{
    Trial result;
    result.number = 12;
    result.settings = {{"lr", 1e-05},
                       {"depth", std::int64_t(7)},
                       {"kind", std::string("it's \"x\" \\ y\tz")},
                       {"a.b", 0.25},
                       {"whole", 2.0},
                       {"on", true},
                       {"digits", std::string("16")}};
    result.objectives = {0.125};
    Run run;
    run.seed = 99;
    result.runs = {run};
    return result;
}

std::string exported(ExportFormat format, bool withFixed = false, bool withMetadata = false)
{
    return exportSettings(study(), trial(), {format, withFixed, withMetadata});
}

} // namespace

/// Every format is read back by a real reader of it.
class BestExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void writesJustTheSettingsAsJson()
    {
        const Json json = Json::parse(exported(ExportFormat::Json));
        QCOMPARE(json.size(), std::size_t(7));
        QCOMPARE(json.begin().key(), std::string("lr"));
        QCOMPARE(json.at("lr").get<double>(), 1e-05);
        QVERIFY(json.at("depth").is_number_integer());
        QVERIFY(json.at("on").is_boolean());
        QVERIFY(json.at("digits").is_string());
        for (const auto &[name, value] : trial().settings)
            QVERIFY(valueOfJson(json.at(name)) == value);
    }

    void addsFixedValuesAndMetadata()
    {
        const Json json = Json::parse(exported(ExportFormat::Json, true, true));
        QCOMPARE(json.at("study").get<std::string>(), study().name);
        QCOMPARE(json.at("trial").get<int>(), 12);
        QCOMPARE(json.at("metric").get<std::string>(), std::string("loss"));
        QCOMPARE(json.at("objective").get<double>(), 0.125);
        QCOMPARE(json.at("values").at("rounds").get<int>(), 50);
        QCOMPARE(json.at("values").at("mode").get<std::string>(), std::string("fast"));
        QCOMPARE(json.at("values").at("depth").get<int>(), 7);
    }

    void readsBackAsYaml()
    {
        const YAML::Node node = YAML::Load(exported(ExportFormat::Yaml));
        QCOMPARE(node.size(), std::size_t(7));
        QCOMPARE(node["lr"].as<double>(), 1e-05);
        QCOMPARE(node["depth"].as<int>(), 7);
        QCOMPARE(node["kind"].as<std::string>(),
                 std::get<std::string>(trial().settings.at("kind")));
        QCOMPARE(node["on"].as<bool>(), true);
        // Text stays text: quoted scalars have the tag "!".
        QCOMPARE(node["digits"].Tag(), std::string("!"));
        // YAML 1.1 wants a point in a floating-point number.
        QVERIFY(exported(ExportFormat::Yaml).find("lr: 1.0e-05") != std::string::npos);
        const YAML::Node metadata = YAML::Load(exported(ExportFormat::Yaml, true, true));
        QCOMPARE(metadata["study"].as<std::string>(), study().name);
        QCOMPARE(metadata["values"]["rounds"].as<int>(), 50);
    }

    void readsBackAsToml()
    {
        const auto read = [](const std::string &text) {
            std::istringstream stream(text);
            return toml::parse(stream, "best.toml");
        };
        const auto table = read(exported(ExportFormat::Toml));
        QCOMPARE(toml::find<double>(table, "lr"), 1e-05);
        QCOMPARE(toml::find<std::int64_t>(table, "depth"), std::int64_t(7));
        QCOMPARE(toml::find<std::string>(table, "kind"),
                 std::get<std::string>(trial().settings.at("kind")));
        QCOMPARE(toml::find<double>(table, "a.b"), 0.25);
        QCOMPARE(toml::find<double>(table, "whole"), 2.0);
        QCOMPARE(toml::find<bool>(table, "on"), true);
        QCOMPARE(toml::find<std::string>(table, "digits"), std::string("16"));
        const auto metadata = read(exported(ExportFormat::Toml, true, true));
        QCOMPARE(toml::find<std::string>(metadata, "study"), study().name);
        QCOMPARE(toml::find<std::int64_t>(metadata, "values", "rounds"), std::int64_t(50));
    }

    void readsBackAsIni()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        Trial plain = trial();
        plain.settings["kind"] = std::string("adam");
        file.write(QByteArray::fromStdString(
            exportSettings(study(), plain, {ExportFormat::Ini, true, true})));
        file.flush();
        QSettings ini(file.fileName(), QSettings::IniFormat);
        ini.beginGroup(QStringLiteral("hyperparameters"));
        QCOMPARE(ini.value(QStringLiteral("lr")).toDouble(), 1e-05);
        QCOMPARE(ini.value(QStringLiteral("depth")).toInt(), 7);
        QCOMPARE(ini.value(QStringLiteral("kind")).toString(), QStringLiteral("adam"));
        QCOMPARE(ini.value(QStringLiteral("rounds")).toInt(), 50);
    }

    void aShellReadsTheEnvironment()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(QByteArray::fromStdString(exported(ExportFormat::Env, true, true)));
        file.flush();
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"),
                     QStringLiteral(". \"$1\"; printf '%s\\n' \"$ATTUNE_PARAM_LR\" "
                                    "\"$ATTUNE_PARAM_A_B\" \"$ATTUNE_PARAM_KIND\" "
                                    "\"$ATTUNE_PARAM_ROUNDS\""),
                     QStringLiteral("sh"), file.fileName()});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAllStandardError(), QByteArray());
        QCOMPARE(shell.readAllStandardOutput(),
                 QByteArray("1e-05\n0.25\nit's \"x\" \\ y\tz\n50\n"));
    }

    void splitsBackAsArguments()
    {
        const auto arguments = splitCommandLine(exported(ExportFormat::Args));
        QVERIFY(arguments);
        QCOMPARE(arguments.value(),
                 (std::vector<std::string>{"--lr=1e-05", "--depth=7", "--kind=it's \"x\" \\ y\tz",
                                           "--a.b=0.25", "--whole=2", "--on=true", "--digits=16"}));
    }

    void splitsBackAsTheCommand()
    {
        const auto arguments = splitCommandLine(exported(ExportFormat::Command));
        QVERIFY(arguments);
        QCOMPARE(arguments.value(),
                 (std::vector<std::string>{"train", "--lr=1e-05", "--kind", "it's \"x\" \\ y\tz",
                                           "0.25", "--seed=99"}));
    }

    void leavesOutWhatIsInactiveAndAnObjectiveThatIsNotFinite()
    {
        Trial incomplete = trial();
        incomplete.settings.erase("lr");
        incomplete.objectives = {std::nullopt};
        const Json json =
            Json::parse(exportSettings(study(), incomplete, {ExportFormat::Json, false, true}));
        QVERIFY(!json.contains("objective"));
        QVERIFY(!json.at("values").contains("lr"));
    }

    void hasAWordForEveryFormat()
    {
        for (const ExportFormat format : exportFormats())
            QVERIFY(exportFormatFromName(nameOf(format)) == format);
        QCOMPARE(exportFormats().size(), std::size_t(7));
        QVERIFY(!exportFormatFromName("xml"));
    }
};

QTEST_GUILESS_MAIN(BestExportTest)
#include "tst_best_export.moc"
