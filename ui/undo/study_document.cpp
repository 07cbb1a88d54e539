// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/undo/study_document.h"

#include "ui/ports/study_gateway.h"
#include "ui/undo/settings_merge.h"

#include <QPointer>
#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace attune::ui {

namespace {

constexpr int typingPauseMs = 300;

bool isBelow(const std::string &path, const std::string &prefix)
{
    if (!path.starts_with(prefix))
        return false;
    return path.size() == prefix.size() || prefix.empty() || path[prefix.size()] == '.' ||
           path[prefix.size()] == '[';
}

/// All of the definition, and of those found by the engine what it does not explain already.
Problems joined(Problems problems, const Problems &found)
{
    const std::size_t own = problems.size();
    for (const Problem &problem : found) {
        const bool isExplained =
            std::any_of(problems.begin(), problems.begin() + static_cast<std::ptrdiff_t>(own),
                        [&](const Problem &known) { return isBelow(problem.path, known.path); });
        if (!isExplained)
            problems.push_back(problem);
    }
    return problems;
}

} // namespace

/// From one definition to another; neighbours with the same key become one.
class SettingsEdit : public QUndoCommand
{
public:
    SettingsEdit(StudyDocument *document, const QString &text, StudySettings after, QString key)
        : QUndoCommand(text), m_document(document), m_before(document->settings()),
          m_after(std::move(after)), m_key(std::move(key))
    {}

    void undo() override { m_document->merge(m_after, m_before); }
    void redo() override { m_document->merge(m_before, m_after); }
    [[nodiscard]] int id() const override { return m_key.isEmpty() ? -1 : 1; }

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const SettingsEdit *>(other);
        if (next->m_key != m_key)
            return false;
        // What was changed elsewhere between the two is no part of the edit.
        m_before = mergedSettings(m_before, m_after, next->m_before);
        m_after = next->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    StudyDocument *m_document;
    StudySettings m_before;
    StudySettings m_after;
    QString m_key;
};

StudyDocument::StudyDocument(StudyGateway *gateway, QObject *parent)
    : QObject(parent), m_gateway(gateway), m_problems(m_settings.problems())
{
    m_sendTimer.setSingleShot(true);
    m_sendTimer.setInterval(typingPauseMs);
    connect(&m_sendTimer, &QTimer::timeout, this, [this] { flush(); });
    if (m_gateway)
        connect(m_gateway, &StudyGateway::settingsChanged, this, &StudyDocument::reset);
}

Problems StudyDocument::problemsAt(const QString &pathPrefix) const
{
    Problems found;
    for (const Problem &problem : m_problems) {
        if (isBelow(problem.path, pathPrefix.toStdString()))
            found.push_back(problem);
    }
    return found;
}

void StudyDocument::edit(const QString &text, const StudySettings &settings,
                         const QString &mergeKey)
{
    if (settings == m_settings)
        return;
    if (m_isReadOnly) {
        Q_EMIT settingsChanged(); // fields show again what is true
        Q_EMIT rejected(tr("The set-up was not changed: the study is read-only here."));
        return;
    }
    m_undoStack.push(new SettingsEdit(this, text, settings, mergeKey));
}

void StudyDocument::reset(const StudySettings &settings)
{
    if (m_hasUnsent || m_inFlight > 0 || settings == m_settings)
        return;
    m_settings = settings;
    m_warmStartProblems.clear();
    m_problems = m_settings.problems();
    Q_EMIT settingsChanged();
    askForWarmStart();
}

void StudyDocument::flush(std::function<void()> whenTaken)
{
    m_sendTimer.stop();
    if (m_hasUnsent && m_gateway)
        send(std::move(whenTaken));
    else if (whenTaken)
        whenTaken();
}

void StudyDocument::merge(const StudySettings &from, const StudySettings &to)
{
    const StudySettings merged = mergedSettings(m_settings, from, to);
    if (merged != m_settings)
        assign(merged);
    else
        Q_EMIT rejected(tr("Nothing was changed: what this edit was about has been changed "
                           "elsewhere since."));
}

void StudyDocument::assign(const StudySettings &settings)
{
    if (settings.warmStart != m_settings.warmStart)
        m_warmStartProblems.clear();
    m_settings = settings;
    m_problems = joined(m_settings.problems(), m_warmStartProblems);
    ++m_asked; // what is being found is of the definition before
    m_hasUnsent = true;
    m_sendTimer.start();
    Q_EMIT settingsChanged();
    Q_EMIT savedChanged();
}

void StudyDocument::send(std::function<void()> whenTaken)
{
    m_hasUnsent = false;
    ++m_inFlight;
    m_gateway->applySettings(m_settings, [self = QPointer(this), whenTaken = std::move(whenTaken)](
                                             const Result<void> &result) {
        if (!self)
            return;
        --self->m_inFlight;
        self->m_isRejected = !result;
        Q_EMIT self->savedChanged();
        if (!result) {
            Q_EMIT self->rejected(QString::fromStdString(result.error().message));
            return;
        }
        self->askForWarmStart();
        if (whenTaken)
            whenTaken();
    });
}

void StudyDocument::askForWarmStart()
{
    if (m_hasUnsent || m_inFlight > 0)
        return;
    const int asked = ++m_asked;
    if (!m_gateway || m_settings.warmStart.empty())
        return takeWarmStart({});
    m_gateway->fetchWarmStartProblems([self = QPointer(this), asked](const auto &found) {
        if (self && asked == self->m_asked && found)
            self->takeWarmStart(*found);
    });
}

void StudyDocument::takeWarmStart(const Problems &problems)
{
    if (problems == m_warmStartProblems)
        return;
    m_warmStartProblems = problems;
    m_problems = joined(m_settings.problems(), m_warmStartProblems);
    Q_EMIT problemsChanged();
}

} // namespace attune::ui
