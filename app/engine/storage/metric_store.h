// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_follower.h"
#include "app/engine/storage/point_codec.h"
#include "core/base/result.h"

#include <array>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace attune::engine {

class Connection;

using RunProgress = std::array<StreamProgress, 2>; ///< by OutputStream

/// One metric of one run as stored.
struct StoredSeries
{
    qint64 id = 0;
    std::string metric;
    std::vector<StoredPoint> points;
};

/// What a series of a live run has behind the points that are known.
struct SeriesTail
{
    std::string metric;
    std::size_t first = 0; ///< where it begins; 0 as well where there are fewer than were known
    std::vector<MetricPoint> points;
};

/// The points of metrics, and how far the logs that they came from have been read. Everything
/// belongs to one revision of the rules.
class MetricStore
{
public:
    explicit MetricStore(Connection &connection) : m_connection(&connection) {}

    /// A new, empty series; returns its id.
    [[nodiscard]] Result<qint64> addSeries(qint64 run, int rulesRevision,
                                           const std::string &metric);
    /// Points behind the `sequence` that the series has already.
    Result<void> append(qint64 series, qint64 sequence, std::span<const StoredPoint> points);
    /// The run has ended: `points` is the whole series, packed together with its envelope. What is
    /// more than `mostPacked` follows in chunks of as many: a value of SQLite has a billion bytes
    /// at most.
    Result<void> finish(qint64 series, const std::vector<StoredPoint> &points,
                        std::size_t mostPacked = 4'000'000);

    Result<void> saveProgress(qint64 run, int rulesRevision, const RunProgress &progress);
    [[nodiscard]] Result<RunProgress> progress(qint64 run, int rulesRevision);

    /// All series of a run, whole, in the order in which they began.
    [[nodiscard]] Result<std::vector<StoredSeries>> series(qint64 run, int rulesRevision);

    /// Of a live run what is behind the points known of each metric, which were told by this or by
    /// series(). Takes as long as what is new is.
    [[nodiscard]] Result<std::vector<SeriesTail>>
    tails(qint64 run, int rulesRevision, const std::map<std::string, std::size_t> &known);

    /// The envelopes of all finished series of those rules.
    using VisitEnvelope = std::function<void(qint64 run, const std::string &metric,
                                             const std::vector<MetricPoint> &envelope)>;
    Result<void> envelopes(int rulesRevision, const VisitEnvelope &visit);

    /// One metric of every run of a first fold and replicate that has ended, whole.
    using VisitCurve =
        std::function<void(const RunKey &run, const std::vector<MetricPoint> &points)>;
    Result<void> curves(int rulesRevision, const std::string &metric, const VisitCurve &visit);

    /// Forgets what was read from a run under other rules.
    Result<void> dropOtherRules(qint64 run, int rulesRevision);
    /// Under whatever rules: it is read from the start.
    Result<void> dropAll(qint64 run);
    /// The run's logs are gone: what was read from them under earlier rules stands for these too.
    Result<void> keepUnderRules(qint64 run, int rulesRevision);

private:
    /// All chunks of a series together. Fails with Damaged, in which `metric` is named.
    [[nodiscard]] Result<std::vector<StoredPoint>> chunksOf(qint64 series,
                                                            const std::string &metric);

    Connection *m_connection;
};

} // namespace attune::engine
