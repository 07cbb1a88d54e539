// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/trial_card.h"

#include "ui/models/study_model.h"
#include "ui/models/trial_columns.h"
#include "ui/theme/theme.h"
#include "ui/widgets/value_text.h"

#include <QCoreApplication>

namespace attune::ui {

namespace {

constexpr int shownSettings = 8;
constexpr qsizetype longestText = 24;

QString settingText(const Value &value)
{
    if (const auto *number = std::get_if<double>(&value))
        return valueText(*number, 3);
    const QString text = QString::fromStdString(textOf(value));
    return text.size() > longestText ? text.left(longestText - 1) + QStringLiteral("…") : text;
}

} // namespace

QString trialHeading(const StudyModel &model, int trial)
{
    const Trial *shown = model.trial(trial);
    if (!shown)
        return {};
    const auto translated = [](const char *text) {
        return QCoreApplication::translate("attune::ui::TrialCard", text);
    };
    const QString word = !model.isBest(trial)    ? stateText(*shown).toLower()
                         : model.front().empty() ? translated("best")
                                                 : translated("on the front");
    return QCoreApplication::translate("attune::ui::TrialCard", "Trial %1 · %2")
        .arg(trial)
        .arg(word);
}

QStringList trialCard(const StudyModel &model, int trial, const QString &detail)
{
    const Trial *shown = model.trial(trial);
    if (!shown)
        return {};
    QStringList lines{trialHeading(model, trial)};
    if (!detail.isEmpty())
        lines << detail;
    QStringList settings;
    for (const std::string &name : namesOf(model.settings().space, shown->settings))
        settings << QStringLiteral("%1 %2").arg(QString::fromStdString(name),
                                                settingText(shown->settings.at(name)));
    for (int i = 0; i < std::min<int>(shownSettings, int(settings.size())); i += 2)
        lines << settings.mid(i, 2).join(QStringLiteral(" · "));
    if (settings.size() > shownSettings)
        lines << QCoreApplication::translate("attune::ui::TrialCard", "and %n more", nullptr,
                                             int(settings.size()) - shownSettings);
    return lines;
}

} // namespace attune::ui
