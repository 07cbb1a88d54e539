// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/hyperparameters_section.h"

#include "ui/charts/range_editor/range_ticks.h"
#include "ui/models/study_model.h"
#include "ui/pages/setup/field_problems.h"
#include "ui/pages/setup/hyperparameter_editor.h"
#include "ui/pages/setup/hyperparameter_model.h"
#include "ui/pages/setup/hyperparameter_table.h"
#include "ui/pages/setup/hyperparameter_text.h"
#include "ui/pages/setup/space_edits.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/pairs_editor.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostNotices = 3;

std::vector<std::string> linesOf(const QString &text)
{
    std::vector<std::string> lines;
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            lines.push_back(line.trimmed().toStdString());
    }
    return lines;
}

} // namespace

HyperparametersSection::HyperparametersSection(StudyDocument *document, StudyModel *study,
                                               QWidget *parent)
    : SetUpSection(tr("Hyperparameters"), document, parent), m_study(study),
      m_model(new HyperparameterModel(document, study, this))
{
    buildHeader();
    buildTable();
    buildNotices();
    buildOthers();
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_table->fit();
        refresh();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HyperparametersSection::showSelected);
    if (study)
        connect(study, &StudyModel::trialsChanged, this, &HyperparametersSection::refreshNotices);
    m_table->fit();
    select(0);
    refresh();
}

void HyperparametersSection::buildHeader()
{
    const auto addButton = [this](const QString &icon, const QString &help, auto act) {
        auto *button = new QToolButton;
        button->setIcon(themedIcon(icon));
        button->setAutoRaise(true);
        button->setToolTip(help);
        button->setAccessibleName(help);
        connect(button, &QToolButton::clicked, this, act);
        header()->addWidget(button);
        m_rowButtons << button;
        return button;
    };
    addButton(u"chevron-up"_s, tr("Move Up (Alt+Up)"), [this] { move(-1); });
    addButton(u"chevron-down"_s, tr("Move Down (Alt+Down)"), [this] { move(1); });
    addButton(u"copy"_s, tr("Duplicate"), [this] {
        duplicate();
    })->setObjectName(u"duplicateHyperparameter"_s);
    addButton(u"lock"_s, tr("Freeze at the best value so far, else at the default or the middle"),
              [this] { freeze(); })
        ->setObjectName(u"freezeHyperparameter"_s);
    addButton(u"trash"_s, tr("Remove (Delete)"), [this] {
        remove();
    })->setObjectName(u"removeHyperparameter"_s);
    auto *choose = new QPushButton(tr("Choose for Me\u2026"));
    choose->setObjectName(u"chooseForMe"_s);
    choose->setToolTip(tr("Proposes ranges, strategy and budget from the values of the command"));
    header()->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, &HyperparametersSection::chooseWanted);
    auto *add = new QPushButton(tr("Add"));
    add->setObjectName(u"addHyperparameter"_s);
    add->setToolTip(tr("Adds a hyperparameter. Write its {name} into the command."));
    header()->addWidget(add);
    connect(add, &QPushButton::clicked, this, [this] { this->add(); });
}

void HyperparametersSection::buildTable()
{
    m_table = new HyperparameterTable(m_model);
    m_table->setObjectName(u"hyperparameters"_s);
    m_table->installEventFilter(this);
    body()->addWidget(m_table);
    m_emptyHint = makeHint(tr("Nothing varies yet. Paste the command you run above and tick the "
                              "values that may vary, or add a hyperparameter."));
    body()->addWidget(m_emptyHint);
    m_problems = new FieldProblems(document(), u"hyperparameters"_s, this);
    body()->addWidget(m_problems);
    m_editor = new HyperparameterEditor(document(), m_study);
    body()->addWidget(m_editor);
}

void HyperparametersSection::buildNotices()
{
    m_notices = new QVBoxLayout;
    m_notices->setSpacing(spaceS);
    body()->addLayout(m_notices);
}

