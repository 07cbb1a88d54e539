// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <QObject>

#include <map>
#include <string>

namespace attune::ui {

class NoticeStack;
class StudyModel;

/// Says after an edit that the values of the trials so far may not compare with those to come.
class ComparabilityNotice : public QObject
{
    Q_OBJECT

public:
    /// Both borrowed.
    ComparabilityNotice(const StudyModel *model, NoticeStack *notices, QObject *parent = nullptr);

private:
    void follow();

    const StudyModel *m_model;
    NoticeStack *m_notices;
    std::map<int, StudySettings>
        m_seen;          ///< by revision, from the one that the last trial ran by on
    std::string m_shown; ///< a dismissed one does not come back
};

} // namespace attune::ui
