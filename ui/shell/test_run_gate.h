// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include "core/study/study_settings.h"

#include <QObject>

#include <functional>
#include <optional>

namespace attune::ui {

/// Knows whether the command as it stands has shown, in a test run or in trials, that Attune can
/// read its objective. Without that a study should not be started by accident.
class TestRunGate : public QObject
{
    Q_OBJECT

public:
    explicit TestRunGate(const StudyParts &parts, QObject *parent = nullptr);

    /// Asks `whyNotReady` from now on: the page on which test runs are done knows more.
    void setQuestion(std::function<QString()> whyNotReady)
    {
        m_whyNotReady = std::move(whyNotReady);
    }

    /// The sentence that says what is missing; empty when the study may start.
    [[nodiscard]] QString sentence() const;
    /// The person starts it all the same; asked no more.
    void overrule() { m_isOverruled = true; }

private:
    StudyParts m_parts;
    std::optional<StudySettings> m_tested;
    std::function<QString()> m_whyNotReady;
    bool m_isOverruled = false;
};

} // namespace attune::ui
