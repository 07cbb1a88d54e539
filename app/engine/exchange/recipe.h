// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace attune::engine {

/// A ready-made study for a known trainer, with a small real data set so that it runs as it is.
struct Recipe
{
    QString id;       ///< "xgboost"
    QString title;    ///< "XGBoost"
    QString program;  ///< looked for on PATH and beside Attune
    QString note;     ///< one sentence
    QByteArray study; ///< study.json
    std::vector<std::pair<QString, QString>>
        files; ///< name beside study.json, resource it comes from
};

/// All recipes that ship with Attune, by title.
[[nodiscard]] std::vector<Recipe> recipes();

/// Fails with NotFound, naming the near match.
[[nodiscard]] Result<Recipe> recipe(const QString &id);

/// Where `program` is: on PATH, or beside Attune's own programs; empty when it is not on this
/// machine.
[[nodiscard]] QString locateProgram(const QString &program);

/// Writes the study to `studyFile` and its data beside it; files that exist are left alone.
/// Fails when one cannot be written.
[[nodiscard]] Result<void> writeRecipe(const Recipe &recipe, const QString &studyFile);

} // namespace attune::engine
