// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_settings.h"
#include "core/study/study_status.h"
#include "core/study/table_study.h"
#include "ui/ports/study_gateway.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace attune::ui {

/// One card of the start page.
struct RecentStudy
{
    QString folder;
    QString name;
    StudyStatus status;
    std::vector<double> bestSoFar; ///< for the sparkline
    qint64 changedMs = 0;
    QString sentence;    ///< why it can't be shown ("The folder is gone."), else empty
    bool isGone = false; ///< there is nothing to open

    bool operator==(const RecentStudy &) const = default;
};

/// One ready-made study.
struct Recipe
{
    QString id;
    QString title;
    QString note;  ///< one sentence
    QString found; ///< "installed", "ships with Attune"; else what to install
    bool isUsable = false;
    bool isOwn = false; ///< saved by the person, and may be removed
    std::vector<std::pair<QString, QString>> sources =
        {}; ///< hyperparameter, where its range is from; none of one's own

    bool operator==(const Recipe &) const = default;
};

/// A table of trials that ran elsewhere, with what its columns are likely to be.
struct TableOfTrials
{
    TrialsTable table;
    std::vector<TableColumn> columns;
    QString remark; ///< how its text was read where that had to be guessed, or empty
};

/// What lies outside of one study: recent ones, recipes, making and opening. Requests return at
/// once.
class StudyLibrary : public QObject
{
    Q_OBJECT

public:
    template<typename T>
    using Answer = std::function<void(Result<T>)>;
    using QObject::QObject;

    virtual void fetchRecent(Answer<std::vector<RecentStudy>> answer) = 0;
    virtual void forget(const QString &folder) = 0;
    /// Ready-made studies, each with whether its trainer is on this machine.
    virtual void fetchRecipes(Answer<std::vector<Recipe>> answer) = 0;
    /// Keeps a study as a recipe; the answer is its id.
    virtual void saveRecipe(const QString &name, const QString &note, const StudySettings &settings,
                            const QString &sourceFolder, Answer<QString> answer) = 0;
    virtual void removeRecipe(const QString &id, Answer<QString> answer) = 0;

    /// Where a new study of this name would lie.
    [[nodiscard]] virtual QString proposedFolder(const QString &name) const = 0;
    /// Makes a study; the answer is its folder.
    virtual void create(const StudySettings &settings, const QString &sourceFolder,
                        const QString &folder, Answer<QString> answer) = 0;
    virtual void createFromRecipe(const QString &recipe, const QString &folder,
                                  Answer<QString> answer) = 0;
    /// Reads a study.json and makes a study of it.
    virtual void createFromFile(const QString &file, Answer<QString> answer) = 0;
    /// Reads a table of trials that ran elsewhere.
    virtual void fetchTable(const QString &file, Answer<TableOfTrials> answer) = 0;
    /// What the table holds for a study that is made of it.
    virtual void fetchTableTrials(const QString &file, const TableStudy &study,
                                  Answer<ImportPreview> answer) = 0;
    /// Makes that study, with the table's trials in it; its command is to run in `sourceFolder`.
    virtual void createFromTable(const QString &file, const TableStudy &study,
                                 const QString &sourceFolder, const QString &folder,
                                 Answer<QString> answer) = 0;
    /// Opens a study folder (or its study.attune); for writing where possible.
    virtual void open(const QString &folder, Answer<std::shared_ptr<StudyGateway>> answer) = 0;

Q_SIGNALS:
    void recentChanged();
    void recipesChanged();
};

} // namespace attune::ui
