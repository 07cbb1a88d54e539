// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/slots_section.h"

#include "ui/pages/setup/field_problems.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/pairs_editor.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace attune::ui {

using namespace Qt::StringLiterals;

SlotsSection::SlotsSection(StudyDocument *document, QWidget *parent)
    : SetUpSection(tr("Where to run"), document, parent)
{
    auto *add = new QPushButton(tr("Add Slot"));
    add->setObjectName(u"addSlot"_s);
    header()->addWidget(add);
    connect(add, &QPushButton::clicked, this, [this] {
        change(tr("Add Slot"), {}, [](StudySettings &changed) {
            Slot slot;
            slot.environment["CUDA_VISIBLE_DEVICES"] = std::to_string(changed.slots.size());
            changed.slots.push_back(slot);
        });
    });
    m_hint = makeHint({});
    body()->addWidget(m_hint);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(spaceM);
    body()->addLayout(m_rows);
    body()->addWidget(new FieldProblems(document, u"slots"_s, this));
    refresh();
}

void SlotsSection::refresh()
{
    const auto &places = settings().slots;
    m_hint->setText(
        places.empty() ? tr("On this machine, as many runs at a time as the budget says. Add slots "
                            "when runs need something of their own, such as one GPU each.")
                       : tr("On this machine, one run at a time in each slot, with the slot's "
                            "variables added to the environment."));
    if (places.size() != m_environments.size())
        rebuild();
    for (std::size_t index = 0; index < places.size(); ++index)
        m_environments[index]->setPairs(
            {places[index].environment.begin(), places[index].environment.end()});
}

void SlotsSection::rebuild()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_environments.clear();
    for (std::size_t index = 0; index < settings().slots.size(); ++index)
        addSlot(index);
}

void SlotsSection::addSlot(std::size_t index)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceL);
    auto *label = new DimLabel(tr("Slot %1").arg(index));
    label->setFixedWidth(60);
    layout->addWidget(label, 0, Qt::AlignTop);
    auto *environment = new PairsEditor({tr("NAME"), u"="_s, tr("value"), tr("Add Variable")});
    layout->addWidget(environment, 1);
    auto *remove = new QToolButton;
    remove->setIcon(themedIcon(u"trash"_s));
    remove->setAutoRaise(true);
    remove->setToolTip(tr("Remove this slot"));
    remove->setAccessibleName(tr("Remove slot %1").arg(index));
    layout->addWidget(remove, 0, Qt::AlignTop);
    m_rows->addWidget(row);
    m_environments.push_back(environment);
    connect(environment, &PairsEditor::pairsEdited, this, [this, environment, index] {
        const auto pairs = environment->pairs();
        change(tr("Change Slot %1").arg(index), u"slot%1"_s.arg(index),
               [&](StudySettings &changed) {
                   changed.slots[index].environment = {pairs.begin(), pairs.end()};
               });
    });
    connect(remove, &QToolButton::clicked, this, [this, index] {
        change(tr("Remove Slot %1").arg(index), {}, [&](StudySettings &changed) {
            changed.slots.erase(changed.slots.begin() + static_cast<std::ptrdiff_t>(index));
        });
    });
}

} // namespace attune::ui
