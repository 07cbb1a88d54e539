// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/study_json.h"

#include "app/engine/exchange/json_document.h"
#include "core/base/rng.h"
#include "core/search/definition_notices.h"

#include <QDirIterator>
#include <QFile>
#include <QtTest>

#include <algorithm>

using namespace attune;
using namespace attune::engine;

namespace {

/// With double quotes, as JSON has them.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

/// A small valid study with `more` keys in front.
std::string studyWith(const std::string &more)
{
    return json("{" + more + (more.empty() ? "" : ", ") +
                "'attune': 1, 'command': ['train', '--lr', '{lr}'], "
                "'hyperparameters': [{'name': 'lr', 'type': 'continuous', 'min': 0.001, "
                "'max': 1}], 'metrics': [{'name': 'loss', 'pattern': 'loss (.*)'}], "
                "'objective': {'metric': 'loss'}}");
}

std::string problemsOf(const std::string &text)
{
    return listOf(parseStudyJson(text).problems);
}

StudySettings everySetting()
{
    StudySettings settings;
    settings.name = "all \"of\" it \xc3\xa9";
    settings.command = {"train", "--lr={lr}", "{\"a\": 1}", ""};
    settings.usesShell = true;
    settings.lineBuffered = true;
    settings.workingDirectory = "run";
    settings.environment = {{"A", "1"}, {"B", "{lr}"}};
    settings.files = {{"a.in", "a"}, {"b.in", "b/c"}};
    const auto made = [](const char *name, HyperparameterType type) {
        Hyperparameter hyperparameter;
        hyperparameter.name = name;
        hyperparameter.type = type;
        return hyperparameter;
    };
    Hyperparameter lr = made("lr", HyperparameterType::Continuous);
    lr.min = 1e-5;
    lr.scaling = Scaling::Logarithmic;
    lr.defaultValue = 1.0;
    Hyperparameter depth = made("depth", HyperparameterType::Integer);
    depth.min = 2;
    depth.max = 12;
    depth.step = 2;
    depth.defaultValue = std::int64_t(4);
    Hyperparameter kind = made("kind", HyperparameterType::Categorical);
    kind.isOrdered = true;
    kind.values = {true, std::int64_t(3), 0.5, std::string("x")};
    kind.defaultValue = 0.5;
    Hyperparameter drop = made("drop", HyperparameterType::Continuous);
    drop.when = {{"kind", {true, 0.5}}, {"depth", {std::int64_t(4)}}};
    settings.space.hyperparameters = {lr, depth, kind, drop};
    settings.space.fixed = {{"z", "1"}, {"a", "two"}};
    settings.space.constraints = {"depth * lr <= 4"};
    settings.metrics = {{"loss", "loss (\\S+)", "epoch (\\d+)", {}}, {{}, {}, {}, "xgboost"}};
    settings.objectives = {{"loss", Direction::Maximize, ObjectiveValue::MeanOfLast, 5}};
    settings.requirements = {"loss >= 0.9"};
    settings.search = {Strategy::Sobol,
                       18446744073709551615ULL,
                       7,
                       true,
                       {2, 81, 4, 2, false, HyperbandMode::Promote}};
    settings.budget = {12, 3, 60.5};
    settings.trialStopping = {TrialStoppingRule::Percentile, 1, 2, 30.0, 4, 0.5};
    settings.studyStopping = {0.01, 20, 0.1, true};
    settings.limits = {10.0, 5.0, 4096, std::nullopt, 3.0, 1};
    settings.evaluation = {5, 3, true};
    settings.slots = {{{{"CUDA_VISIBLE_DEVICES", "0"}}}, {}};
    settings.launcher = "slurm";
    settings.warmStart = {{"../last", "related"}};
    return settings;
}

/// Random settings: each group is either the default or drawn.
StudySettings randomSettings(Rng &rng)
{
    const StudySettings all = everySetting();
    StudySettings settings;
    const auto maybe = [&](auto &target, const auto &source) {
        if (rng.below(2) == 1)
            target = source;
    };
    maybe(settings.name, all.name);
    maybe(settings.command, all.command);
    maybe(settings.usesShell, all.usesShell);
    maybe(settings.environment, all.environment);
    maybe(settings.files, all.files);
    maybe(settings.metrics, all.metrics);
    maybe(settings.objectives, all.objectives);
    maybe(settings.search, all.search);
    maybe(settings.search.hyperband.maxResource, std::optional<std::int64_t>());
    maybe(settings.trialStopping, all.trialStopping);
    maybe(settings.studyStopping, all.studyStopping);
    maybe(settings.limits, all.limits);
    maybe(settings.limits.outputMiB, std::optional<std::int64_t>(7));
    maybe(settings.slots, all.slots);
    maybe(settings.warmStart, all.warmStart);
    settings.search.seed = rng.next();
    settings.budget.seconds = rng.normal() * 1e5;
    for (int i = rng.below(4); i > 0; --i) {
        Hyperparameter hyperparameter =
            all.space.hyperparameters[static_cast<std::size_t>(rng.below(4))];
        if (hyperparameter.type == HyperparameterType::Continuous) {
            hyperparameter.min = rng.normal() * 1e-3;
            hyperparameter.max = rng.normal() * 1e9;
        }
        settings.space.hyperparameters.push_back(hyperparameter);
    }
    return settings;
}

/// A key of the schema, as studyJsonKeys() names it, and what the schema says of it.
struct SchemaKey
{
    std::string path;
    Json property;
};

/// `properties` at every depth.
void collectKeys(const Json &schema, const std::string &path, std::vector<SchemaKey> &keys)
{
    for (const char *alternatives : {"oneOf", "anyOf"}) {
        if (schema.contains(alternatives)) {
            for (const Json &alternative : schema.at(alternatives))
                collectKeys(alternative, path, keys);
        }
    }
    if (schema.contains("items"))
        collectKeys(schema.at("items"), path + "[]", keys);
    if (!schema.contains("properties"))
        return;
    for (const auto &[key, property] : schema.at("properties").items()) {
        const std::string own = path.empty() ? key : path + '.' + key;
        keys.push_back({own, property});
        collectKeys(property, own, keys);
    }
}

std::vector<SchemaKey> schemaKeys()
{
    QFile file(QStringLiteral(ATTUNE_SOURCE_DIR "/resources/schema/study.schema.json"));
    std::vector<SchemaKey> keys;
    if (file.open(QIODevice::ReadOnly))
        collectKeys(parseJson(file.readAll().toStdString()).root, {}, keys);
    return keys;
}

/// Valid studies under which every key of the schema has a meaning in one or another. `[]` in a
/// key is then the first element.
std::vector<Json> studiesOfEveryKey()
{
    const auto with = [](const std::string &hyperparameter, const std::string &more) {
        return parseJson(json("{'attune': 1, 'command': ['train', '{x}', '{fold}', '{replicate}'], "
                              "'hyperparameters': [{'name': 'x', " +
                              hyperparameter +
                              "}], 'metrics': [{'name': 'loss', 'pattern': 'loss (.*)'}], 'files': "
                              "[{'template': 'a', 'to': 'b'}], 'warmStart': [{'study': 'w'}], "
                              "'slots': [{}], " +
                              more + "}"))
            .root;
    };
    const std::string one = "'objective': {'metric': 'loss'}, ";
    return {
        with("'type': 'integer', 'min': -9, 'max': 9",
             one + "'search': {'strategy': 'hyperband', 'hyperband': {'maxResource': 81}}"),
        with("'type': 'categorical', 'values': [1, 2]",
             one + "'stopping': {'trial': {'rule': 'median'}, 'study': {'notImprovingFor': "
                   "9}}"),
        with("'type': 'continuous', 'min': -9, 'max': 9", "'objectives': [{'metric': 'loss'}]")};
}

Json::json_pointer pointerTo(const std::string &path)
{
    std::string pointer = "/";
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '[')
            pointer += "/0";
        else if (path[i] != ']')
            pointer += path[i] == '.' ? '/' : path[i];
    }
    return Json::json_pointer(pointer);
}

