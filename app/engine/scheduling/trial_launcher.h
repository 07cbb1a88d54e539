// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/bell.h"
#include "app/engine/execution/local_launcher.h"
#include "app/engine/scheduling/run_job.h"
#include "app/engine/scheduling/slot_allocator.h"
#include "app/engine/storage/study_folder.h"
#include "app/engine/storage/study_presence.h"
#include "core/base/result.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace attune::engine {

/// What became of start().
struct LaunchReport
{
    RunKey key;
    int slot = 0;
    std::optional<Run> run;     ///< prepared: its job.json is on disk
    std::optional<Error> error; ///< with a run: it was prepared, but no keeper could be started
};

/// Starts runs in slots, and asks them to stop.
class TrialLauncher : public QObject
{
    Q_OBJECT

public:
    TrialLauncher(StudyFolder folder, QString sourceFolder, QObject *parent = nullptr);

    /// Listens to the bell; where there can be none, runs are looked at four times a second all the
    /// same. Requires: the writer's lock.
    void listen();
    /// Fails when runs of these settings cannot be started: no keeper, no such program.
    [[nodiscard]] Result<void> check(const StudySettings &settings) const;

    [[nodiscard]] SlotAllocator &slots() { return m_slots; }
    [[nodiscard]] const SlotAllocator &slots() const { return m_slots; }
    [[nodiscard]] const RunLauncher &launcher() const { return *m_launcher; }
    [[nodiscard]] const StudyPresence &presence() const { return m_presence; }
    [[nodiscard]] RunDirectory directoryOf(const RunKey &key) const;

    /// Prepares the run's directory. Nothing runs yet.
    [[nodiscard]] Result<Run> prepare(const StudySettings &settings, const Trial &trial,
                                      const RunKey &key, int slot) const;
    /// What prepare() writes down of a run in the first slot. Pure.
    [[nodiscard]] Job jobOf(const StudySettings &settings, const Trial &trial,
                            const RunKey &key) const;
    /// Starts a run that is prepared.
    [[nodiscard]] Result<void> launch(const RunKey &key);
    /// Prepares and launches on another thread, since both wait for the disk and for a process;
    /// reported() follows.
    void start(const StudySettings &settings, const Trial &trial, const RunKey &key, int slot);
    /// The time of the request is now.
    [[nodiscard]] Result<void> stop(const RunKey &key, StopRequest request);

Q_SIGNALS:
    /// A run has ended, perhaps.
    void rang();
    void reported(const attune::engine::LaunchReport &report);

private:
    [[nodiscard]] Result<Run> prepareAt(const RunPlace &place, const StudySettings &settings,
                                        const Trial &trial, const RunKey &key) const;
    [[nodiscard]] RunPlace placeOf(int slot) const;

    StudyFolder m_folder;
    StudyPresence m_presence;
    QString m_sourceFolder;
    SlotAllocator m_slots;
    std::unique_ptr<Bell> m_bell;
    std::unique_ptr<LocalLauncher> m_launcher;
    QThreadPool m_starters; ///< last: what it still does ends before the rest
};

} // namespace attune::engine
