// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QSocketNotifier;

namespace attune::cli {

/// Ctrl+C, SIGTERM and SIGHUP as a signal of the event loop. The second Ctrl+C or SIGTERM ends the
/// process at once, with exit code 130. What this process was started to ignore (`nohup`) stays
/// ignored.
class Interrupts : public QObject
{
    Q_OBJECT

public:
    explicit Interrupts(QObject *parent = nullptr);
    ~Interrupts() override;

Q_SIGNALS:
    void interrupted();

private:
    QSocketNotifier *m_notifier = nullptr;
    std::vector<int> m_caught; ///< signals
};

} // namespace attune::cli