/// Whether the study has the objects that hold the key, or may be given them.
bool hasPlaceFor(const Json &study, const std::string &path)
{
    const std::size_t list = path.rfind("[]");
    return list == std::string::npos || study.contains(pointerTo(path.substr(0, list)));
}

/// Under which of the studies the value of the key is a problem, as 'x', or is none, as '.'; '-'
/// where the key has no place.
std::string verdictsOn(const std::string &path, const Json &value)
{
    std::string verdicts;
    for (Json study : studiesOfEveryKey()) {
        if (!hasPlaceFor(study, path)) {
            verdicts += '-';
            continue;
        }
        study[pointerTo(path)] = value;
        verdicts += problemsOfStudyJson(study.dump()).empty() ? '.' : 'x';
    }
    return verdicts;
}

} // namespace

class StudyJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void readsTheExampleOfTheManual()
    {
        const QString path = QFINDTESTDATA("../data/study-full.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const ParsedStudy parsed = parseStudyJson(file.readAll().toStdString());
        QCOMPARE(listOf(parsed.problems), std::string());
        const StudySettings &settings = parsed.settings;
        QCOMPARE(settings.name, std::string("digits-xgboost"));
        QCOMPARE(settings.command.size(), std::size_t(10));
        QCOMPARE(settings.space.hyperparameters.size(), std::size_t(6));
        QVERIFY(settings.space.hyperparameters[0].defaultValue == Value(0.3));
        QCOMPARE(settings.space.hyperparameters[1].scaling, Scaling::ReverseLogarithmic);
        QVERIFY(settings.space.hyperparameters[4].isOrdered);
        QVERIFY(settings.space.hyperparameters[4].values.back() == Value(std::int64_t(128)));
        QCOMPARE(settings.space.hyperparameters[5].when.front().parent, std::string("booster"));
        QCOMPARE(settings.space.fixed.front().second, std::string("50"));
        QCOMPARE(settings.trialStopping.rule, TrialStoppingRule::Median);
        QCOMPARE(settings.studyStopping.notImprovingFor, std::optional<int>(20));
        QCOMPARE(settings.limits.memoryMiB, std::optional<std::int64_t>(4096));
        QCOMPARE(settings.slots[1].environment.at("CUDA_VISIBLE_DEVICES"), std::string("1"));
        QVERIFY(settings.studyStopping.onConvergence);
    }

    void readsWithoutProblemsWhatOnlyHasTheRequiredKeys()
    {
        const ParsedStudy parsed = parseStudyJson(studyWith(""));
        QCOMPARE(listOf(parsed.problems), std::string());
        QCOMPARE(parsed.settings.budget, Budget());
        QCOMPARE(parsed.settings.objectives, (std::vector<Objective>{{"loss"}}));
        QCOMPARE(listOf(problemsOfStudyJson(studyWith(""))), std::string());
    }

    void writesWhatReadsBackEqual()
    {
        const std::string text = studyJsonOf(everySetting());
        const ParsedStudy parsed = parseStudyJson(text);
        QCOMPARE(listOf(parsed.problems), std::string());
        QVERIFY(parsed.settings == everySetting());
        QCOMPARE(studyJsonOf(parsed.settings), text);
        QVERIFY(parseStudyJson(studyJsonOf({})).settings == StudySettings());
        QVERIFY(parseStudyJson(studyJsonOf({})).problems.empty());
    }

    void writesWhatReadsBackEqualWhateverIsSet()
    {
        Rng rng(3, RandomPurpose::Preview, 0);
        for (int i = 0; i < 300; ++i) {
            const StudySettings settings = randomSettings(rng);
            const ParsedStudy parsed = parseStudyJson(studyJsonOf(settings));
            QCOMPARE(listOf(parsed.problems), std::string());
            QVERIFY(parsed.settings == settings);
        }
    }

    void writesLinesThatAPersonCanRead()
    {
        const std::string text = studyJsonOf(parseStudyJson(studyWith("")).settings);
        QVERIFY(text.find(json("  'command': ['train', '--lr', '{lr}'],\n")) != std::string::npos);
        QVERIFY(text.find(json("{'name': 'lr', 'type': 'continuous', 'min': 0.001, 'max': 1.0,")) !=
                std::string::npos);
    }

    void refusesUnknownKeysWithANearMatch()
    {
        QCOMPARE(problemsOf(studyWith("'budjet': {}")),
                 json("budjet: 'budjet' is not known here; did you mean 'budget'?"));
        QCOMPARE(problemsOf(studyWith("'limits': {'zzz': 1}")),
                 json("limits.zzz: 'zzz' is not known here. Remove it."));
        QCOMPARE(problemsOf(studyWith("'search': {'strategy': 'baysian'}")),
                 json("search.strategy: 'baysian' is not known here; did you mean 'bayesian'?"));
        QCOMPARE(problemsOf(studyWith("'search': {'strategy': 'x'}")),
                 json("search.strategy: 'x' is not known here; use 'random', 'sobol', 'grid', "
                      "'bayesian' or 'hyperband'."));
    }

    void listsAllProblemsAtOnce()
    {
        const auto problems =
            parseStudyJson(
                json("{'attune': 1, 'comand': [], 'hyperparameters': [{'type': 'integer', "
                     "'min': 'x', 'scalling': 1}, 5], 'metrics': {}, 'objective': {}}"))
                .problems;
        std::vector<std::string> paths;
        for (const Problem &problem : problems)
            paths.push_back(problem.path);
        QCOMPARE(paths, (std::vector<std::string>{
                            "command", "hyperparameters[0].name", "hyperparameters[0].min",
                            "hyperparameters[0].max", "hyperparameters[0].scalling",
                            "hyperparameters[1]", "metrics", "objective.metric", "comand"}));
    }

    void refusesKeysThatAreGivenTwice()
    {
        QCOMPARE(
            problemsOf(studyWith(
                "'name': 'a', 'slots': [{}, {'environment': {'A': '1', 'A': '2'}}], 'name': 'b'")),
            json("slots[1].environment.A: 'A' is given twice here. Keep one of them.\n"
                 "name: 'name' is given twice here. Keep one of them."));
    }

    void saysWhereTheSyntaxIsWrong()
    {
        const std::string problem = problemsOf("{\n  \"attune\": 1,\n  \"name\" \"x\"\n}");
        QVERIFY2(problem.find("line 3, column 12") != std::string::npos, problem.c_str());
        QVERIFY(!problemsOf("").empty());
        QVERIFY(!problemsOf("[]").empty());
        QVERIFY(!problemsOf("{\"attune\": 1} x").empty());
        QVERIFY(!problemsOf("{\"name\": \"\xff\"}").empty());
    }

    void refusesALaterFormat()
    {
        QCOMPARE(listOf(problemsOfStudyJson(json("{'attune': 2, 'anything': 1}"))),
                 std::string("attune: This is format 2, and this version of Attune knows format 1. "
                             "Use the version of Attune that wrote it."));
    }

    void refusesKeysOfAnotherType()
    {
        const auto hyperparameter = [](const std::string &keys) {
            return json(
                "{'attune': 1, 'command': ['t'], 'metrics': [], 'objective': {'metric': 'l'}, "
                "'hyperparameters': [{'name': 'x', " +
                keys + "}]}");
        };
        QVERIFY(problemsOf(hyperparameter("'type': 'categorical', 'values': [1], 'min': 0"))
                    .find("[0].min") != std::string::npos);
        QVERIFY(problemsOf(hyperparameter("'type': 'continuous', 'min': 0, 'max': 1, 'step': 1"))
                    .find("[0].step") != std::string::npos);
        QVERIFY(problemsOf(hyperparameter("'type': 'integer', 'min': 0, 'max': 1, 'values': []"))
                    .find("[0].values") != std::string::npos);
        QVERIFY(problemsOf(hyperparameter("'type': 'categorical'")).find("[0].values") !=
                std::string::npos);
    }

    void takesAWholeNumberForAContinuousDefault()
    {
        const auto parsed = parseStudyJson(
            json("{'attune': 1, 'command': ['t'], 'metrics': [], 'objective': {'metric': 'l'},"
                 "'hyperparameters': [{'name': 'x', 'type': 'continuous', 'min': 0, "
                 "'max': 2, 'default': 1}]}"));
        QVERIFY(parsed.settings.space.hyperparameters.front().defaultValue == Value(1.0));
    }

    void refusesNumbersThatDoNotFit()
    {
        QVERIFY(!problemsOf(studyWith("'budget': {'trials': 1.5}")).empty());
        QVERIFY(!problemsOf(studyWith("'budget': {'trials': 1e300}")).empty());
        QVERIFY(!problemsOf(studyWith("'budget': {'trials': 4294967296}")).empty());
        QVERIFY(!problemsOf(studyWith("'search': {'seed': -1}")).empty());
        QVERIFY(problemsOf(studyWith("'budget': {'trials': 20.0}")).empty());
    }

    void addsTheProblemsOfTheSettingsWhereTheReaderHasNone()
    {
        const std::string list = listOf(
            problemsOfStudyJson(json("{'attune': 1, 'command': ['train', '{lrr}'], 'metrics': "
                                     "[{'name': 'loss', 'pattern': 'x('}], "
                                     "'objective': {'metric': 'loss', 'zz': 1}, 'hyperparameters': "
                                     "[{'name': 'lr', 'type': 'continuous', "
                                     "'min': 2, 'max': 1}]}")));
        for (const char *expected :
             {"objective.zz", "command[1]", "metrics[0].pattern", "hyperparameters[0]"})
            QVERIFY2(list.find(expected) != std::string::npos, list.c_str());
    }

    void shipsASchemaOfTheSameKeys()
    {
        std::vector<std::string> keys;
        for (const SchemaKey &key : schemaKeys()) {
            keys.push_back(key.path);
            QVERIFY2(key.property.contains("description"), key.path.c_str());
        }
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        QCOMPARE(keys, studyJsonKeys());
    }

    /// What it says is the default, is what a file without the key means.
    void shipsASchemaOfTheSameDefaults()
    {
        int count = 0;
        for (const SchemaKey &key : schemaKeys()) {
            if (!key.property.contains("default"))
                continue;
            bool isSame = false;
            for (Json study : studiesOfEveryKey()) {
                if (!hasPlaceFor(study, key.path))
                    continue;
                const Json before = study;
                study[pointerTo(key.path)] = key.property.at("default");
                const ParsedStudy parsed = parseStudyJson(study.dump());
                if (before.contains(pointerTo(key.path)) || !parsed.problems.empty())
                    continue; // set in this one, or of another type of hyperparameter
                isSame = parsed.settings == parseStudyJson(before.dump()).settings;
                if (!isSame)
                    break;
            }
            QVERIFY2(isSame, key.path.c_str());
            ++count;
        }
        QVERIFY(count > 25);
    }

    /// Of every number: what the schema refuses is a problem in one study or another, and the
    /// last that it takes is one in none but those that refuse the default or a usual value, too.
    void shipsASchemaOfTheSameBounds()
    {
        int count = 0;
        for (const SchemaKey &key : schemaKeys()) {
            const auto verdict = [&](const Json &bound, double beyond) {
                return verdictsOn(key.path, bound.is_number_float()
                                                ? Json(bound.get<double>() + beyond)
                                                : Json(bound.get<std::int64_t>() +
                                                       static_cast<std::int64_t>(beyond)));
            };
            const auto isRefused = [](const std::string &verdicts) {
                return verdicts.find('x') != std::string::npos;
            };
            const std::string usual = verdictsOn(key.path, key.property.value("default", Json(5)));
            const std::string another = verdictsOn(key.path, 5);
            const auto isTaken = [&](const std::string &verdicts) {
                for (std::size_t i = 0; i < verdicts.size(); ++i) {
                    if (verdicts[i] == 'x' && usual[i] != 'x' && another[i] != 'x')
                        return false;
                }
                return true;
            };
            for (const auto &[word, refused, taken] :
                 {std::tuple("minimum", -1.0, 0.0), std::tuple("maximum", 1.0, 0.0),
                  std::tuple("exclusiveMinimum", 0.0, 1.0),
                  std::tuple("exclusiveMaximum", 0.0, -1.0)}) {
                if (!key.property.contains(word))
                    continue;
                const Json &bound = key.property.at(word);
                QVERIFY2(isRefused(verdict(bound, refused)), (key.path + word).c_str());
                QVERIFY2(isTaken(verdict(bound, taken)), (key.path + word).c_str());
                ++count;
            }
        }
        QVERIFY(count > 20);
    }

    /// A number without a least value may be below 0.
    void shipsASchemaWithoutMissingBounds()
    {
        for (const SchemaKey &key : schemaKeys()) {
            const Json type = key.property.value("type", Json(""));
            const std::string word = (type.is_array() ? type.front() : type).get<std::string>();
            if ((word != "number" && word != "integer") || key.property.contains("minimum") ||
                key.property.contains("exclusiveMinimum"))
                continue;
            const std::string verdicts = verdictsOn(key.path, -7);
            QVERIFY2(verdicts.find('.') != std::string::npos, key.path.c_str());
            if (!key.path.starts_with("hyperparameters[]"))
                QVERIFY2(verdicts.find('x') == std::string::npos,
                         (key.path + " " + verdicts).c_str());
        }
    }

    void everyRecipeAndExampleIsValid()
    {
        QDirIterator files(QStringLiteral(ATTUNE_SOURCE_DIR "/resources/examples"),
                           {QStringLiteral("study.json")}, QDir::Files,
                           QDirIterator::Subdirectories);
        int count = 0;
        for (; files.hasNext(); ++count) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string text = file.readAll().toStdString();
            QCOMPARE(listOf(problemsOfStudyJson(text)), std::string());
            QCOMPARE(listOf(definitionNotices(parseStudyJson(text).settings)), std::string());
        }
        QVERIFY(count >= 3);
    }
};

QTEST_GUILESS_MAIN(StudyJsonTest)
#include "tst_study_json.moc"
