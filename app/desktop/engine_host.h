// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/change_batch.h"
#include "app/engine/scheduling/confirmation.h"
#include "app/engine/scheduling/study_runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace attune::desktop {

/// The engine's side of a gateway: lives on the engine thread, owns the study's runner, and gathers
/// its changes so that the window hears of them at most ten times a second; the first change after
/// a quiet time goes at once.
class EngineHost : public QObject
{
    Q_OBJECT

public:
    using Deliver = std::function<void(ChangeBatch)>;

    /// `deliver` is called on the engine thread.
    EngineHost(std::unique_ptr<engine::StudyRunner> runner, Deliver deliver);
    ~EngineHost() override;

    [[nodiscard]] engine::StudyRunner &runner() { return *m_runner; }

    /// Begins a confirmation, or goes on with one. What comes of it is told on the engine thread:
    /// its standing whenever a rerun has ended, and that it has ended, with a reason where it is
    /// not decided.
    [[nodiscard]] Result<void> confirmBest(const ConfirmationOptions &options,
                                           const std::function<void(const RaceStanding &)> &tell,
                                           std::function<void(const QString &)> tellEnd);
    void stopConfirming();

    /// Everything there is, as one batch, without waiting.
    void deliverAll();
    /// What is gathered, without waiting: before an answer or a "stopped" that builds on it.
    void flush();

private:
    template<typename Change>
    void gather(const Change &change);

    std::unique_ptr<engine::StudyRunner> m_runner;
    std::unique_ptr<engine::Confirmation> m_confirmation; ///< null while none runs
    Deliver m_deliver;
    ChangeBatch m_batch;
    QTimer m_timer;
    QElapsedTimer m_sinceDelivery;
};

} // namespace attune::desktop
