// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/warm_start_section.h"

#include "core/study/best_trials.h"
#include "ui/models/study_model.h"
#include "ui/pages/setup/field_problems.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/value_text.h"

#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostStudies = 5;

QString sentenceOf(const EarlierTrials &trials)
{
    const int all = trials.taken + trials.leftOut;
    if (all == 0)
        return WarmStartSection::tr("It had no trials with a result.");
    if (trials.leftOut == 0)
        return all == 1 ? WarmStartSection::tr("Its one trial is used.")
                        : WarmStartSection::tr("All of its %1 trials are used.").arg(all);
    return WarmStartSection::tr("%1 of its %n trial(s) used. The rest has no place in the present "
                                "ranges, or measured another objective.",
                                nullptr, all)
        .arg(trials.taken);
}

} // namespace

WarmStartSection::WarmStartSection(StudyDocument *document, StudyModel *study,
                                   StudyGateway *gateway, QWidget *parent)
    : SetUpSection(tr("Warm start"), document, parent), m_study(study), m_gateway(gateway)
{
    m_add = new QPushButton(tr("Add Earlier Study\u2026"));
    m_add->setObjectName(u"addEarlierStudy"_s);
    header()->addWidget(m_add);
    connect(m_add, &QPushButton::clicked, this, &WarmStartSection::choose);
    m_hint = makeHint({});
    m_hint->setObjectName(u"warmStartHint"_s);
    m_hint->setWordWrap(true);
    body()->addWidget(m_hint);
    connect(study, &StudyModel::trialsChanged, this, &WarmStartSection::refresh);
    connect(study, &StudyModel::settingsChanged, this, &WarmStartSection::askForTrials);
    refresh();
}

bool WarmStartSection::isSettled() const
{
    return !m_study->trials().empty();
}

void WarmStartSection::refresh()
{
    const auto &studies = settings().warmStart;
    const bool isOpen = !isSettled();
    if (studies.size() != m_rows.size())
        rebuild();
    m_add->setEnabled(isOpen && studies.size() < mostStudies);
    m_hint->setText(
        !isOpen && studies.empty()
            ? tr("This study started from nothing. That is settled with the first trial.")
        : !isOpen ? tr("Settled with the first trial: their trials were copied into this study.") +
                        bestOfAll()
        : studies.empty()
            ? tr("None. Add a study of the same task to go on from its trials, or a related one "
                 "whose best settings may be good here.")
            : tr("Same task: their trials count as results. Related task: the search begins near "
                 "their best, and finds out how far to trust them."));
    for (std::size_t index = 0; index < studies.size(); ++index) {
        const Row &row = m_rows[index];
        const QString folder = QString::fromStdString(studies[index].study);
        if (row.folder->text() != folder)
            row.folder->setText(folder);
        row.kind->setCurrentIndex(studies[index].kind == "related" ? 1 : 0);
        row.folder->setReadOnly(!isOpen);
        row.kind->setEnabled(isOpen);
        row.remove->setEnabled(isOpen);
        const bool isKnown = !isOpen && m_earlier.size() == studies.size();
        row.taken->setText(isKnown ? sentenceOf(m_earlier[index]) : QString());
        row.taken->setVisible(isKnown);
    }
    askForTrials();
}

QString WarmStartSection::bestOfAll() const
{
    const auto &objectives = m_study->settings().objectives;
    if (objectives.empty())
        return {};
    const Direction direction = objectives.front().direction;
    const EarlierTrials *earlier = nullptr;
    for (const EarlierTrials &each : m_earlier) {
        if (each.bestValue &&
            (!earlier || isBetter(direction, *each.bestValue, *earlier->bestValue)))
            earlier = &each;
    }
    if (!earlier)
        return {};
    const QString theirs = tr("%1, trial %2 of %3")
                               .arg(valueText(*earlier->bestValue))
                               .arg(earlier->bestTrial)
                               .arg(earlier->study);
    const Trial *own = m_study->best();
    const bool isOwn =
        own && own->objective() && isBetter(direction, *own->objective(), *earlier->bestValue);
    return u' ' + (isOwn ? tr("This study's best is better than all of theirs (%1).").arg(theirs)
                         : tr("The best of all is still one of theirs: %1.").arg(theirs));
}

