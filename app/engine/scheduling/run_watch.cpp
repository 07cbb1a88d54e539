// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/run_watch.h"

#include <array>
#include <string_view>
#include <sys/inotify.h>
#include <unistd.h>

namespace attune::engine {

RunWatch::RunWatch(QObject *parent)
    : QObject(parent), m_inotify(inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (m_inotify < 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_inotify, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        if (!drain())
            return;
        m_notifier->setEnabled(false);
        Q_EMIT stirred();
    });
}

RunWatch::~RunWatch()
{
    m_notifier.reset();
    if (m_inotify >= 0)
        close(m_inotify);
}

void RunWatch::add(const std::filesystem::path &runDirectory)
{
    if (m_inotify < 0)
        return;
    const int watch = inotify_add_watch(m_inotify, runDirectory.c_str(), IN_MODIFY | IN_MOVED_TO);
    if (watch >= 0)
        m_watches[runDirectory] = watch;
}

void RunWatch::remove(const std::filesystem::path &runDirectory)
{
    const auto watch = m_watches.find(runDirectory);
    if (watch == m_watches.end())
        return;
    inotify_rm_watch(m_inotify, watch->second);
    m_watches.erase(watch);
}

void RunWatch::rearm()
{
    if (!m_notifier)
        return;
    (void)drain();
    m_notifier->setEnabled(true);
}

bool RunWatch::drain()
{
    bool isOfInterest = false;
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    while (true) {
        const ssize_t size = read(m_inotify, buffer.data(), buffer.size());
        if (size <= 0)
            return isOfInterest;
        for (ssize_t at = 0; at < size;) {
            const auto *event = reinterpret_cast<const inotify_event *>(buffer.data() + at);
            const std::string_view name = event->len > 0 ? event->name : "";
            isOfInterest =
                isOfInterest || name == "stdout.log" || name == "stderr.log" || name == "exit.json";
            at += ssize_t(sizeof(inotify_event) + event->len);
        }
    }
}

} // namespace attune::engine
