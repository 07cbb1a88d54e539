// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/field_problems.h"

#include "ui/undo/study_document.h"
#include "ui/widgets/number_field.h"

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

void FieldProblems::setExcept(const QStringList &paths)
{
    m_except = paths;
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

void FieldProblems::tellOf(NumberField *field)
{
    m_fields << field;
    connect(field, &NumberField::sentenceChanged, this, &FieldProblems::refresh);
}

QString FieldProblems::sentenceOfFields() const
{
    QStringList sentences;
    for (const NumberField *field : m_fields) {
        if (!field->sentence().isEmpty())
            sentences << field->sentence();
    }
    return sentences.join(u'\n');
}

void FieldProblems::refresh()
{
    if (const QString sentence = sentenceOfFields(); !sentence.isEmpty())
        setSentence(sentence);
    else if (!m_ownSentence.isEmpty())
        setSentence(m_ownSentence);
    else if (m_pathPrefix.isEmpty() || m_isQuiet)
        setSentence({});
    else
        setProblems(problems());
}

Problems FieldProblems::problems() const
{
    Problems shown = m_document->problemsAt(m_pathPrefix);
    for (const QString &path : m_except) {
        const Problems elsewhere = m_document->problemsAt(path);
        std::erase_if(shown, [&](const Problem &problem) {
            return std::ranges::find(elsewhere, problem) != elsewhere.end();
        });
    }
    return shown;
}

} // namespace attune::ui
