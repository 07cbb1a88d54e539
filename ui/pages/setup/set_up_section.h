// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "ui/widgets/panel.h"

#include <functional>

class QGridLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace attune::ui {

class FieldProblems;
class StudyDocument;

/// Where the fields of a form begin, from the section's left edge.
inline constexpr int formIndent = 146;

/// A dim sentence of help.
[[nodiscard]] QLabel *makeHint(const QString &text);
/// A small dim word above a field, which it names for assistive programs too.
[[nodiscard]] QLabel *makeCaption(const QString &text, QWidget *field);
/// Several widgets in a row, ending in free space.
[[nodiscard]] QWidget *makeRow(const QList<QWidget *> &widgets);

/// The small × at the end of a row; `text` says what it removes.
[[nodiscard]] QToolButton *makeRemoveButton(const QString &text);

/// One section of the Set Up page: shows a part of the document, edits it undoably, and shows its
/// problems in place.
class SetUpSection : public Panel
{
    Q_OBJECT

public:
    SetUpSection(const QString &title, StudyDocument *document, QWidget *parent);

protected:
    /// Shows the document as it is now; called after every change.
    virtual void refresh() = 0;

    [[nodiscard]] StudyDocument *document() const { return m_document; }
    [[nodiscard]] const StudySettings &settings() const;

    /// One undoable edit; edits in a row with the same `mergeKey` undo as one.
    void change(const QString &text, const QString &mergeKey,
                const std::function<void(StudySettings &)> &edit);

    /// The grid that addField() and addNote() fill; made in the body when a section does not place
    /// it elsewhere first.
    QGridLayout *makeForm();
    /// The form anew, for rows whose number has changed: `fill` adds them. The body gets it where
    /// it was made first.
    void remakeForm(const std::function<void(QGridLayout &form)> &fill = {});
    /// A labelled field in the section's form, with the problems of `path` under it.
    FieldProblems *addField(const QString &label, QWidget *field, const QString &path);
    /// A dim sentence under the last field.
    QLabel *addNote(const QString &text);

private:
    StudyDocument *m_document = nullptr;
    QGridLayout *m_form = nullptr;
    QVBoxLayout *m_formHolder = nullptr; ///< of remakeForm()
    QWidget *m_formWidget = nullptr;     ///< of remakeForm()
};

} // namespace attune::ui
