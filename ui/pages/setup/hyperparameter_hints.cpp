// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/hyperparameter_hints.h"

#include "core/study/carried_settings.h"
#include "core/study/study_problems.h"
#include "ui/pages/setup/hyperparameter_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice_bar.h"

#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

NoticeBar *makeNotice(const QString &name)
{
    auto *notice = new NoticeBar;
    notice->setObjectName(name);
    notice->setDismissible(false); // it goes when the reason goes
    return notice;
}

void say(NoticeBar *notice, const QString &richText)
{
    if (richText.isEmpty())
        notice->setVisible(false);
    else
        notice->show(richText);
}

} // namespace

int trialsWithout(const SearchSpace &space, const Hyperparameter &hyperparameter,
                  const std::vector<Trial> &trials)
{
    return static_cast<int>(std::ranges::count_if(trials, [&](const Trial &trial) {
        return trial.state != TrialState::Waiting && !trial.isExcluded &&
               !valueOf(trial, hyperparameter.name) &&
               (hyperparameter.when.empty() ||
                space.isActive(hyperparameter, settingsToRun(space, trial)));
    }));
}

bool isInEnvironmentOnly(const StudySettings &settings, const Hyperparameter &hyperparameter)
{
    const std::string &name = hyperparameter.name;
    if (settings.command.empty() || !isValidName(name) || tellsAnyOf(settings, {name.c_str()}))
        return false;
    const std::string variable = environmentNameOf(name);
    const bool isRead = std::ranges::any_of(settings.command, [&](const std::string &argument) {
        return argument.find(variable) != std::string::npos; // of a shell
    });
    const bool isCondition =
        std::ranges::any_of(settings.space.hyperparameters, [&](const Hyperparameter &other) {
            return std::ranges::any_of(other.when,
                                       [&](const Condition &when) { return when.parent == name; });
        });
    return !isRead && !isCondition;
}

HyperparameterHints::HyperparameterHints(QWidget *parent)
    : QWidget(parent), m_withoutDefault(makeNotice(u"withoutDefault"_s)),
      m_withoutPlace(makeNotice(u"withoutPlace"_s))
{
    m_withoutPlace->setTone(NoticeTone::Information);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceS);
    layout->addWidget(m_withoutDefault);
    layout->addWidget(m_withoutPlace);
}

void HyperparameterHints::show(const StudySettings &settings, const Hyperparameter &hyperparameter,
                               const std::vector<Trial> &trials)
{
    const QString name = shownName(hyperparameter).toHtmlEscaped();
    const int without =
        hyperparameter.defaultValue ? 0 : trialsWithout(settings.space, hyperparameter, trials);
    say(m_withoutDefault,
        without == 0   ? QString()
        : without == 1 ? tr("An earlier trial has no value of <b>%1</b>. Give the default that it "
                            "ran with, and it counts.")
                             .arg(name)
                       : tr("%1 earlier trials have no value of <b>%2</b>. Give the default that "
                            "they ran with, and they count.")
                             .arg(without)
                             .arg(name));
    say(m_withoutPlace,
        isInEnvironmentOnly(settings, hyperparameter)
            ? tr("<b>%1</b> is not in the command: the program sees it only as %2. Write {%1} "
                 "where the program takes it.")
                  .arg(name, QString::fromStdString(environmentNameOf(hyperparameter.name)))
            : QString());
    setVisible(m_withoutDefault->isVisibleTo(this) || m_withoutPlace->isVisibleTo(this));
}

} // namespace attune::ui
