// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/search_section.h"

#include "core/search/model_use.h"
#include "core/search/study_notices.h"
#include "ui/pages/setup/field_problems.h"
#include "ui/pages/setup/hyperband_options.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/number_field.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QGridLayout>
#include <QRadioButton>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// A form that stands in line with those of the sections.
QGridLayout *makeFormIn(QWidget *holder)
{
    auto *form = new QGridLayout(holder);
    form->setContentsMargins(0, spaceS, 0, 0);
    form->setHorizontalSpacing(spaceL);
    form->setVerticalSpacing(spaceS);
    form->setColumnMinimumWidth(0, formIndent - spaceL);
    form->setColumnStretch(1, 1);
    return form;
}

/// A row with its note below the field, which says it to screen readers, too.
QWidget *explained(const QString &word, QWidget *field, QLabel *note)
{
    field->setAccessibleDescription(note->text());
    auto *row = new QWidget;
    auto *form = makeFormIn(row);
    form->addWidget(new DimLabel(word), 0, 0);
    form->addWidget(field, 0, 1, Qt::AlignLeft);
    form->addWidget(note, 1, 1);
    return row;
}

} // namespace

SearchSection::SearchSection(StudyDocument *document, QWidget *parent)
    : SetUpSection(tr("Search"), document, parent), m_strategies(new QButtonGroup(this))
{
    addStrategies();
    addGrid();
    addHyperbandAndNotices();
    addCostAwareness();
    addSeed();
    refresh();
}

void SearchSection::addStrategies()
{
    struct Choice
    {
        Strategy strategy;
        QString name;
        QString sentence;
    };
    const QList<Choice> choices{
        {Strategy::Bayesian, tr("Bayesian"),
         tr("Learns from every trial where good settings lie. The best choice for most studies.")},
        {Strategy::Random, tr("Random"),
         tr("Draws every trial anew from the ranges. Simple, and a fair comparison.")},
        {Strategy::Sobol, tr("Quasi-random"),
         tr("Spreads trials evenly over the ranges, without the gaps and heaps of chance.")},
        {Strategy::Grid, tr("Grid"),
         tr("Tries every combination of a few values of each. Only for very few "
            "hyperparameters.")},
        {Strategy::Hyperband, tr("Hyperband"),
         tr("Starts many trials and lets only the best of them go on at each rung. For "
            "programs that report the objective step by step.")}};
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(spaceL);
    grid->setVerticalSpacing(spaceS);
    grid->setColumnMinimumWidth(0, 130);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < choices.size(); ++row) {
        auto *button = new QRadioButton(choices[row].name);
        button->setObjectName(u"strategy%1"_s.arg(static_cast<int>(choices[row].strategy)));
        button->setAccessibleDescription(choices[row].sentence);
        m_strategies->addButton(button, static_cast<int>(choices[row].strategy));
        grid->addWidget(button, row, 0, Qt::AlignTop);
        grid->addWidget(makeHint(choices[row].sentence), row, 1);
    }
    body()->addLayout(grid);
    m_problems = new FieldProblems(document(), u"search"_s, this);
    connect(m_strategies, &QButtonGroup::idClicked, this, [this](int id) {
        change(tr("Change Strategy"), {}, [&](StudySettings &changed) {
            changed.search.strategy = static_cast<Strategy>(id);
        });
    });
}

void SearchSection::addGrid()
{
    m_gridPoints = new NumberField(NumberField::Kind::Whole);
    m_gridPoints->setObjectName(u"gridPoints"_s);
    m_gridPoints->setAccessibleName(tr("Points of each range"));
    m_gridPoints->setFixedWidth(80);
    m_gridPoints->setNeeded();
    m_problems->tellOf(m_gridPoints);
    auto *note = makeHint(tr("So many evenly spaced values of each range, its ends included, in "
                             "its scaling; of an integer with no more values all, and of a "
                             "categorical one all choices."));
    m_grid = explained(tr("Points of each range"), m_gridPoints, note);
    body()->addWidget(m_grid);
    connect(m_gridPoints, &NumberField::valueEdited, this, [this](std::optional<double> points) {
        change(tr("Change Grid Points"), u"gridPoints"_s, [&](StudySettings &changed) {
            changed.search.gridPoints = static_cast<int>(std::clamp(*points, 0.0, 1e6));
        });
    });
}

