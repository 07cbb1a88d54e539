// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/trial_launcher.h"

#include <QDateTime>

namespace attune::engine {

namespace {

/// More only wait for the same disk.
constexpr int starterThreads = 4;

} // namespace

TrialLauncher::TrialLauncher(StudyFolder folder, QString sourceFolder, QObject *parent)
    : QObject(parent), m_folder(std::move(folder)), m_presence(m_folder),
      m_sourceFolder(std::move(sourceFolder))
{
    auto keeper = LocalLauncher::findKeeper();
    m_launcher = std::make_unique<LocalLauncher>(keeper ? *keeper : QString(),
                                                 [this] { return m_presence.isThere(); });
    m_starters.setMaxThreadCount(starterThreads);
    m_starters.setExpiryTimeout(-1);
}

void TrialLauncher::listen()
{
    auto bell = Bell::listen(m_folder.fsPath());
    if (!bell)
        return;
    m_bell = std::move(*bell);
    connect(m_bell.get(), &Bell::rang, this, &TrialLauncher::rang);
}

Result<void> TrialLauncher::check(const StudySettings &settings) const
{
    if (auto keeper = LocalLauncher::findKeeper(); !keeper)
        return keeper.error();
    return checkProgram(settings, placeOf(0));
}

RunDirectory TrialLauncher::directoryOf(const RunKey &key) const
{
    return RunDirectory(m_folder.fsPath(), key);
}

RunPlace TrialLauncher::placeOf(int slot) const
{
    return {m_folder.path(), m_sourceFolder, m_bell ? m_bell->path() : std::string(), slot,
            m_slots.environmentOf(slot)};
}

Result<Run> TrialLauncher::prepare(const StudySettings &settings, const Trial &trial,
                                   const RunKey &key, int slot) const
{
    return prepareAt(placeOf(slot), settings, trial, key);
}

Job TrialLauncher::jobOf(const StudySettings &settings, const Trial &trial, const RunKey &key) const
{
    return makeJob(settings, trial, directoryOf(key), placeOf(0));
}

Result<Run> TrialLauncher::prepareAt(const RunPlace &place, const StudySettings &settings,
                                     const Trial &trial, const RunKey &key) const
{
    if (auto there = m_presence.check(); !there)
        return there.error();
    const RunDirectory directory = directoryOf(key);
    const Job job = makeJob(settings, trial, directory, place);
    if (auto prepared = prepareRun(settings, trial, directory, place, job); !prepared)
        return prepared.error();
    Run run;
    run.key = key;
    run.directory = directory.relativePath();
    run.command = job.command;
    run.slot = place.slot;
    run.seed = job.seed;
    run.resource = job.resource;
    return run;
}

Result<void> TrialLauncher::launch(const RunKey &key)
{
    return m_launcher->launch(directoryOf(key));
}

void TrialLauncher::start(const StudySettings &settings, const Trial &trial, const RunKey &key,
                          int slot)
{
    m_starters.start([=, this, place = placeOf(slot)] {
        LaunchReport report{.key = key, .slot = slot, .run = {}, .error = {}};
        if (auto prepared = prepareAt(place, settings, trial, key); !prepared) {
            report.error = prepared.error();
        } else {
            report.run = std::move(*prepared);
            if (auto launched = launch(key); !launched)
                report.error = launched.error();
        }
        QMetaObject::invokeMethod(
            this, [this, report] { Q_EMIT reported(report); }, Qt::QueuedConnection);
    });
}

Result<void> TrialLauncher::stop(const RunKey &key, StopRequest request)
{
    request.timeMs = QDateTime::currentMSecsSinceEpoch();
    return m_launcher->stop(directoryOf(key), request);
}

} // namespace attune::engine
