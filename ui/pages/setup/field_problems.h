// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/problem_label.h"

namespace attune::ui {

class NumberField;
class StudyDocument;

/// The problems of one part of the definition, under its field; takes no room while there are none.
class FieldProblems : public ProblemLabel
{
    Q_OBJECT

public:
    /// Shows what the document says at `pathPrefix` (`limits`, `hyperparameters[2].min`); an empty
    /// one shows nothing.
    FieldProblems(StudyDocument *document, const QString &pathPrefix, QWidget *parent = nullptr);

    void setPathPrefix(const QString &pathPrefix);
    /// What is below `paths` is told elsewhere.
    void setExcept(const QStringList &paths);
    /// A quiet one shows nothing: a hint in the same place says what comes next.
    void setQuiet(bool isQuiet);
    /// What the field itself has to say; in place of the document's.
    void setOwnSentence(const QString &sentence);
    /// Tells what `field` says of its text ("abc" is not a number), in place of the document's. The
    /// field lives as long as this.
    void tellOf(NumberField *field);

private:
    void refresh();
    [[nodiscard]] QString sentenceOfFields() const;
    [[nodiscard]] Problems problems() const;

    StudyDocument *m_document = nullptr;
    QString m_pathPrefix;
    QStringList m_except;
    QString m_ownSentence;
    QList<NumberField *> m_fields;
    bool m_isQuiet = false;
};

} // namespace attune::ui
