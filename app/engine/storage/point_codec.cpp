// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/point_codec.h"

#include <bit>

namespace attune::engine {

namespace {

constexpr char formatVersion = 1;

/// Signed differences with small magnitude become small unsigned numbers; arithmetic wraps.
std::uint64_t zigzag(std::uint64_t difference)
{
    const auto asSigned = static_cast<std::int64_t>(difference);
    return (difference << 1) ^ static_cast<std::uint64_t>(asSigned >> 63);
}

std::uint64_t unzigzag(std::uint64_t number)
{
    return (number >> 1) ^ (~(number & 1) + 1);
}

void appendVarint(QByteArray &bytes, std::uint64_t number)
{
    while (number >= 0x80) {
        bytes.append(static_cast<char>(number | 0x80));
        number >>= 7;
    }
    bytes.append(static_cast<char>(number));
}

void appendValue(QByteArray &bytes, double value)
{
    auto bits = std::bit_cast<std::uint64_t>(value);
    char raw[8];
    for (char &byte : raw) {
        byte = static_cast<char>(bits & 0xff);
        bits >>= 8;
    }
    bytes.append(raw, 8);
}

/// Reads back, and remembers whether the bytes ended too early.
class Reader
{
public:
    explicit Reader(const QByteArray &bytes) : m_at(bytes.begin()), m_end(bytes.end()) {}

    std::uint64_t varint()
    {
        std::uint64_t number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<std::uint8_t>(next());
            number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if ((byte & 0x80) == 0)
                return number;
        }
        m_isWhole = false;
        return 0;
    }

    double value()
    {
        std::uint64_t bits = 0;
        for (int shift = 0; shift < 64; shift += 8)
            bits |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(next())) << shift;
        return std::bit_cast<double>(bits);
    }

    char next()
    {
        if (m_at == m_end) {
            m_isWhole = false;
            return 0;
        }
        return *m_at++;
    }

    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }

private:
    const char *m_at;
    const char *m_end;
    bool m_isWhole = true;
};

std::uint64_t originOf(const StoredPoint &point)
{
    return static_cast<std::uint64_t>(point.offset) * 2 +
           (point.stream == OutputStream::Stderr ? 1 : 0);
}

} // namespace

QByteArray packPoints(std::span<const StoredPoint> points)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(points.size()) * 14 + 8);
    bytes.append(formatVersion);
    appendVarint(bytes, points.size());
    std::uint64_t step = 0;
    std::uint64_t time = 0;
    std::uint64_t origin = 0;
    for (const StoredPoint &stored : points) {
        const auto nextStep = static_cast<std::uint64_t>(stored.point.step);
        const auto nextTime = static_cast<std::uint64_t>(stored.point.timeMs);
        appendVarint(bytes, zigzag(nextStep - step));
        appendVarint(bytes, zigzag(nextTime - time));
        appendVarint(bytes, zigzag(originOf(stored) - origin));
        appendValue(bytes, stored.point.value);
        step = nextStep;
        time = nextTime;
        origin = originOf(stored);
    }
    return bytes;
}

std::optional<std::vector<StoredPoint>> unpackPoints(const QByteArray &bytes)
{
    Reader reader(bytes);
    if (reader.next() != formatVersion)
        return std::nullopt;
    const std::uint64_t count = reader.varint();
    constexpr std::size_t leastBytesPerPoint = 11;
    if (count > reader.left() / leastBytesPerPoint)
        return std::nullopt;
    std::vector<StoredPoint> points(count);
    std::uint64_t step = 0;
    std::uint64_t time = 0;
    std::uint64_t origin = 0;
    for (StoredPoint &stored : points) {
        step += unzigzag(reader.varint());
        time += unzigzag(reader.varint());
        origin += unzigzag(reader.varint());
        stored.point = {static_cast<std::int64_t>(step), reader.value(),
                        static_cast<std::int64_t>(time)};
        stored.stream = (origin & 1) != 0 ? OutputStream::Stderr : OutputStream::Stdout;
        stored.offset = static_cast<qint64>(origin / 2);
    }
    if (!reader.isWhole())
        return std::nullopt;
    return points;
}

QByteArray packPlainPoints(const std::vector<MetricPoint> &points)
{
    std::vector<StoredPoint> stored;
    stored.reserve(points.size());
    for (const MetricPoint &point : points)
        stored.push_back({point, OutputStream::Stdout, 0});
    return packPoints(stored);
}

std::vector<MetricPoint> plainPoints(const std::vector<StoredPoint> &points)
{
    std::vector<MetricPoint> plain;
    plain.reserve(points.size());
    for (const StoredPoint &stored : points)
        plain.push_back(stored.point);
    return plain;
}

} // namespace attune::engine
