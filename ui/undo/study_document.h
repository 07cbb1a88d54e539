// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <functional>

namespace attune::ui {

class StudyGateway;

/// The definition being edited in Set Up: a value, changed only through undoable edits, and sent to
/// the engine when the person pauses typing. The engine then says what is wrong with the earlier
/// studies that it names, which are not read here. Undo takes back only what its edit changed, so
/// that what was changed elsewhere meanwhile stays (settings_merge.h). Edits with the same
/// `mergeKey` in a row (dragging a handle, typing a number) undo as one.
class StudyDocument : public QObject
{
    Q_OBJECT

public:
    explicit StudyDocument(StudyGateway *gateway, QObject *parent = nullptr);

    [[nodiscard]] const StudySettings &settings() const { return m_settings; }
    [[nodiscard]] const Problems &problems() const { return m_problems; }
    [[nodiscard]] Problems problemsAt(const QString &pathPrefix) const;
    [[nodiscard]] QUndoStack *undoStack() { return &m_undoStack; }

    /// One undoable edit: `text` names it in the Edit menu ("Change Range of eta").
    void edit(const QString &text, const StudySettings &settings, const QString &mergeKey = {});
    /// From the engine: becomes the value without an undo step, unless an edit is under way.
    void reset(const StudySettings &settings);
    /// Sends what is not sent yet, at once (before Run). `whenTaken` is called when the engine has
    /// taken it; at once where there is nothing to send.
    void flush(std::function<void()> whenTaken = {});
    /// Has the engine look at the earlier studies that this one starts from, unless it is about to.
    void askForWarmStart();
    /// Whether the engine has everything.
    [[nodiscard]] bool isSaved() const { return !m_hasUnsent && m_inFlight == 0 && !m_isRejected; }
    /// The engine did not take the last definition that it was sent.
    [[nodiscard]] bool isRejected() const { return m_isRejected; }

    /// Edits change nothing while the study can't be written here; each says so by rejected().
    void setReadOnly(bool isReadOnly) { m_isReadOnly = isReadOnly; }

Q_SIGNALS:
    void settingsChanged();
    /// The engine has found problems, or none any more, in what is in force.
    void problemsChanged();
    void savedChanged();
    /// The engine did not take the definition, or an edit, its undo or redo changes nothing; the
    /// sentence says why. The value is kept.
    void rejected(const QString &sentence);

private:
    friend class SettingsEdit;
    void assign(const StudySettings &settings);
    void merge(const StudySettings &from, const StudySettings &to);
    void send(std::function<void()> whenTaken);
    void takeWarmStart(const Problems &problems);

    StudyGateway *m_gateway = nullptr;
    StudySettings m_settings;
    Problems m_problems;
    Problems m_warmStartProblems; ///< as the engine found them
    QUndoStack m_undoStack;
    QTimer m_sendTimer;
    bool m_isReadOnly = false;
    bool m_hasUnsent = false;
    bool m_isRejected = false;
    int m_inFlight = 0; ///< sent and not answered yet
    int m_asked = 0;    ///< number of the question about earlier studies that is answered last
};

} // namespace attune::ui
