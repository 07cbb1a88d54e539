// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/save_recipe_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/problem_label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace attune::ui {

using namespace Qt::StringLiterals;

SaveRecipeDialog::SaveRecipeDialog(const QString &name, QWidget *parent)
    : QDialog(parent), m_name(new QLineEdit(name)), m_note(new QLineEdit),
      m_problem(new ProblemLabel)
{
    setWindowTitle(tr("Save as Recipe"));
    m_name->setObjectName(u"recipeName"_s);
    m_note->setObjectName(u"recipeNote"_s);
    m_note->setPlaceholderText(tr("One sentence, shown on the start page"));
    auto *sentence = new DimLabel(tr("The command, ranges, metrics and budget, ready for new "
                                     "studies on the start page. Trials are not part of it."));
    sentence->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(spaceL);
    form->setVerticalSpacing(spaceS);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("What it is"), m_note);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto *save = buttons->addButton(tr("Save Recipe"), QDialogButtonBox::AcceptRole);
    save->setObjectName(u"saveRecipe"_s);
    connect(buttons, &QDialogButtonBox::accepted, this,
            [this] { Q_EMIT saveWanted(m_name->text().trimmed(), m_note->text().trimmed()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(sentence);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    makePrimary(save);
    setMinimumWidth(460);
    setAttribute(Qt::WA_DeleteOnClose);
}

void SaveRecipeDialog::showProblem(const QString &sentence)
{
    m_problem->setSentence(sentence);
}

} // namespace attune::ui
