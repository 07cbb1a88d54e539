// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_library.h"

#include <QThreadPool>

namespace attune::desktop {

/// Studies on this machine: the recent ones (in the person's settings), recipes that ship with
/// Attune, making and opening. Files are touched on a thread of its own.
class EngineStudyLibrary : public ui::StudyLibrary
{
    Q_OBJECT

public:
    explicit EngineStudyLibrary(QObject *parent = nullptr);
    ~EngineStudyLibrary() override;

    void fetchRecent(Answer<std::vector<ui::RecentStudy>> answer) override;
    void forget(const QString &folder) override;
    void fetchRecipes(Answer<std::vector<ui::Recipe>> answer) override;
    void saveRecipe(const QString &name, const QString &note, const StudySettings &settings,
                    const QString &sourceFolder, Answer<QString> answer) override;
    void removeRecipe(const QString &id, Answer<QString> answer) override;
    /// Below Documents/Attune; numbered where the name is taken.
    [[nodiscard]] QString proposedFolder(const QString &name) const override;
    void create(const StudySettings &settings, const QString &sourceFolder, const QString &folder,
                Answer<QString> answer) override;
    /// The recipe's own data go into `source` inside of the study.
    void createFromRecipe(const QString &recipe, const QString &folder,
                          Answer<QString> answer) override;
    void createFromFile(const QString &file, Answer<QString> answer) override;
    void fetchTable(const QString &file, Answer<ui::TableOfTrials> answer) override;
    void fetchTableTrials(const QString &file, const TableStudy &study,
                          Answer<ui::ImportPreview> answer) override;
    void createFromTable(const QString &file, const TableStudy &study, const QString &sourceFolder,
                         const QString &folder, Answer<QString> answer) override;
    void open(const QString &folder, Answer<std::shared_ptr<ui::StudyGateway>> answer) override;

private:
    void remember(const QString &folder);
    template<typename T>
    void work(std::function<Result<T>()> act, Answer<T> answer);

    QThreadPool m_pool;
};

} // namespace attune::desktop