void WarmStartSection::askForTrials()
{
    const StudySettings &now = m_study->settings();
    const bool isAnswered = now.warmStart == m_asked.warmStart && now.space == m_asked.space &&
                            now.objectives == m_asked.objectives;
    if (isAnswered || !isSettled() || now.warmStart.empty())
        return;
    m_asked = now;
    m_gateway->fetchEarlierTrials(
        [self = QPointer(this)](const Result<std::vector<EarlierTrials>> &earlier) {
            if (!self || !earlier)
                return;
            self->m_earlier = *earlier;
            self->refresh();
        });
}

void WarmStartSection::rebuild()
{
    m_rows.clear();
    remakeForm([this](QGridLayout & /*form*/) {
        for (std::size_t index = 0; index < settings().warmStart.size(); ++index)
            addRow(index);
    });
}

void WarmStartSection::addRow(std::size_t index)
{
    Row row;
    row.folder = new QLineEdit;
    row.folder->setObjectName(u"earlierStudy%1"_s.arg(index));
    row.folder->setAccessibleName(tr("Folder of the earlier study"));
    row.folder->setPlaceholderText(tr("the folder of a study"));
    row.folder->setMinimumWidth(190);
    row.folder->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    row.kind = new QComboBox;
    row.kind->setObjectName(u"earlierKind%1"_s.arg(index));
    row.kind->setAccessibleName(tr("How it belongs to this study"));
    row.kind->addItem(tr("same task"), u"same"_s);
    row.kind->addItem(tr("related task"), u"related"_s);
    row.remove = makeRemoveButton(tr("Remove this study"));
    row.remove->setObjectName(u"removeEarlierStudy%1"_s.arg(index));
    QWidget *line = makeRow({row.folder, row.kind, row.remove});
    auto *layout = static_cast<QHBoxLayout *>(line->layout());
    layout->setStretch(0, 1); // paths are long: the field takes what is left
    layout->setStretch(layout->count() - 1, 0);
    addField(index == 0 ? tr("Start from") : tr("and"), line, u"warmStart[%1]"_s.arg(index));
    row.taken = addNote({});
    row.taken->setObjectName(u"earlierTrials%1"_s.arg(index));
    row.taken->hide();
    connectRow(row, index);
    m_rows.push_back(row);
}

void WarmStartSection::connectRow(const Row &row, std::size_t index)
{
    connect(row.folder, &QLineEdit::textEdited, this, [this, index](const QString &folder) {
        change(tr("Change Earlier Study"), u"earlierStudy%1"_s.arg(index),
               [&](StudySettings &changed) {
                   changed.warmStart[index].study = folder.trimmed().toStdString();
               });
    });
    connect(row.kind, &QComboBox::activated, this, [this, row, index] {
        change(tr("Change Earlier Study"), {}, [&](StudySettings &changed) {
            changed.warmStart[index].kind = row.kind->currentData().toString().toStdString();
        });
    });
    connect(row.remove, &QToolButton::clicked, this, [this, index] {
        change(tr("Remove Earlier Study"), {}, [&](StudySettings &changed) {
            changed.warmStart.erase(changed.warmStart.begin() + static_cast<std::ptrdiff_t>(index));
        });
    });
}

void WarmStartSection::choose()
{
    auto *dialog = new QFileDialog(window(), tr("Choose an Earlier Study"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &WarmStartSection::add);
    dialog->open();
}

void WarmStartSection::add(const QString &folder)
{
    change(tr("Add Earlier Study"), {}, [&](StudySettings &changed) {
        changed.warmStart.push_back({.study = folder.toStdString(), .kind = "same"});
    });
}

} // namespace attune::ui
