// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/field_problems.h"

#include "ui/undo/study_document.h"

namespace attune::ui {

FieldProblems::FieldProblems(StudyDocument *document, const QString &pathPrefix, QWidget *parent)
    : ProblemLabel(parent), m_document(document), m_pathPrefix(pathPrefix)
{
    connect(document, &StudyDocument::settingsChanged, this, &FieldProblems::refresh);
    connect(document, &StudyDocument::problemsChanged, this, &FieldProblems::refresh);
    refresh();
}

void FieldProblems::setPathPrefix(const QString &pathPrefix)
{
    m_pathPrefix = pathPrefix;
    refresh();
}

void FieldProblems::setQuiet(bool isQuiet)
{
    m_isQuiet = isQuiet;
    refresh();
}

void FieldProblems::setOwnSentence(const QString &sentence)
{
    m_ownSentence = sentence;
    refresh();
}

void FieldProblems::refresh()
{
    if (!m_ownSentence.isEmpty())
        setSentence(m_ownSentence);
    else if (m_pathPrefix.isEmpty() || m_isQuiet)
        setSentence({});
    else
        setProblems(m_document->problemsAt(m_pathPrefix));
}

} // namespace attune::ui
