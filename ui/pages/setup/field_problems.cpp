// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/field_problems.h"

#include "ui/undo/study_document.h"

#include <algorithm>

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

void FieldProblems::setExcept(const QString &path)
{
    m_except = path;
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
        setProblems(problems());
}

Problems FieldProblems::problems() const
{
    Problems shown = m_document->problemsAt(m_pathPrefix);
    if (m_except.isEmpty())
        return shown;
    const Problems elsewhere = m_document->problemsAt(m_except);
    std::erase_if(shown, [&](const Problem &problem) {
        return std::ranges::find(elsewhere, problem) != elsewhere.end();
    });
    return shown;
}

} // namespace attune::ui
