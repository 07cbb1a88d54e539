// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start_page.h"

#include "core/protocol/command_template.h"
#include "ui/dialogs/sources_dialog.h"
#include "ui/pages/start/card.h"
#include "ui/pages/start/new_study_box.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/notice_stack.h"
#include "ui/widgets/scrolled.h"

#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QMenu>
#include <QPointer>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int leftShare = 58;
constexpr int rightShare = 40;
constexpr int widestContent = 1500;

QLabel *makeHeading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(headingFont());
    return label;
}

} // namespace

StartPage::StartPage(StudyLibrary *library, QWidget *parent)
    : QWidget(parent), m_library(library), m_notices(new NoticeStack)
{
    auto *columns = new QHBoxLayout;
    columns->setSpacing(spaceXl + spaceL);
    columns->addWidget(makeLeft(), leftShare);
    columns->addWidget(makeRight(), rightShare);
    auto *content = new QWidget;
    content->setMaximumWidth(widestContent);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_notices);
    inner->addLayout(columns, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(60, 36, 60, spaceL);
    layout->addStretch(1);
    layout->addWidget(content, 1000);
    layout->addStretch(1);
    connect(m_library, &StudyLibrary::recentChanged, this, &StartPage::fetchRecent);
    connect(m_library, &StudyLibrary::recipesChanged, this, &StartPage::fetchRecipes);
    setFocusProxy(m_new);
    fetchRecent();
    fetchRecipes();
}

QWidget *StartPage::makeLeft()
{
    auto *name = new QLabel(u"Attune"_s);
    QFont font = headingFont();
    font.setPointSizeF(font.pointSizeF() + 7);
    name->setFont(font);
    auto *what = new DimLabel(tr("Tune any program that prints a number."));
    auto *cards = new QWidget;
    m_recent = new QVBoxLayout(cards);
    m_recent->setContentsMargins(0, 0, 0, 0);
    m_recent->setSpacing(10);
    auto *left = new QWidget;
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceS);
    layout->addWidget(name);
    layout->addWidget(what);
    layout->addSpacing(spaceL);
    layout->addWidget(makeHeading(tr("Recent studies")));
    layout->addWidget(scrolled(cards), 1);
    return left;
}

QWidget *StartPage::makeRight()
{
    m_new = new NewStudyBox(m_library);
    connect(m_new, &NewStudyBox::created, this, &StartPage::studyWanted);
    connect(m_new, &NewStudyBox::openWanted, this, &StartPage::openWanted);
    connect(m_new, &NewStudyBox::tableWanted, this, &StartPage::tableWanted);
    m_recipes = new QGridLayout;
    m_recipes->setSpacing(10);
    m_recipes->setColumnStretch(0, 1);
    m_recipes->setColumnStretch(1, 1);
    m_recipesHeading = makeHeading(tr("Or start from a recipe"));
    auto *right = new QWidget;
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 3, 0, 0);
    layout->setSpacing(spaceS);
    layout->addWidget(makeHeading(tr("New study")));
    layout->addWidget(m_new);
    layout->addSpacing(spaceL);
    layout->addWidget(m_recipesHeading);
    layout->addLayout(m_recipes);
    layout->addStretch(1);
    return scrolled(right);
}

void StartPage::fetchRecipes()
{
    m_isLookingForTrainers = true;
    m_library->fetchRecipes([self = QPointer(this)](const Result<std::vector<Recipe>> &recipes) {
        if (!self)
            return;
        self->m_isLookingForTrainers = false;
        if (recipes && self->m_shownRecipes != *recipes) // a card that is being clicked stays
            self->showRecipes(*recipes);
    });
}

