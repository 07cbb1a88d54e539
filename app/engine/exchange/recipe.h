// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_settings.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace attune::engine {

/// A ready-made study for a known trainer: one that ships with Attune, with a small real data set
/// so that it runs as it is, or one that the person saved.
struct Recipe
{
    QString id;       ///< "xgboost"
    QString title;    ///< "XGBoost"
    QString program;  ///< looked for on PATH and beside Attune
    QString module;   ///< that a Python program needs; may be empty
    QString install;  ///< what to do when it is not there: "apt install xgboost"
    QString note;     ///< one sentence
    QByteArray study; ///< study.json
    std::vector<std::pair<QString, QString>>
        files; ///< name beside study.json, resource it comes from
    std::vector<std::pair<QString, QString>> sources; ///< hyperparameter, where its range is from
    bool isOwn = false;
};

/// All recipes: those that ship with Attune by title, then the person's own. A file among the own
/// ones that cannot be read is left out.
[[nodiscard]] std::vector<Recipe> recipes();

/// What is in the folder of the person's own recipes and is none: a sentence for each file.
[[nodiscard]] std::vector<std::string> unreadableRecipes();

/// Fails with NotFound, naming the near match.
[[nodiscard]] Result<Recipe> recipe(const QString &id);

/// Writes the study to `studyFile` and its data beside it; files that exist are left alone.
/// Fails when one cannot be written.
[[nodiscard]] Result<void> writeRecipe(const Recipe &recipe, const QString &studyFile);

enum class ExistingRecipe { Keep, Replace };

/// Keeps a study as a recipe of the person's own, and returns its id. Paths that are relative to
/// `sourceFolder` become absolute, so that the recipe works anywhere on this machine. Fails when
/// the name holds no letter or digit, belongs to a recipe that ships with Attune, or is taken.
[[nodiscard]] Result<QString> saveRecipe(const QString &name, const QString &note,
                                         const StudySettings &settings, const QString &sourceFolder,
                                         ExistingRecipe existing = ExistingRecipe::Keep);

/// Removes one of the person's own.
[[nodiscard]] Result<void> removeRecipe(const QString &id);

} // namespace attune::engine
