// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"
#include "tests/support/private_home.h"

#include <QFileInfo>
#include <QtTest>

using namespace attune;
using namespace attune::cli;
using namespace Qt::StringLiterals;

class RecipesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void runsWithTheRealTrainer_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"example-trainer", "fasttext", "liblinear", "libsvm", "lightgbm",
                                 "pytorch", "scikit-learn", "xgboost"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void runsWithTheRealTrainer()
    {
        QFETCH(QString, name);
        const StudyFolder folder;
        const nlohmann::json known = recipe(folder, name);
        if (!known["installed"].get<bool>()) {
            const std::string missing =
                "Not installed here: " + known["install"].get<std::string>();
            // .ci/run installs what Debian has.
            const bool isInDebian = missing.find("apt install") != std::string::npos;
            QVERIFY2(!isInDebian || !qEnvironmentVariableIsSet("ATTUNE_REQUIRE_TRAINERS"),
                     missing.c_str());
            QSKIP(missing.c_str());
        }
        QCOMPARE(folder.call({u"recipe"_s, name, u"-o"_s, u"r/study.json"_s}).exitCode, 0);
        QCOMPARE(folder.call({u"new"_s, u"s"_s, u"--from"_s, u"r/study.json"_s}).exitCode, 0);
        const Outcome run = folder.call({u"run"_s, u"s"_s, u"--trials"_s, u"2"_s, u"--json"_s});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const nlohmann::json trials = folder.call({u"trials"_s, u"s"_s, u"--json"_s}).json();
        QCOMPARE(trials.size(), std::size_t(2));
        for (const auto &trial : trials) {
            QCOMPARE(trial["state"].get<std::string>(), std::string("complete"));
            QVERIFY(trial["objective"].is_number());
        }
    }

    void hasASourceForEveryRange_data() { runsWithTheRealTrainer_data(); }

    void hasASourceForEveryRange()
    {
        QFETCH(QString, name);
        const StudyFolder folder;
        const nlohmann::json known = recipe(folder, name);
        QVERIFY(!known["note"].get<std::string>().empty());
        QVERIFY(!known["install"].get<std::string>().empty());
        const nlohmann::json study = folder.call({u"recipe"_s, name}).json();
        for (const auto &hyperparameter : study["hyperparameters"]) {
            const std::string range = hyperparameter["name"].get<std::string>();
            QVERIFY2(known["sources"].contains(range), range.c_str());
            const std::string source = known["sources"][range].get<std::string>();
            const bool isNamed = source.find("https://") != std::string::npos;
            QVERIFY2(isNamed || source.starts_with("Our choice"), source.c_str());
        }
        QCOMPARE(known["sources"].size(), study["hyperparameters"].size());
    }

    /// Where the library is not there, too: the arguments of a script are those of its recipe, and
    /// it says what to install.
    void scriptsTakeTheArgumentsOfTheirRecipe_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"lightgbm", "pytorch", "scikit-learn"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void scriptsTakeTheArgumentsOfTheirRecipe()
    {
        QFETCH(QString, name);
        const QString python = u"/usr/bin/python3"_s;
        if (!QFileInfo(python).isExecutable())
            QSKIP("There is no /usr/bin/python3 here: apt install python3.");
        const StudyFolder folder;
        folder.call({u"recipe"_s, name, u"-o"_s, u"r/study.json"_s});
        const nlohmann::json study = folder.call({u"recipe"_s, name}).json();
        QStringList arguments{u"-S"_s, u"-I"_s}; // without any library
        for (std::size_t i = 1; i < study["command"].size(); ++i) {
            const std::string argument = study["command"][i].get<std::string>();
            arguments << exampleOf(study, argument);
        }
        QProcess process;
        process.setWorkingDirectory(folder.path("r"));
        process.start(python, arguments);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(errors.contains("is not installed: "), errors.constData());
    }

    void keepsAStudyAsARecipe()
    {
        const StudyFolder folder;
        QCOMPARE(folder.makeStudy().exitCode, 0);
        const Outcome saved = folder.call(
            {u"recipe"_s, u"s"_s, u"--save"_s, u"My Trainer"_s, u"--note"_s, u"What I do."_s});
        QVERIFY2(saved.exitCode == 0, saved.errors.constData());
        const nlohmann::json known = recipe(folder, u"my-trainer"_s);
        QVERIFY(known["own"].get<bool>());
        QCOMPARE(known["note"].get<std::string>(), std::string("What I do."));
        const nlohmann::json study = folder.call({u"recipe"_s, u"my-trainer"_s}).json();
        QCOMPARE(QString::fromStdString(study["workingDirectory"].get<std::string>()),
                 QFileInfo(folder.path()).canonicalFilePath());
        QCOMPARE(study["hyperparameters"].size(), std::size_t(2));
        QCOMPARE(folder.call({u"recipe"_s, u"s"_s, u"--save"_s, u"My Trainer"_s}).exitCode, 2);
        QCOMPARE(folder.call({u"recipe"_s, u"s"_s, u"--save"_s, u"My Trainer"_s, u"--replace"_s})
                     .exitCode,
                 0);
        QCOMPARE(folder.call({u"recipe"_s, u"s"_s, u"--save"_s, u"xgboost"_s}).exitCode, 2);
        QCOMPARE(folder.call({u"recipe"_s, u"my-trainer"_s, u"--remove"_s}).exitCode, 0);
        QVERIFY(recipe(folder, u"my-trainer"_s).is_null());
        QCOMPARE(folder.call({u"recipe"_s, u"xgboost"_s, u"--remove"_s}).exitCode, 1);
    }

    void saysWhereTheRangesComeFrom()
    {
        const StudyFolder folder;
        const auto said = folder.call({u"recipe"_s, u"xgboost"_s, u"--sources"_s});
        QCOMPARE(said.exitCode, 0);
        const nlohmann::json sources = recipe(folder, u"xgboost"_s)["sources"];
        QVERIFY(!sources.empty());
        for (const auto &[name, source] : sources.items()) {
            const QByteArray line =
                QByteArray::fromStdString(name + ": " + source.get<std::string>() + '\n');
            QVERIFY2(said.output.contains(line), line.constData());
        }
    }

    void namesAFileThatIsNoRecipe()
    {
        const StudyFolder folder;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_DATA_HOME"_s, folder.path());
        QVERIFY(QDir(folder.path()).mkpath(u"attune/recipes"_s));
        folder.write("attune/recipes/broken.json", "{\"study\": ");
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(programPath("attune-cli"), {u"recipes"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(errors.contains("attune/recipes/broken.json\" is no recipe: "),
                 errors.constData());
    }

    void namesTheFileThatARecipeMissesWithIt()
    {
        const StudyFolder folder;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_DATA_HOME"_s, folder.path());
        QVERIFY(QDir(folder.path()).mkpath(u"attune/recipes"_s));
        folder.write(
            "attune/recipes/mine.json",
            R"({"title": "Mine", "files": {"train.py": "recipes/train.py"}, "study": {}})");
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(folder.path());
        process.start(programPath("attune-cli"),
                      {u"recipe"_s, u"mine"_s, u"-o"_s, u"made/study.json"_s});
        QVERIFY(process.waitForFinished());
        QVERIFY(process.exitCode() != 0);
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(errors.startsWith("The recipe \"mine\" has a file \"train.py\", which does not "
                                   "ship with Attune."),
                 errors.constData());
        QVERIFY(!QFileInfo::exists(folder.path() + u"/made/train.py"_s));
        QVERIFY(!QFileInfo::exists(folder.path() + u"/made/study.json"_s));
    }

    void choosesForACommand()
    {
        const StudyFolder folder;
        const Outcome outcome = folder.call({u"choose"_s, u"--metric"_s, u"val_accuracy"_s, u"-o"_s,
                                             u"c.json"_s, u"--"_s, u"train"_s, u"--lr"_s, u"0.01"_s,
                                             u"--batch-size"_s, u"32"_s, u"--epochs"_s, u"20"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.errors.constData());
        QVERIFY(outcome.errors.contains("lr: 0.01 -> 0.0001 to 1, logarithmic. Learning rates"));
        QVERIFY(outcome.errors.contains("(not) epochs: "));
        QCOMPARE(folder.call({u"check"_s, u"c.json"_s}).exitCode, 0);
        const auto study = nlohmann::json::parse(folder.read("c.json").toStdString());
        QCOMPARE(study["objective"]["direction"].get<std::string>(), std::string("maximize"));
        QCOMPARE(study["stopping"]["trial"]["rule"].get<std::string>(), std::string("median"));
        QCOMPARE(folder.call({u"choose"_s}).exitCode, 2);
        const Outcome completed = folder.call({u"choose"_s, u"--from"_s, u"c.json"_s});
        QCOMPARE(completed.json()["hyperparameters"], study["hyperparameters"]);
    }

private:
    const PrivateHome m_home;

    static nlohmann::json recipe(const StudyFolder &folder, const QString &name)
    {
        for (const auto &each : folder.call({u"recipes"_s, u"--json"_s}).json()) {
            if (each["name"].get<std::string>() == name.toStdString())
                return each;
        }
        return {};
    }

    /// An argument of a recipe's command with the first or least value in place of `{name}`.
    static QString exampleOf(const nlohmann::json &study, const std::string &argument)
    {
        for (const auto &each : study["hyperparameters"]) {
            if (argument != '{' + each["name"].get<std::string>() + '}')
                continue;
            const nlohmann::json value = each.contains("values") ? each["values"][0] : each["min"];
            return QString::fromStdString(value.is_string() ? value.get<std::string>()
                                                            : value.dump());
        }
        return argument.starts_with('{') ? u"1"_s : QString::fromStdString(argument);
    }
};

QTEST_GUILESS_MAIN(RecipesTest)
#include "tst_recipes.moc"
