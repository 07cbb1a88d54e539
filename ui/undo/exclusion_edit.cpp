// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/undo/exclusion_edit.h"

#include "ui/ports/study_gateway.h"

#include <QCoreApplication>

namespace attune::ui {

namespace {

QString textOf(const std::set<int> &trials, Exclusion exclusion)
{
    const auto translated = [](const char *text) {
        return QCoreApplication::translate("attune::ui::ExclusionEdit", text);
    };
    const bool isOne = trials.size() == 1;
    if (exclusion == Exclusion::Exclude)
        return isOne ? translated("Exclude Trial %1").arg(*trials.begin())
                     : translated("Exclude %1 Trials").arg(trials.size());
    return isOne ? translated("Restore Trial %1").arg(*trials.begin())
                 : translated("Restore %1 Trials").arg(trials.size());
}

} // namespace

ExclusionEdit::ExclusionEdit(StudyGateway *gateway, std::set<int> trials, Exclusion exclusion,
                             Report report)
    : QUndoCommand(textOf(trials, exclusion)), m_gateway(gateway), m_trials(std::move(trials)),
      m_exclusion(exclusion), m_report(std::move(report))
{}

void ExclusionEdit::undo()
{
    apply(m_exclusion == Exclusion::Restore);
}

void ExclusionEdit::redo()
{
    apply(m_exclusion == Exclusion::Exclude);
}

void ExclusionEdit::apply(bool isExcluded) const
{
    for (const int trial : m_trials)
        m_gateway->setExcluded(trial, isExcluded, m_report);
}

} // namespace attune::ui
