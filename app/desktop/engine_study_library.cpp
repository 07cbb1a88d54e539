// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/engine_study_library.h"

#include "app/desktop/engine_study_gateway.h"
#include "app/desktop/trials_import.h"
#include "app/engine/exchange/recipe_detection.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/study_runner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QSettings>
#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;

namespace attune::desktop {

namespace {

constexpr int mostRecent = 20;
constexpr auto recentKey = "recent/folders"_L1;

QStringList recentFolders()
{
    return QSettings().value(recentKey).toStringList();
}

ui::RecentStudy recentStudy(const QString &folder)
{
    ui::RecentStudy recent;
    recent.folder = folder;
    recent.name = QFileInfo(folder).fileName();
    if (!QFileInfo::exists(folder)) {
        recent.sentence = EngineStudyLibrary::tr("The folder is gone.");
        recent.isGone = true;
        return recent;
    }
    const auto summary = engine::summarize(folder);
    if (!summary) {
        recent.sentence = QString::fromStdString(summary.error().message);
        return recent;
    }
    if (!summary->name.isEmpty())
        recent.name = summary->name;
    recent.status = summary->status;
    recent.bestSoFar = summary->bestSoFar;
    recent.changedMs = summary->changedMs;
    return recent;
}

ui::Recipe shownRecipe(const engine::DetectedRecipe &detected)
{
    const engine::Recipe &recipe = detected.recipe;
    const bool isOurs =
        QFileInfo(detected.place).absolutePath() == QCoreApplication::applicationDirPath();
    const QString missing = recipe.install.isEmpty()
                                ? EngineStudyLibrary::tr("\"%1\" not found").arg(recipe.program)
                                : recipe.install;
    return {recipe.id,
            recipe.title,
            recipe.note,
            !detected.isInstalled ? missing
            : isOurs              ? EngineStudyLibrary::tr("ships with Attune")
            : recipe.isOwn        ? EngineStudyLibrary::tr("your own")
                                  : EngineStudyLibrary::tr("installed"),
            detected.isInstalled,
            recipe.isOwn,
            recipe.sources};
}

Result<StudySettings> readDefinition(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::NotFound, EngineStudyLibrary::tr("Cannot read \"%1\": %2.")
                                              .arg(path, file.errorString())
                                              .toStdString()};
    return engine::settingsFromStudyJson(file.readAll().toStdString());
}

Result<QString> madeStudy(const QString &folder, const StudySettings &settings,
                          const QString &sourceFolder)
{
    if (const auto made = engine::createStudy(folder, settings, sourceFolder); !made)
        return made.error();
    return folder;
}

} // namespace

EngineStudyLibrary::EngineStudyLibrary(QObject *parent) : StudyLibrary(parent)
{
    m_pool.setMaxThreadCount(1);
}

EngineStudyLibrary::~EngineStudyLibrary()
{
    m_pool.waitForDone();
}

template<typename T>
void EngineStudyLibrary::work(std::function<Result<T>()> act, Answer<T> answer)
{
    m_pool.start([this, act = std::move(act), answer = std::move(answer)] {
        auto result = act();
        QMetaObject::invokeMethod(
            this, [answer, result = std::move(result)] { answer(result); }, Qt::QueuedConnection);
    });
}

void EngineStudyLibrary::fetchRecent(Answer<std::vector<ui::RecentStudy>> answer)
{
    work<std::vector<ui::RecentStudy>>(
        [folders = recentFolders()]() -> Result<std::vector<ui::RecentStudy>> {
            std::vector<ui::RecentStudy> recent;
            for (const QString &folder : folders)
                recent.push_back(recentStudy(folder));
            return recent;
        },
        std::move(answer));
}

void EngineStudyLibrary::forget(const QString &folder)
{
    QStringList folders = recentFolders();
    folders.removeAll(folder);
    QSettings().setValue(recentKey, folders);
    Q_EMIT recentChanged();
}

void EngineStudyLibrary::remember(const QString &folder)
{
    QStringList folders = recentFolders();
    folders.removeAll(folder);
    folders.prepend(folder);
    QSettings().setValue(recentKey, folders.mid(0, mostRecent));
    Q_EMIT recentChanged();
}

void EngineStudyLibrary::fetchRecipes(Answer<std::vector<ui::Recipe>> answer)
{
    work<std::vector<ui::Recipe>>(
        []() -> Result<std::vector<ui::Recipe>> {
            std::vector<ui::Recipe> shown;
            for (const engine::DetectedRecipe &detected : engine::detectRecipes(engine::recipes()))
                shown.push_back(shownRecipe(detected));
            return shown;
        },
        std::move(answer));
}

