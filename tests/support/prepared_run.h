// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/local_launcher.h"
#include "app/engine/execution/run_directory.h"

#include <QTemporaryDir>

#include <chrono>
#include <csignal>
#include <string>
#include <vector>

namespace attune::engine {

/// A study folder with one run of fake_trainer, ready to launch. Whatever is left of the run when
/// it goes out of scope is killed.
class PreparedRun
{
public:
    /// `arguments`: of fake_trainer.
    explicit PreparedRun(const std::vector<std::string> &arguments)
        : directory(m_folder.path().toStdString(), RunKey{})
    {
        job.command = {ATTUNE_BIN_DIR "/fake_trainer"};
        job.command.insert(job.command.end(), arguments.begin(), arguments.end());
        job.workingDirectory = m_folder.path().toStdString();
        job.limits.graceSeconds = 0.2;
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        job.createdMs = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    }
    PreparedRun(const PreparedRun &) = delete;
    PreparedRun &operator=(const PreparedRun &) = delete;
    ~PreparedRun()
    {
        if (directory.readExit())
            return;
        if (const auto started = directory.readStarted()) {
            for (const ProcessIdentity &process : {started->keeper, started->program}) {
                if (isAlive(process))
                    ::kill(pid_t(process.pid), SIGKILL);
            }
        }
    }

    [[nodiscard]] bool write() const { return directory.create() && directory.writeJob(job); }
    [[nodiscard]] bool start() { return write() && launcher.launch(directory); }
    [[nodiscard]] RunLife life() const { return launcher.life(directory); }

private:
    QTemporaryDir m_folder;

public:
    Job job; ///< written by write()
    RunDirectory directory;
    LocalLauncher launcher{QStringLiteral(ATTUNE_BIN_DIR "/attune-keeper")};
};

} // namespace attune::engine
