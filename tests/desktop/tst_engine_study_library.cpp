// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/engine_study_library.h"

#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/study_runner.h"
#include "tests/support/no_warnings.h"
#include "tests/support/private_home.h"

#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::desktop;

class TestEngineStudyLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        QSettings().clear();
    }

    void proposesAFolderThatIsNotTaken()
    {
        EngineStudyLibrary library;
        const QString first = library.proposedFolder(u"train"_s);
        QCOMPARE(first, m_home.path(u"Documents/Attune/train"_s));
        QDir().mkpath(first);
        QCOMPARE(library.proposedFolder(u"train"_s), first + u"-2"_s);
    }

    void aMadeAndOpenedStudyIsRecentUntilForgotten()
    {
        EngineStudyLibrary library;
        StudySettings settings;
        settings.name = "digits";
        settings.command = {"true"};
        const QString folder = library.proposedFolder(u"digits"_s);
        const auto made = answered<QString>(
            [&](auto take) { library.create(settings, m_home.path(u"."_s), folder, take); });
        QVERIFY(made);
        QCOMPARE(*made, folder);
        QVERIFY(answered<std::shared_ptr<ui::StudyGateway>>(
            [&](auto take) { library.open(folder, take); }));
        auto recent = fetched(library);
        QCOMPARE(recent.size(), std::size_t(1));
        QCOMPARE(recent[0].name, u"digits"_s);
        QVERIFY(recent[0].sentence.isEmpty());
        library.forget(folder);
        QVERIFY(fetched(library).empty());
    }

    void aStudyThatIsGoneSaysSo()
    {
        QSettings().setValue(u"recent/folders"_s, QStringList{m_home.path(u"gone"_s)});
        EngineStudyLibrary library;
        const auto recent = fetched(library);
        QCOMPARE(recent.size(), std::size_t(1));
        QVERIFY(!recent[0].sentence.isEmpty());
    }

    void aRecipeBecomesAStudyWithItsData()
    {
        EngineStudyLibrary library;
        const auto fetchedRecipes =
            answered<std::vector<ui::Recipe>>([&](auto take) { library.fetchRecipes(take); });
        QVERIFY(fetchedRecipes);
        const std::vector<ui::Recipe> &recipes = *fetchedRecipes;
        QVERIFY(!recipes.empty());
        const QString folder = library.proposedFolder(recipes.front().id);
        const auto made = answered<QString>(
            [&](auto take) { library.createFromRecipe(recipes.front().id, folder, take); });
        QVERIFY2(made, made.isOk() ? "" : made.error().message.c_str());
        QVERIFY(QFileInfo::exists(folder + u"/study.attune"_s));
        QVERIFY(QFileInfo::exists(folder + u"/source/study.json"_s));
    }

    void aStudyBecomesARecipeAndGoesAgain()
    {
        EngineStudyLibrary library;
        QSignalSpy changed(&library, &ui::StudyLibrary::recipesChanged);
        StudySettings settings;
        settings.name = "train-2";
        settings.command = {"true"};
        const auto id = answered<QString>([&](auto take) {
            library.saveRecipe(u"My own"_s, u"Mine."_s, settings, m_home.path(u"."_s), take);
        });
        QVERIFY2(id, id.isOk() ? "" : id.error().message.c_str());
        QCOMPARE(changed.size(), 1);
        const auto recipes =
            answered<std::vector<ui::Recipe>>([&](auto take) { library.fetchRecipes(take); });
        QVERIFY(recipes);
        QCOMPARE(recipes->back().title, u"My own"_s);
        QVERIFY(recipes->back().isOwn);
        const QString folder = library.proposedFolder(*id);
        QVERIFY(answered<QString>([&](auto take) { library.createFromRecipe(*id, folder, take); }));
        const auto made = engine::summarize(folder);
        QVERIFY(made);
        QCOMPARE(made->name, u"My own"_s);
        QVERIFY(answered<QString>([&](auto take) { library.removeRecipe(*id, take); }));
        QVERIFY(!answered<QString>([&](auto take) { library.removeRecipe(*id, take); }));
    }

    void aDefinitionFileBecomesAStudy()
    {
        StudySettings settings;
        settings.name = "from-file";
        settings.command = {"true"};
        QFile file(m_home.path(u"study.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(engine::studyJsonOf(settings)));
        file.close();
        EngineStudyLibrary library;
        const auto made =
            answered<QString>([&](auto take) { library.createFromFile(file.fileName(), take); });
        QVERIFY2(made, made.isOk() ? "" : made.error().message.c_str());
        QVERIFY(made->endsWith("from-file"_L1));
    }

    void aFileThatIsNoDefinitionIsASentence()
    {
        QFile file(m_home.path(u"broken.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"attune\": 1,");
        file.close();
        EngineStudyLibrary library;
        const auto made =
            answered<QString>([&](auto take) { library.createFromFile(file.fileName(), take); });
        QVERIFY(!made);
        QVERIFY(!made.error().message.empty());
    }

    void aTableOfTrialsBecomesAStudyWithThem()
    {
        const QString file =
            write(u"old runs.csv"_s, "learning rate,kind,val_loss\n0.1,a,0.5\n0.01,b,0.25\n"
                                     "0.001,a,0.75\n0.02,b,\n");
        EngineStudyLibrary library;
        const auto table =
            answered<ui::TableOfTrials>([&](auto take) { library.fetchTable(file, take); });
        QVERIFY2(table, table.isOk() ? "" : table.error().message.c_str());
        const TableStudy study = studyOf(table->table, table->columns, "old runs");
        const auto preview = answered<ui::ImportPreview>(
            [&](auto take) { library.fetchTableTrials(file, study, take); });
        QVERIFY(preview);
        QCOMPARE(preview->problem, QString());
        QCOMPARE(preview->trials, 3);
        QVERIFY2(preview->remarks.join(u' ').contains(u"Row 4 has no value of \"val_loss\""_s),
                 qPrintable(preview->remarks.join(u' ')));
        const QString folder = library.proposedFolder(u"old runs"_s);
        const QString source = m_home.path(u"trainer"_s);
        const auto made = answered<QString>(
            [&](auto take) { library.createFromTable(file, study, source, folder, take); });
        QVERIFY2(made, made.isOk() ? "" : made.error().message.c_str());
        const auto opened = engine::StudyRunner::open(folder, engine::OpenMode::Write);
        QVERIFY(opened);
        const engine::StudyRunner &runner = **opened;
        QCOMPARE(runner.trials().size(), std::size_t(3));
        QCOMPARE(runner.trials()[1].settings.at("learning_rate"), Value(0.01));
        QCOMPARE(runner.status().bestValue, std::optional(0.25));
        QCOMPARE(runner.settings().budget.trials, 53);
        QVERIFY(runner.settings().command.empty());
        QCOMPARE(runner.sourceFolder(), source);
        QVERIFY(!answered<QString>(
            [&](auto take) { library.createFromTable(file, study, source, folder, take); }));
    }

    void lettersOfOtherEncodingsAreRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isGuessed");
        const QString text = u"Größe\tloss\n0.5\t1\n0.25\t2\n0.75\t3\n"_s;
        QTest::newRow("Latin-1") << text.toLatin1() << true;
        QTest::newRow("UTF-8") << text.toUtf8() << false;
        QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        QTest::newRow("UTF-16") << QByteArray(utf16(text)) << false;
    }

    void lettersOfOtherEncodingsAreRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, isGuessed);
        const QString file = write(u"letters.tsv"_s, bytes);
        EngineStudyLibrary library;
        const auto table =
            answered<ui::TableOfTrials>([&](auto take) { library.fetchTable(file, take); });
        QVERIFY2(table, table.isOk() ? "" : table.error().message.c_str());
        QCOMPARE(QString::fromStdString(table->table.names.front()), u"Größe"_s);
        QCOMPARE(!table->remark.isEmpty(), isGuessed);
        const TableStudy study = studyOf(table->table, table->columns, "s");
        const auto preview = answered<ui::ImportPreview>(
            [&](auto take) { library.fetchTableTrials(file, study, take); });
        QCOMPARE(preview->problem, QString());
        QCOMPARE(preview->trials, 3);
        QCOMPARE(preview->remarks.size(), isGuessed ? 1 : 0);
    }

    void aFileThatIsNoTableIsASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("titles only") << QByteArray("a,b\n");
        QTest::newRow("an open quote") << QByteArray("a,b\n\"1,2\n");
        QTest::newRow("no text") << QByteArray("PK\x03\x04\0\0\0", 7);
    }

    void aFileThatIsNoTableIsASentence()
    {
        QFETCH(QByteArray, bytes);
        const QString file = write(u"broken.csv"_s, bytes);
        EngineStudyLibrary library;
        const auto table =
            answered<ui::TableOfTrials>([&](auto take) { library.fetchTable(file, take); });
        QVERIFY(!table);
        QVERIFY2(table.error().message.find("broken.csv") != std::string::npos,
                 table.error().message.c_str());
        QFile::remove(file);
        QVERIFY(!answered<ui::TableOfTrials>([&](auto take) { library.fetchTable(file, take); }));
    }

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = m_home.path(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("The test's file cannot be written.");
        return path;
    }

    template<typename T>
    static Result<T> answered(const std::function<void(std::function<void(Result<T>)>)> &ask)
    {
        std::optional<Result<T>> answer;
        ask([&](Result<T> result) { answer = std::move(result); });
        [&] { QTRY_VERIFY(answer); }();
        return answer ? *answer : Result<T>(Error{ErrorKind::Io, "No answer came."});
    }

    static std::vector<ui::RecentStudy> fetched(EngineStudyLibrary &library)
    {
        const auto recent =
            answered<std::vector<ui::RecentStudy>>([&](auto take) { library.fetchRecent(take); });
        return recent ? *recent : std::vector<ui::RecentStudy>{};
    }

    PrivateHome m_home;
};

QTEST_GUILESS_MAIN(TestEngineStudyLibrary)
#include "tst_engine_study_library.moc"
