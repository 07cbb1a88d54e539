// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/comparability_notice.h"

#include "core/study/edit_effects.h"
#include "ui/models/study_model.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/notice_stack.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr auto topic = "comparability"_L1;

/// The revision by which the last trial ran that began; 0 before any.
int revisionOfLastTrial(const std::vector<Trial> &trials)
{
    int revision = 0;
    for (const Trial &trial : trials) {
        if (!trial.runs.empty() && trial.origin != TrialOrigin::Imported)
            revision = std::max(revision, trial.revision);
    }
    return revision;
}

} // namespace

ComparabilityNotice::ComparabilityNotice(const StudyModel *model, NoticeStack *notices,
                                         QObject *parent)
    : QObject(parent), m_model(model), m_notices(notices)
{
    connect(model, &StudyModel::settingsChanged, this, &ComparabilityNotice::follow);
}

void ComparabilityNotice::follow()
{
    m_seen.insert_or_assign(m_model->revision(), m_model->settings());
    const int last = revisionOfLastTrial(m_model->trials());
    m_seen.erase(m_seen.begin(), m_seen.lower_bound(last));
    const auto before = m_seen.find(last);
    const std::string text =
        before == m_seen.end() ? "" : whyIncomparable(before->second, m_model->settings());
    if (text == m_shown)
        return;
    m_shown = text;
    NoticeBar *notice = m_notices->showTopic(topic, QString::fromStdString(text).toHtmlEscaped());
    if (notice)
        notice->setTone(NoticeTone::Information);
}

} // namespace attune::ui
