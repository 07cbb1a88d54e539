// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fake_study_gateway.h"
#include "ui/ports/study_library.h"

namespace attune::ui {

/// A library without an engine: answers at once with what the test put in.
class FakeStudyLibrary : public StudyLibrary
{
public:
    using StudyLibrary::StudyLibrary;

    std::vector<RecentStudy> recent;
    std::vector<Recipe> ready;
    std::shared_ptr<FakeStudyGateway> gateway = std::make_shared<FakeStudyGateway>();
    std::optional<Error> nextError;
    StudySettings created;
    QString createdSource;
    QStringList calls;
    TableOfTrials table;
    std::optional<TableStudy> tableStudy; ///< as it was asked for last
    ImportPreview tablePreview;
    bool isSlow = false; ///< what is to be answered waits
    std::vector<std::function<void()>> waiting;

    void fetchRecent(Answer<std::vector<RecentStudy>> answer) override { answer(recent); }
    void forget(const QString &folder) override
    {
        std::erase_if(recent, [&](const RecentStudy &study) { return study.folder == folder; });
        Q_EMIT recentChanged();
    }
    void fetchRecipes(Answer<std::vector<Recipe>> answer) override { answer(ready); }
    void saveRecipe(const QString &name, const QString &, const StudySettings &settings,
                    const QString &, Answer<QString> answer) override
    {
        calls << QStringLiteral("saveRecipe ") + name;
        created = settings;
        give(answer, name);
    }
    void removeRecipe(const QString &id, Answer<QString> answer) override
    {
        calls << QStringLiteral("removeRecipe ") + id;
        std::erase_if(ready, [&](const Recipe &recipe) { return recipe.id == id; });
        give(answer, id);
        Q_EMIT recipesChanged();
    }
    [[nodiscard]] QString proposedFolder(const QString &name) const override
    {
        return QStringLiteral("/home/me/Documents/Attune/") + name;
    }
    void create(const StudySettings &settings, const QString &sourceFolder, const QString &folder,
                Answer<QString> answer) override
    {
        calls << QStringLiteral("create ") + folder;
        created = settings;
        createdSource = sourceFolder;
        gateway->settings = settings;
        give(answer, folder);
    }
    void createFromRecipe(const QString &recipe, const QString &folder,
                          Answer<QString> answer) override
    {
        calls << QStringLiteral("createFromRecipe ") + recipe;
        give(answer, folder);
    }
    void createFromFile(const QString &file, Answer<QString> answer) override
    {
        calls << QStringLiteral("createFromFile ") + file;
        give(answer, file + QStringLiteral(".study"));
    }
    void fetchTable(const QString &file, Answer<TableOfTrials> answer) override
    {
        calls << QStringLiteral("fetchTable ") + file;
        give(answer, table);
    }
    void fetchTableTrials(const QString &, const TableStudy &study,
                          Answer<ImportPreview> answer) override
    {
        tableStudy = study;
        give(answer, tablePreview);
    }
    void createFromTable(const QString &file, const TableStudy &study, const QString &sourceFolder,
                         const QString &folder, Answer<QString> answer) override
    {
        createdSource = sourceFolder;
        calls << QStringLiteral("createFromTable %1 %2").arg(file, folder);
        tableStudy = study;
        created = study.settings;
        gateway->settings = study.settings;
        give(answer, folder);
    }
    void open(const QString &folder, Answer<std::shared_ptr<StudyGateway>> answer) override
    {
        calls << QStringLiteral("open ") + folder;
        give<std::shared_ptr<StudyGateway>>(answer, gateway);
    }

    void answerAll()
    {
        for (const auto &answer : std::exchange(waiting, {}))
            answer();
    }

private:
    template<typename T>
    void give(const Answer<T> &answer, T value)
    {
        if (isSlow)
            waiting.emplace_back([=, this] { giveNow(answer, value); });
        else
            giveNow(answer, std::move(value));
    }

    template<typename T>
    void giveNow(const Answer<T> &answer, T value)
    {
        if (const auto error = std::exchange(nextError, std::nullopt))
            answer(*error);
        else
            answer(std::move(value));
    }
};

} // namespace attune::ui