void HyperparametersSection::buildOthers()
{
    m_fixed =
        new PairsEditor({tr("name"), u"="_s, tr("value"), tr("Add Fixed Value")},
                        PairsEditor::Act{u"unlock"_s, tr("Let it vary: as it did before, else "
                                                         "in a range around this value")});
    connect(m_fixed, &PairsEditor::actWanted, this, &HyperparametersSection::varyWanted);
    m_fixed->setObjectName(u"fixed"_s);
    connect(m_fixed, &PairsEditor::pairsEdited, this, [this] {
        change(tr("Change Fixed Values"), u"fixed"_s,
               [&](StudySettings &changed) { changed.space.fixed = m_fixed->pairs(); });
    });
    m_constraints = new QPlainTextEdit;
    m_constraints->setObjectName(u"constraints"_s);
    m_constraints->setFont(monoFont());
    m_constraints->setPlaceholderText(tr("One per line, for example  max_depth * max_bin <= 1024"));
    m_constraints->setTabChangesFocus(true);
    m_constraints->setUndoRedoEnabled(false);
    m_constraints->setFixedHeight(52);
    connect(m_constraints, &QPlainTextEdit::textChanged, this, [this] {
        change(tr("Change Constraints"), u"constraints"_s, [&](StudySettings &changed) {
            changed.space.constraints = linesOf(m_constraints->toPlainText());
        });
    });
    addField(tr("Fixed values"), m_fixed, u"fixed"_s);
    m_fixedMeaning = addNote({});
    m_fixedMeaning->setObjectName(u"fixedMeaning"_s);
    addField(tr("Constraints"), m_constraints, u"constraints"_s);
    addNote(tr("Only settings that meet every line are tried."));
}

void HyperparametersSection::refresh()
{
    const SearchSpace &space = settings().space;
    const int count = static_cast<int>(space.hyperparameters.size());
    if (count != m_model->rowCount())
        return; // the table hears of it a moment later, and calls again
    if (selected() < 0 && count > 0)
        select(std::clamp(m_editor->index(), 0, count - 1));
    m_emptyHint->setVisible(count == 0);
    m_problems->setQuiet(count == 0);
    m_table->setVisible(count > 0);
    m_editor->setVisible(count > 0);
    if (selected() >= 0)
        showSelected();
    for (QToolButton *button : m_rowButtons)
        button->setEnabled(selected() >= 0);
    m_table->fitColumns();
    m_fixed->setPairs(space.fixed);
    const QString meaning = tr("The same in every trial, for {name} in the command.");
    m_fixedMeaning->setText(
        space.fixed.empty() ? meaning : tr("%1 The open lock lets one vary.").arg(meaning));
    if (linesOf(m_constraints->toPlainText()) != space.constraints) {
        QStringList lines;
        for (const std::string &constraint : space.constraints)
            lines << QString::fromStdString(constraint);
        const QSignalBlocker blocker(m_constraints);
        m_constraints->setPlainText(lines.join(u'\n'));
    }
    refreshNotices();
}

int HyperparametersSection::selected() const
{
    return m_table->currentIndex().row();
}

void HyperparametersSection::select(int row)
{
    if (row >= 0 && row < m_model->rowCount())
        m_table->selectRow(row);
}

void HyperparametersSection::showSelected()
{
    const int row = selected();
    if (row < 0 || row >= static_cast<int>(settings().space.hyperparameters.size()))
        return;
    m_problems->setExcept({u"hyperparameters[%1]"_s.arg(row)}); // the editor tells them
    m_editor->show(row);
}

void HyperparametersSection::add()
{
    StudySettings changed = settings();
    changed.space.hyperparameters.emplace_back();
    document()->edit(tr("Add Hyperparameter"), changed);
    selectToName(m_model->rowCount() - 1);
}

/// What is new has no name, which is a problem of the definition: no trial has it before a person
/// has named it.
void HyperparametersSection::selectToName(int row)
{
    select(row);
    m_editor->findChild<QLineEdit *>(u"name"_s)->setFocus();
}

void HyperparametersSection::changeSelected(
    const QString &text, const std::function<void(StudySettings &, std::size_t)> &change)
{
    const int row = selected();
    if (row < 0)
        return;
    StudySettings changed = settings();
    const auto index = static_cast<std::size_t>(row);
    const QString name = shownName(changed.space.hyperparameters[index]);
    change(changed, index);
    document()->edit(text.arg(name), changed);
    select(std::min(row, m_model->rowCount() - 1));
}

