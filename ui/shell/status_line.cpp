// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_line.h"

#include "ui/models/study_model.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/dim_label.h"

#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

QString wordOf(Strategy strategy)
{
    switch (strategy) {
    case Strategy::Random:
        return StatusLine::tr("Random");
    case Strategy::Sobol:
        return StatusLine::tr("Quasi-random");
    case Strategy::Grid:
        return StatusLine::tr("Grid");
    case Strategy::Bayesian:
        return StatusLine::tr("Bayesian");
    case Strategy::Hyperband:
        return StatusLine::tr("Hyperband");
    }
    return {};
}

QString countsText(const StudyStatus &status)
{
    QStringList parts;
    const auto add = [&parts](int count, const QString &text) {
        if (count > 0)
            parts << text.arg(count);
    };
    add(status.running, StatusLine::tr("%1 running"));
    add(status.waiting, StatusLine::tr("%1 waiting"));
    add(status.complete, StatusLine::tr("%1 complete"));
    add(status.stopped - status.paused, StatusLine::tr("%1 stopped early"));
    add(status.paused, StatusLine::tr("%1 paused"));
    add(status.failed, StatusLine::tr("%1 failed"));
    add(status.cancelled, StatusLine::tr("%1 cancelled"));
    add(static_cast<int>(status.front.size()), StatusLine::tr("%1 on the front"));
    if (status.withoutImprovement > 0)
        parts << StatusLine::tr("%1 of %2 without an improvement")
                     .arg(status.withoutImprovement)
                     .arg(status.mostWithoutImprovement);
    return parts.isEmpty() ? StatusLine::tr("No trials yet") : parts.join(u"      "_s);
}

QString stateText(const StudyStatus &status)
{
    switch (status.state) {
    case StudyState::Idle:
        return {};
    case StudyState::Running:
        return status.isSuggestionReady ? StatusLine::tr("next suggestion ready") : QString();
    case StudyState::Paused:
        return StatusLine::tr("paused");
    case StudyState::Stopping:
        return StatusLine::tr("stopping");
    case StudyState::Finished:
        return StatusLine::tr("finished");
    case StudyState::ReadOnly:
        return StatusLine::tr("read-only");
    }
    return {};
}

} // namespace

StatusLine::StatusLine(const StudyParts &parts, QStatusBar *bar)
    : QObject(bar), m_parts(parts), m_counts(new DimLabel), m_strategy(new DimLabel),
      m_rate(new DimLabel)
{
    for (QLabel *label : {m_counts, m_strategy, m_rate})
        label->setFont(uiFont(-0.75));
    m_counts->setContentsMargins(spaceS, 0, spaceM, 0);
    m_rate->setContentsMargins(spaceM, 0, spaceS, 0);
    bar->addWidget(m_counts);
    bar->addWidget(m_strategy);
    bar->addPermanentWidget(m_rate);
    connect(parts.model, &StudyModel::statusChanged, this, &StatusLine::showStatus);
    connect(parts.model, &StudyModel::settingsChanged, this, &StatusLine::showStatus);
    connect(parts.document, &StudyDocument::savedChanged, this, &StatusLine::showStatus);
    showStatus();
}

void StatusLine::showStatus()
{
    const StudyStatus &status = m_parts.model->status();
    m_counts->setText(countsText(status));
    QStringList strategy{wordOf(m_parts.model->settings().search.strategy)};
    if (const QString state = stateText(status); !state.isEmpty())
        strategy << state;
    m_strategy->setText(strategy.join(u" \u00b7 "_s));
    QStringList rate;
    if (status.state == StudyState::Running && status.trialsPerMinute > 0)
        rate << tr("%1 trials/min").arg(status.trialsPerMinute, 0, 'f', 1);
    const bool isKept = !status.isUnwritten && !m_parts.document->isRejected();
    rate << (!isKept                       ? tr("not saved")
             : m_parts.document->isSaved() ? tr("saved")
                                           : tr("saving\u2026"));
    m_rate->setText(rate.join(u" \u00b7 "_s));
}

} // namespace attune::ui
