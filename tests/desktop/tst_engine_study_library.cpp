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

private:
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