void HyperparametersSection::remove()
{
    changeSelected(tr("Remove %1"), [](StudySettings &changed, std::size_t index) {
        auto &all = changed.space.hyperparameters;
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(index));
    });
}

void HyperparametersSection::freeze()
{
    const Trial *best = m_study ? m_study->best() : nullptr;
    changeSelected(tr("Freeze %1"), [best](StudySettings &changed, std::size_t index) {
        freezeHyperparameter(changed, index,
                             valueToFreeze(changed.space.hyperparameters[index], best));
    });
}

void HyperparametersSection::duplicate()
{
    const int row = selected();
    changeSelected(tr("Duplicate %1"), [](StudySettings &changed, std::size_t index) {
        auto &all = changed.space.hyperparameters;
        Hyperparameter copy = all[index];
        copy.name.clear();
        all.insert(all.begin() + static_cast<std::ptrdiff_t>(index) + 1, copy);
    });
    if (row >= 0)
        selectToName(row + 1);
}

void HyperparametersSection::move(int direction)
{
    const int row = selected();
    const int target = row + direction;
    if (row < 0 || target < 0 || target >= m_model->rowCount())
        return;
    StudySettings changed = settings();
    auto &all = changed.space.hyperparameters;
    std::swap(all[static_cast<std::size_t>(row)], all[static_cast<std::size_t>(target)]);
    document()->edit(tr("Reorder Hyperparameters"), changed);
    select(target);
}

bool HyperparametersSection::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return SetUpSection::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool hasAlt = key->modifiers().testFlag(Qt::AltModifier);
    if (key->key() == Qt::Key_Delete)
        remove();
    else if (hasAlt && key->key() == Qt::Key_Up)
        move(-1);
    else if (hasAlt && key->key() == Qt::Key_Down)
        move(1);
    else
        return false;
    return true;
}

void HyperparametersSection::refreshNotices()
{
    std::vector<EdgeNotice> notices;
    if (const Trial *best = m_study ? m_study->best() : nullptr) {
        for (const EdgeNotice &notice : edgeNotices(settings().space, *best)) {
            if (notices.size() < mostNotices && !m_dismissed.contains(keyOf(notice)))
                notices.push_back(notice);
        }
    }
    if (notices == m_shownNotices)
        return;
    m_shownNotices = notices;
    while (QLayoutItem *item = m_notices->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const EdgeNotice &notice : notices) {
        auto *bar = new NoticeBar;
        m_notices->addWidget(bar);
        const QString name = QString::fromStdString(notice.hyperparameter).toHtmlEscaped();
        bar->show(
            notice.end == RangeEnd::Lower
                ? tr("The best value of <b>%1</b> lies at the lower end of its range.").arg(name)
                : tr("The best value of <b>%1</b> lies at the upper end of its range.").arg(name));
        if (notice.proposal)
            bar->addAction(tr("Extend to %1").arg(numberLabel(*notice.proposal)),
                           [this, notice] { extend(notice); });
        connect(bar, &NoticeBar::dismissed, this, [this, notice] {
            m_dismissed.insert(keyOf(notice));
            refreshNotices();
        });
    }
}

void HyperparametersSection::extend(const EdgeNotice &notice)
{
    const QString name = QString::fromStdString(notice.hyperparameter);
    change(tr("Extend Range of %1").arg(name), {}, [&](StudySettings &changed) {
        for (Hyperparameter &hyperparameter : changed.space.hyperparameters) {
            if (hyperparameter.name != notice.hyperparameter)
                continue;
            (notice.end == RangeEnd::Lower ? hyperparameter.min : hyperparameter.max) =
                *notice.proposal;
        }
    });
}

QString HyperparametersSection::keyOf(const EdgeNotice &notice)
{
    return u"%1/%2/%3"_s.arg(QString::fromStdString(notice.hyperparameter))
        .arg(static_cast<int>(notice.end))
        .arg(notice.range);
}

} // namespace attune::ui
