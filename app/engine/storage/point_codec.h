// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/metric_series.h"
#include "core/study/study_status.h"

#include <QByteArray>

#include <optional>
#include <span>
#include <vector>

namespace attune::engine {

/// A point and where it was read: the stream, and the offset after its line.
struct StoredPoint
{
    MetricPoint point;
    OutputStream stream = OutputStream::Stdout;
    qint64 offset = 0;
    bool operator==(const StoredPoint &) const = default;
};

/// Packs points into about 13 bytes each: steps, times and offsets as differences of variable
/// length, values as 8 bytes. Every bit of a value is kept, NaN included.
[[nodiscard]] QByteArray packPoints(std::span<const StoredPoint> points);

/// The inverse; nothing when the bytes are not whole.
[[nodiscard]] std::optional<std::vector<StoredPoint>> unpackPoints(const QByteArray &bytes);

/// The same without the origin of points.
[[nodiscard]] QByteArray packPlainPoints(const std::vector<MetricPoint> &points);
[[nodiscard]] std::vector<MetricPoint> plainPoints(const std::vector<StoredPoint> &points);

} // namespace attune::engine
