// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/log_follower.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace attune::engine {

namespace {

constexpr std::int64_t chunkBytes = 256 * 1024;

} // namespace

LogFollower::LogFollower(std::filesystem::path log, OutputStream stream, std::int64_t offset)
    : m_log(std::move(log)), m_stream(stream), m_readOffset(offset), m_splitter(offset)
{}

LogFollower::~LogFollower()
{
    if (m_file >= 0)
        ::close(m_file);
}

LogFollower::LogFollower(LogFollower &&other) noexcept
    : m_log(std::move(other.m_log)), m_stream(other.m_stream),
      m_file(std::exchange(other.m_file, -1)), m_error(other.m_error),
      m_readOffset(other.m_readOffset), m_splitter(std::move(other.m_splitter)),
      m_buffer(std::move(other.m_buffer)), m_grewMs(other.m_grewMs), m_hasSeenIt(other.m_hasSeenIt),
      m_wasEmptied(other.m_wasEmptied)
{}

bool LogFollower::open()
{
    if (m_file >= 0)
        return true;
    m_file = ::open(m_log.c_str(), O_RDONLY | O_CLOEXEC);
    m_error = m_file < 0 && errno != ENOENT ? errno : 0;
    if (m_file < 0)
        return false;
    // An LF that follows a CR read in an earlier session ends no line of its own.
    char before = '\0';
    if (m_readOffset > 0 && ::pread(m_file, &before, 1, m_readOffset - 1) == 1 && before == '\r')
        m_splitter = LineSplitter(m_readOffset, true);
    return true;
}

void LogFollower::fail()
{
    m_error = errno;
    ::close(m_file);
    m_file = -1;
}

void LogFollower::followTo(std::int64_t size)
{
    // One that was too short from the first look on lost its end in a power failure: nothing of it
    // is read twice.
    if (size < m_readOffset && m_hasSeenIt) {
        m_readOffset = 0;
        m_splitter = LineSplitter();
        m_wasEmptied = true;
    }
    m_hasSeenIt = m_hasSeenIt || size >= m_readOffset;
}

std::int64_t LogFollower::read(std::int64_t maxBytes, const TimesIndex &times, const Visit &visit)
{
    struct stat status
    {};
    if (!open())
        return 0;
    m_error = 0;
    if (::fstat(m_file, &status) != 0) {
        fail();
        return 0;
    }
    followTo(status.st_size);
    if (status.st_size <= m_readOffset)
        return 0;
    m_grewMs = std::int64_t(status.st_mtim.tv_sec) * 1000 + status.st_mtim.tv_nsec / 1'000'000;
    const std::int64_t due = std::min<std::int64_t>(maxBytes, status.st_size - m_readOffset);
    m_buffer.resize(static_cast<std::size_t>(std::min(chunkBytes, due)));
    std::int64_t total = 0;
    while (total < due) {
        const auto wanted = static_cast<std::size_t>(std::min(std::ssize(m_buffer), due - total));
        const ssize_t count = ::pread(m_file, m_buffer.data(), wanted, m_readOffset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail();
        if (count <= 0)
            break;
        m_readOffset += count;
        total += count;
        m_splitter.feed({m_buffer.data(), static_cast<std::size_t>(count)},
                        [&](const LineSplitter::Line &line) { visitLine(line, times, visit); });
    }
    return total;
}

void LogFollower::flush(const TimesIndex &times, const Visit &visit)
{
    m_splitter.flush([&](const LineSplitter::Line &line) { visitLine(line, times, visit); });
}

void LogFollower::visitLine(const LineSplitter::Line &line, const TimesIndex &times,
                            const Visit &visit)
{
    const std::int64_t timeMs = times.timeOf(m_stream, line.endOffset).value_or(m_grewMs);
    visit({line.text, line.endOffset, timeMs});
}

} // namespace attune::engine
