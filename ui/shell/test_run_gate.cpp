// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/test_run_gate.h"

#include "ui/models/study_model.h"
#include "ui/ports/study_gateway.h"
#include "ui/undo/study_document.h"

namespace attune::ui {

TestRunGate::TestRunGate(const StudyParts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connect(parts.gateway, &StudyGateway::testRunFinished, this,
            [this](const TestRunResult &result) {
                if (result.objective)
                    m_tested = m_parts.document->settings();
            });
}

QString TestRunGate::sentence() const
{
    if (m_whyNotReady && !m_isOverruled)
        return m_whyNotReady();
    if (m_isOverruled || !m_parts.model->trials().empty())
        return {};
    const StudySettings &now = m_parts.document->settings();
    if (!m_tested)
        return tr("No test run has read the objective yet. If the metric's rule matches nothing, "
                  "every trial fails.");
    if (m_tested->command != now.command || m_tested->metrics != now.metrics ||
        m_tested->objectives != now.objectives)
        return tr("The command or the metrics have changed since the last test run. If the rule "
                  "matches nothing now, every trial fails.");
    return {};
}

} // namespace attune::ui
