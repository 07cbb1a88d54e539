// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/engine_host.h"

#include <algorithm>
#include <utility>

namespace attune::desktop {

namespace {

constexpr qint64 deliveryIntervalMs = 100;

} // namespace

EngineHost::EngineHost(std::unique_ptr<engine::StudyRunner> runner, Deliver deliver)
    : m_runner(std::move(runner)), m_deliver(std::move(deliver))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &EngineHost::flush);
    using engine::StudyRunner;
    connect(m_runner.get(), &StudyRunner::trialChanged, this,
            [this](const Trial &trial) { gather(trial); });
    connect(m_runner.get(), &StudyRunner::statusChanged, this,
            [this](const StudyStatus &status) { gather(status); });
    connect(m_runner.get(), &StudyRunner::pointsStored, this,
            [this](const std::vector<SeriesUpdate> &updates) {
                for (const SeriesUpdate &update : updates)
                    gather(update);
            });
}

EngineHost::~EngineHost() = default;

template<typename Change>
void EngineHost::gather(const Change &change)
{
    m_batch.add(change);
    if (m_timer.isActive())
        return;
    // After the events that belong to the same change have been handled, but no sooner than the
    // window can draw again.
    const qint64 wait = m_sinceDelivery.isValid()
                            ? std::max<qint64>(0, deliveryIntervalMs - m_sinceDelivery.elapsed())
                            : 0;
    m_timer.start(static_cast<int>(wait));
}

void EngineHost::flush()
{
    m_timer.stop();
    if (m_batch.isEmpty())
        return;
    m_sinceDelivery.start();
    m_deliver(std::exchange(m_batch, {}));
}

Result<void> EngineHost::confirmBest(const ConfirmationOptions &options,
                                     const std::function<void(const RaceStanding &)> &tell,
                                     std::function<void(const QString &)> tellEnd)
{
    using engine::Confirmation;
    if (m_confirmation)
        return Error{ErrorKind::Busy, "The best is being confirmed already."};
    auto opened = Confirmation::open(*m_runner, options);
    if (!opened)
        return opened.error();
    tell((*opened)->standing());
    if ((*opened)->isDecided()) {
        tellEnd({});
        return {};
    }
    if (auto started = (*opened)->start(); !started)
        return started;
    m_confirmation = std::move(*opened);
    connect(m_confirmation.get(), &Confirmation::standingChanged, this, tell);
    connect(m_confirmation.get(), &Confirmation::ended, this,
            [this, tellEnd = std::move(tellEnd)](const QString &reason) {
                m_confirmation.release()->deleteLater();
                tellEnd(reason);
            });
    return {};
}

void EngineHost::stopConfirming()
{
    if (m_confirmation)
        m_confirmation->stop();
}

void EngineHost::deliverAll()
{
    flush();
    // One after the other, so that the window answers between them: of thousands of trials each
    // takes it a while.
    ChangeBatch trials;
    for (const Trial &trial : m_runner->trials())
        trials.add(trial);
    m_deliver(std::move(trials));
    ChangeBatch series;
    for (const SeriesUpdate &update : m_runner->envelopes())
        series.add(update);
    for (const Trial &trial : m_runner->trials()) {
        if (isFinished(trial.state) || trial.runs.empty())
            continue;
        if (const auto live = m_runner->series(trial.number)) {
            for (const MetricSeries &metric : *live)
                series.add(
                    SeriesUpdate{curveRunsOf(trial).front(), metric.metric, metric.points, true});
        }
    }
    m_deliver(std::move(series));
    ChangeBatch status;
    status.add(m_runner->status());
    m_deliver(std::move(status));
}

} // namespace attune::desktop
