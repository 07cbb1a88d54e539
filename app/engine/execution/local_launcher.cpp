// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/local_launcher.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTimer>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace attune::engine {

namespace {

using namespace Qt::StringLiterals;

/// How long a keeper may take until started.json is there, and until it lets its starter go.
constexpr std::int64_t startPatienceMs = 10'000;

/// How long a run is not taken for lost whose directory has gone.
constexpr std::int64_t deletionPatienceMs = 3'000;

/// The keeper's word for a directory whose run has begun already.
constexpr int claimedStatus = 3;

std::int64_t nowMs()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// Never hits a later process with the same pid.
void sendSignal(const ProcessIdentity &process, int signal)
{
    const int handle = int(::syscall(SYS_pidfd_open, process.pid, 0));
    if (handle < 0)
        return;
    if (isAlive(process))
        ::syscall(SYS_pidfd_send_signal, handle, signal, nullptr, 0);
    ::close(handle);
}

/// Whether a keeper lives that could not write started.json yet: it holds the directory's lock.
bool isClaimed(const RunDirectory &run)
{
    const int directory = ::open(run.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return false;
    const bool isHeld = ::flock(directory, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(directory);
    return isHeld;
}

void signalGroup(const Started &started, int signal)
{
    if (!isGroupAlive(started))
        return;
    ::kill(-pid_t(started.program.pid), signal);
    ::kill(-pid_t(started.program.pid), SIGCONT);
}

} // namespace

LocalLauncher::LocalLauncher(QString keeper, std::function<bool()> isStudyThere, QObject *parent)
    : QObject(parent), m_keeper(std::move(keeper)), m_isStudyThere(std::move(isStudyThere))
{}

Result<void> LocalLauncher::launch(const RunDirectory &run)
{
    // Not startDetached: it forks this process twice, which took 58 ms beside 150 MB of a window's
    // memory and other work. An attached start does not copy the process, and the keeper detaches
    // itself within a millisecond or two.
    QProcess process;
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(m_keeper, {QString::fromStdString(run.path().string()), u"--detach"_s});
    const bool hasLetGo = process.waitForFinished(int(startPatienceMs));
    const int status = process.exitCode();
    if (hasLetGo && process.exitStatus() == QProcess::NormalExit &&
        (status == 0 || status == claimedStatus))
        return {};
    const std::string why = hasLetGo ? "it ended with status " + std::to_string(status)
                                     : process.errorString().toStdString();
    return Error{ErrorKind::Io, "Cannot start \"" + m_keeper.toStdString() + "\": " + why +
                                    ". Check that Attune is installed completely."};
}

Result<void> LocalLauncher::stop(const RunDirectory &run, const StopRequest &request)
{
    // The file first: a keeper that has not come to started.json yet looks for it afterwards.
    // A disk that the program itself has filled is no reason to let it go on.
    Result<void> written = run.writeStop(request);
    std::optional<Started> started = startedOf(run);
    if (const auto known = m_started.find(run.key()); !started && known != m_started.end())
        started = known->second;
    if (!started)
        return written;
    if (isOfAnotherHost(*started, run.path()))
        return Error{ErrorKind::Busy, "\"" + run.relativePath() + "\" was started on \"" +
                                          started->host +
                                          "\", and can only be stopped from there."};
    if (!isOfThisBoot(*started))
        return written;
    if (isAlive(started->keeper)) {
        sendSignal(started->keeper, SIGTERM);
        return written;
    }
    signalGroup(*started, SIGTERM);
    const Result<Job> job = run.readJob();
    const double graceSeconds = job ? job->limits.graceSeconds : Limits{}.graceSeconds;
    QTimer::singleShot(std::chrono::milliseconds(std::llround(graceSeconds * 1000.0)), this,
                       [orphan = *started] { signalGroup(orphan, SIGKILL); });
    return written;
}

std::optional<Started> LocalLauncher::startedOf(const RunDirectory &run) const
{
    constexpr std::size_t most = 256;
    std::optional<Started> started = run.readStarted();
    if (!started)
        return started;
    if (m_started.size() >= most)
        std::erase_if(m_started, [](const auto &known) { return !isAlive(known.second.keeper); });
    m_started.insert_or_assign(run.key(), *started);
    return started;
}

RunLife LocalLauncher::life(const RunDirectory &run) const
{
    const RunLife life = lifeByFiles(run);
    const bool isHidden = life == RunLife::Gone &&
                          (mayBeDeletedWithItsStudy(run) || (m_isStudyThere && !m_isStudyThere()));
    return isHidden ? RunLife::Running : life;
}

/// Whoever deletes a study may come to the directory of a run first. What is launched in its place
/// just then would be left over.
bool LocalLauncher::mayBeDeletedWithItsStudy(const RunDirectory &run) const
{
    std::error_code error;
    if (std::filesystem::exists(run.path(), error)) {
        m_missing.erase(run.key());
        return false;
    }
    const auto [missing, isNew] =
        m_missing.try_emplace(run.key(), std::chrono::milliseconds(deletionPatienceMs));
    if (!missing->second.hasExpired())
        return true;
    m_missing.erase(missing);
    return false;
}

RunLife LocalLauncher::lifeByFiles(const RunDirectory &run) const
{
    if (const std::optional<Started> started = startedOf(run)) {
        if (isOfAnotherHost(*started, run.path()))
            return RunLife::Running; // cannot be seen from here; exit.json will tell
        if (!isOfThisBoot(*started)) // machines of one image may have one mark
            return isClaimed(run) ? RunLife::Running : RunLife::Gone;
        if (isAlive(started->keeper))
            return RunLife::Running;
        // A shell that started the trainer dies of the order to stop at once.
        const bool isThere =
            isAlive(started->program) || (run.readStop() && isGroupAlive(*started));
        return isThere ? RunLife::Orphaned : RunLife::Gone;
    }
    const Result<Job> job = run.readJob();
    const bool isRecent = job && std::abs(nowMs() - job->createdMs) < startPatienceMs;
    return isRecent || isClaimed(run) ? RunLife::Starting : RunLife::Gone;
}

Result<QString> LocalLauncher::findKeeper()
{
    const QString given = qEnvironmentVariable("ATTUNE_KEEPER");
    const QString here = QCoreApplication::applicationDirPath();
    QStringList candidates{here + "/attune-keeper"_L1,
                           here + "/../libexec/attune/attune-keeper"_L1};
    if (!given.isEmpty())
        candidates = {given};
    for (const QString &candidate : candidates) {
        const QFileInfo file(candidate);
        if (file.isFile() && file.isExecutable())
            return file.absoluteFilePath();
    }
    return Error{ErrorKind::NotFound, "Cannot find attune-keeper at \"" +
                                          candidates.first().toStdString() +
                                          "\". Check that Attune is installed completely."};
}

} // namespace attune::engine
