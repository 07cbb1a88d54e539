// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_library.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace attune::ui {

class NewStudyBox;
class NoticeStack;

/// What a window without a study shows: recent studies, a new one, recipes.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(StudyLibrary *library, QWidget *parent = nullptr);

    /// Offers a new study around a program or script.
    void offerProgram(const QString &file);
    void showError(const QString &sentence);

Q_SIGNALS:
    void studyWanted(const QString &folder);
    void openWanted();
    void tableWanted();

protected:
    /// What other windows did in the meantime shows when this one is looked at again.
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeLeft();
    [[nodiscard]] QWidget *makeRight();
    void fetchRecent();
    void showRecent(const std::vector<RecentStudy> &studies);
    void offerToForget(const RecentStudy &study);
    void fetchRecipes();
    void showRecipes(const std::vector<Recipe> &recipes);
    void addRecipe(const Recipe &recipe, int row, int column);
    void removeRecipe(const QString &id);
    void startRecipe(const Recipe &recipe);

    StudyLibrary *m_library;
    NoticeStack *m_notices = nullptr;
    QVBoxLayout *m_recent = nullptr;
    std::optional<std::vector<RecentStudy>> m_shownRecent;
    std::optional<std::vector<Recipe>> m_shownRecipes;
    bool m_isLookingForTrainers = false;
    QGridLayout *m_recipes = nullptr;
    QLabel *m_recipesHeading = nullptr;
    NewStudyBox *m_new = nullptr;
};

} // namespace attune::ui
