// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QSocketNotifier>

#include <filesystem>
#include <memory>
#include <string>

namespace attune::engine {

/// The study's bell: a local datagram socket that keepers ring when a run has ended. Ringing only
/// saves waiting: whoever listens also polls.
class Bell : public QObject
{
    Q_OBJECT

public:
    /// Listens for a study; the socket's path depends on the study folder alone, so that keepers of
    /// an earlier session ring too. Replaces a socket left behind. Requires: the writer's lock.
    [[nodiscard]] static Result<std::unique_ptr<Bell>>
    listen(const std::filesystem::path &studyFolder);
    ~Bell() override;

    /// Where to ring: goes into job.json. Short enough for a socket address.
    [[nodiscard]] const std::string &path() const { return m_path; }

Q_SIGNALS:
    /// At least one run has ended since the last time.
    void rang();

private:
    Bell(int socket, std::string path);
    void take();

    int m_socket;
    std::string m_path;
    QSocketNotifier m_notifier;
};

} // namespace attune::engine