void SearchSection::addHyperbandAndNotices()
{
    m_hyperband = new HyperbandOptions;
    for (NumberField *number : m_hyperband->findChildren<NumberField *>())
        m_problems->tellOf(number);
    body()->addWidget(m_hyperband);
    // Below the fields, which stay where they are when a problem comes or goes.
    m_problems->setContentsMargins(formIndent, 0, 0, 0);
    body()->addWidget(m_problems);
    m_notices = new DimLabel;
    m_notices->setObjectName(u"searchNotices"_s);
    m_notices->setWordWrap(true);
    m_notices->setContentsMargins(formIndent, 0, 0, 0);
    body()->addWidget(m_notices);
    connect(m_hyperband, &HyperbandOptions::edited, this,
            [this](const QString &text, const QString &name,
                   const std::function<void(HyperbandSettings &)> &edit) {
                change(text, name, [&](StudySettings &changed) { edit(changed.search.hyperband); });
            });
}

void SearchSection::addCostAwareness()
{
    m_isCostAware = new QCheckBox(tr("Prefer quick trials"));
    m_isCostAware->setObjectName(u"costAware"_s);
    auto *note = makeHint(tr("The model learns how long settings take, and seeks the most "
                             "improvement per second instead of per trial. For ranges in which "
                             "some trials take many times longer than others."));
    m_costAwareness = explained(tr("Time"), m_isCostAware, note);
    body()->addWidget(m_costAwareness);
    connect(m_isCostAware, &QCheckBox::clicked, this, [this](bool isOn) {
        change(tr("Change What Counts"), u"costAware"_s,
               [isOn](StudySettings &changed) { changed.search.isCostAware = isOn; });
    });
}

void SearchSection::addSeed()
{
    m_seed = new NumberField(NumberField::Kind::Whole);
    m_seed->setObjectName(u"seed"_s);
    m_seed->setFixedWidth(80);
    m_seed->setNeeded();
    m_seed->setLeast(0.0);
    addField(tr("Seed"), makeRow({m_seed}), {});
    addNote(tr("The same seed and results give the same suggestions."));
    connect(m_seed, &NumberField::valueEdited, this, [this](std::optional<double> seed) {
        change(tr("Change Seed"), u"seed"_s, [&](StudySettings &changed) {
            changed.search.seed = static_cast<std::uint64_t>(*seed);
        });
    });
}

void SearchSection::refresh()
{
    const SearchSettings &search = settings().search;
    if (auto *button = m_strategies->button(static_cast<int>(search.strategy)))
        button->setChecked(true);
    m_grid->setVisible(search.strategy == Strategy::Grid);
    m_hyperband->setVisible(search.strategy == Strategy::Hyperband);
    m_hyperband->show(settings());
    m_costAwareness->setVisible(hasModel(search));
    m_isCostAware->setChecked(search.isCostAware);
    m_gridPoints->setValue(search.gridPoints);
    m_notices->setText(noticesText());
    m_notices->setVisible(!m_notices->text().isEmpty());
    m_seed->setValue(static_cast<double>(search.seed));
}

QString SearchSection::noticesText() const
{
    if (!settings().space.problems().empty() || !document()->problemsAt(u"search"_s).empty() ||
        !document()->problemsAt(u"budget.trials"_s).empty())
        return {};
    QStringList notices;
    for (const std::string &notice : noticesOf(settings()))
        notices << QString::fromStdString(notice);
    // The field stands just above, by its name.
    return notices.join(u'\n').replace("search.hyperband.minResource"_L1, tr("first rung"));
}

} // namespace attune::ui
