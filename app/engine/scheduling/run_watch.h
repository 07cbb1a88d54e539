// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <filesystem>
#include <map>
#include <memory>

namespace attune::engine {

/// Notices at once, through inotify, that runs have printed or ended. Only saves waiting: where the
/// file system tells nothing (a network), whoever follows polls.
class RunWatch : public QObject
{
    Q_OBJECT

public:
    explicit RunWatch(QObject *parent = nullptr);
    ~RunWatch() override;

    void add(const std::filesystem::path &runDirectory);
    void remove(const std::filesystem::path &runDirectory);
    /// Forgets what has happened so far, and tells again from now on.
    void rearm();

Q_SIGNALS:
    /// A log has grown or a run has ended. Told once; then rearm().
    void stirred();

private:
    bool drain();

    int m_inotify;
    std::map<std::filesystem::path, int> m_watches;
    std::unique_ptr<QSocketNotifier> m_notifier; ///< null without inotify
};

} // namespace attune::engine