void StartPage::showRecipes(const std::vector<Recipe> &recipes)
{
    m_shownRecipes = recipes;
    while (QLayoutItem *item = m_recipes->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    // One's own first, then what can be used at once.
    std::vector<Recipe> ordered = recipes;
    std::ranges::stable_sort(ordered, std::ranges::greater(), [](const Recipe &recipe) {
        return std::pair(recipe.isOwn, recipe.isUsable);
    });
    for (std::size_t i = 0; i < ordered.size(); ++i)
        addRecipe(ordered[i], static_cast<int>(i / 2), static_cast<int>(i % 2));
    m_recipesHeading->setVisible(!recipes.empty());
}

void StartPage::addRecipe(const Recipe &recipe, int row, int column)
{
    auto *card = new RecipeCard(recipe);
    connect(card, &QAbstractButton::clicked, this, [this, recipe] { startRecipe(recipe); });
    if (recipe.isOwn) {
        auto *remove = new QAction(tr("Remove Recipe"), card);
        connect(remove, &QAction::triggered, this, [this, id = recipe.id] { removeRecipe(id); });
        card->addAction(remove);
        card->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
    m_recipes->addWidget(card, row, column);
    if (recipe.sources.empty())
        return;
    // Beside the card and not in it: that of a trainer that is not here can be asked, too.
    auto *sources = new QToolButton;
    sources->setObjectName(u"sources."_s + recipe.id);
    sources->setIcon(themedIcon(u"info"_s));
    sources->setAutoRaise(true);
    sources->setToolTip(tr("Where the ranges come from"));
    sources->setAccessibleName(tr("Where the ranges of %1 come from").arg(recipe.title));
    connect(sources, &QToolButton::clicked, this,
            [this, recipe] { (new SourcesDialog(recipe, this))->open(); });
    auto *holder = new QWidget;
    auto *layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, spaceS, 0);
    layout->addWidget(sources);
    m_recipes->addWidget(holder, row, column, Qt::AlignRight | Qt::AlignVCenter);
}

void StartPage::removeRecipe(const QString &id)
{
    m_library->removeRecipe(id, [self = QPointer(this)](const Result<QString> &removed) {
        if (self && !removed)
            self->showError(QString::fromStdString(removed.error().message));
    });
}

void StartPage::startRecipe(const Recipe &recipe)
{
    m_library->createFromRecipe(recipe.id, m_library->proposedFolder(recipe.id),
                                [self = QPointer(this)](const Result<QString> &folder) {
                                    if (!self)
                                        return;
                                    if (folder)
                                        Q_EMIT self->studyWanted(*folder);
                                    else
                                        self->showError(
                                            QString::fromStdString(folder.error().message));
                                });
}

void StartPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::ActivationChange || !isActiveWindow() || !isVisible())
        return;
    fetchRecent();
    // A trainer may have been installed meanwhile.
    const bool isAnyMissing =
        m_shownRecipes && !std::ranges::all_of(*m_shownRecipes, &Recipe::isUsable);
    if (isAnyMissing && !m_isLookingForTrainers)
        fetchRecipes();
}

void StartPage::fetchRecent()
{
    m_library->fetchRecent([self = QPointer(this)](const Result<std::vector<RecentStudy>> &recent) {
        if (!self)
            return;
        if (recent)
            self->showRecent(*recent);
        else
            self->showError(QString::fromStdString(recent.error().message));
    });
}

void StartPage::showRecent(const std::vector<RecentStudy> &studies)
{
    if (m_shownRecent == studies) // a card that is being clicked stays
        return;
    m_shownRecent = studies;
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const RecentStudy &study : studies) {
        auto *card = new RecentCard(study);
        if (std::ranges::count(studies, study.name, &RecentStudy::name) > 1)
            card->showFolder();
        connect(card, &QAbstractButton::clicked, this, [this, study] {
            if (study.isGone)
                offerToForget(study);
            else
                Q_EMIT studyWanted(study.folder);
        });
        auto *remove = new QAction(tr("Remove from List"), card);
        connect(remove, &QAction::triggered, this,
                [this, folder = study.folder] { m_library->forget(folder); });
        card->addAction(remove);
        card->setContextMenuPolicy(Qt::ActionsContextMenu);
        m_recent->addWidget(card);
    }
    if (studies.empty()) {
        m_recent->addSpacing(spaceXl);
        m_recent->addWidget(new EmptyState(
            u"recent"_s, tr("No studies yet"),
            tr("Studies that you make or open will be here. Paste a command at the right, or try a "
               "recipe.")));
    }
    m_recent->addStretch(1);
}

void StartPage::offerToForget(const RecentStudy &study)
{
    NoticeBar *notice = m_notices->showTopic(
        study.folder, tr("The folder \"%1\" is gone. If it was moved, open it from its new place.")
                          .arg(study.folder)
                          .toHtmlEscaped());
    notice->addAction(tr("Remove from List"), [this, folder = study.folder] {
        m_notices->showTopic(folder, {});
        m_library->forget(folder);
    });
}

void StartPage::offerProgram(const QString &file)
{
    const QFileInfo info(file);
    std::vector<std::string> arguments;
    const bool isPython = info.suffix() == "py"_L1;
    if (isPython && !info.isExecutable())
        arguments.emplace_back("python3");
    arguments.push_back(arguments.empty() ? info.absoluteFilePath().toStdString()
                                          : info.fileName().toStdString());
    m_new->setCommand(QString::fromStdString(quoteCommandLine(arguments)) + u' ',
                      info.absolutePath());
}

void StartPage::showError(const QString &sentence)
{
    m_notices->showError(sentence);
}

} // namespace attune::ui