void EngineStudyLibrary::saveRecipe(const QString &name, const QString &note,
                                    const StudySettings &settings, const QString &sourceFolder,
                                    Answer<QString> answer)
{
    work<QString>(
        [=] {
            return engine::saveRecipe(name, note, settings, sourceFolder,
                                      engine::ExistingRecipe::Keep);
        },
        [this, answer = std::move(answer)](const Result<QString> &id) {
            if (id)
                Q_EMIT recipesChanged();
            answer(id);
        });
}

void EngineStudyLibrary::removeRecipe(const QString &id, Answer<QString> answer)
{
    work<QString>(
        [=]() -> Result<QString> {
            if (const auto removed = engine::removeRecipe(id); !removed)
                return removed.error();
            return id;
        },
        [this, answer = std::move(answer)](const Result<QString> &removed) {
            if (removed)
                Q_EMIT recipesChanged();
            answer(removed);
        });
}

QString EngineStudyLibrary::proposedFolder(const QString &name) const
{
    const QDir base(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) +
                    u"/Attune"_s);
    if (name.isEmpty())
        return base.path();
    QString safe = name;
    safe.replace(u'/', u'-');
    QString folder = base.filePath(safe);
    for (int n = 2; QFileInfo::exists(folder); ++n)
        folder = base.filePath(u"%1-%2"_s.arg(safe).arg(n));
    return folder;
}

void EngineStudyLibrary::create(const StudySettings &settings, const QString &sourceFolder,
                                const QString &folder, Answer<QString> answer)
{
    work<QString>([=] { return madeStudy(folder, settings, sourceFolder); }, std::move(answer));
}

void EngineStudyLibrary::createFromRecipe(const QString &recipe, const QString &folder,
                                          Answer<QString> answer)
{
    work<QString>(
        [=]() -> Result<QString> {
            const auto found = engine::recipe(recipe);
            if (!found)
                return found.error();
            const engine::Recipe ready = engine::detectRecipes({*found}).front().recipe;
            auto settings = engine::settingsFromStudyJson(ready.study.toStdString());
            if (!settings)
                return settings.error();
            if (ready.isOwn) // else that of the study that it was
                settings->name = ready.title.toStdString();
            const QString source = QDir(folder).filePath(u"source"_s);
            const auto written = engine::writeRecipe(ready, QDir(source).filePath(u"study.json"_s));
            if (!written)
                return written.error();
            return madeStudy(folder, *settings, source);
        },
        std::move(answer));
}

void EngineStudyLibrary::createFromFile(const QString &file, Answer<QString> answer)
{
    work<QString>(
        [this, file]() -> Result<QString> {
            const auto settings = readDefinition(file);
            if (!settings)
                return settings.error();
            const QString name = settings->name.empty() ? QFileInfo(file).completeBaseName()
                                                        : QString::fromStdString(settings->name);
            return madeStudy(proposedFolder(name), *settings, QFileInfo(file).absolutePath());
        },
        std::move(answer));
}

void EngineStudyLibrary::fetchTable(const QString &file, Answer<ui::TableOfTrials> answer)
{
    work<ui::TableOfTrials>([file] { return tableOfTrials(file); }, std::move(answer));
}

void EngineStudyLibrary::fetchTableTrials(const QString &file, const TableStudy &study,
                                          Answer<ui::ImportPreview> answer)
{
    work<ui::ImportPreview>([=]() -> Result<ui::ImportPreview> { return previewFor(study, file); },
                            std::move(answer));
}

void EngineStudyLibrary::createFromTable(const QString &file, const TableStudy &study,
                                         const QString &sourceFolder, const QString &folder,
                                         Answer<QString> answer)
{
    work<QString>([=] { return createFrom(study, file, sourceFolder, folder); }, std::move(answer));
}

void EngineStudyLibrary::open(const QString &folder,
                              Answer<std::shared_ptr<ui::StudyGateway>> answer)
{
    EngineStudyGateway::open(folder, [self = QPointer(this), folder, answer = std::move(answer)](
                                         const Result<std::shared_ptr<ui::StudyGateway>> &gateway) {
        if (!self)
            return;
        if (gateway)
            self->remember(QFileInfo(folder).absoluteFilePath());
        answer(gateway);
    });
}

} // namespace attune::desktop
