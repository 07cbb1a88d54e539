// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupts.h"

#include "app/cli/command.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace attune::cli {
namespace {

constexpr std::array watchedSignals{SIGINT, SIGTERM, SIGHUP};

// A signal handler reaches nothing but these.
int writeEnd = -1;
volatile std::sig_atomic_t hasBeenInterrupted = 0;

/// A terminal that goes may say so several times, and beside SIGTERM: only who asks twice is in a
/// hurry.
void note(int signal)
{
    if (signal != SIGHUP) {
        if (hasBeenInterrupted)
            ::_exit(Interrupted);
        hasBeenInterrupted = 1;
    }
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
}

} // namespace

Interrupts::Interrupts(QObject *parent) : QObject(parent)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    writeEnd = ends[1];
    hasBeenInterrupted = 0;
    m_notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT interrupted();
    });
    struct sigaction action = {};
    action.sa_handler = note;
    action.sa_flags = SA_RESTART;
    for (const int signal : watchedSignals) {
        struct sigaction inherited = {};
        ::sigaction(signal, nullptr, &inherited);
        if (inherited.sa_handler == SIG_IGN) // nohup, or a shell's background: so it stays
            continue;
        ::sigaction(signal, &action, nullptr);
        m_caught.push_back(signal);
    }
}

Interrupts::~Interrupts()
{
    for (const int signal : m_caught)
        std::signal(signal, SIG_DFL);
    if (!m_notifier)
        return;
    ::close(static_cast<int>(m_notifier->socket()));
    ::close(writeEnd);
    writeEnd = -1;
}

} // namespace attune::cli
