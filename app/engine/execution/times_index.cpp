// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/times_index.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace attune::engine {

namespace {

constexpr std::int64_t recordBytes = 16;
static_assert(std::endian::native == std::endian::little, "times.idx is little-endian");

} // namespace

TimesIndex::TimesIndex(std::filesystem::path file) : m_file(std::move(file)) {}

void TimesIndex::refresh()
{
    const int file = ::open(m_file.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    std::array<char, 1024 * recordBytes> buffer;
    ssize_t count = 0;
    while ((count = ::pread(file, buffer.data(), buffer.size(), m_readOffset)) >= recordBytes) {
        const std::int64_t whole = count / recordBytes * recordBytes;
        for (std::int64_t at = 0; at < whole; at += recordBytes) {
            std::uint64_t place = 0;
            Entry entry;
            std::memcpy(&place, buffer.data() + at, sizeof place);
            std::memcpy(&entry.timeMs, buffer.data() + at + 8, sizeof entry.timeMs);
            const std::size_t log = static_cast<std::size_t>(place >> 56) - 1;
            entry.offset = std::int64_t(place << 8 >> 8);
            if (log >= m_entries.size())
                continue;
            std::vector<Entry> &entries = m_entries[log];
            if (!entries.empty() && entry.offset < entries.back().offset)
                entries.clear(); // the program has emptied its log
            entries.push_back(entry);
        }
        m_readOffset += whole;
    }
    ::close(file);
}

void TimesIndex::forgetUpTo(OutputStream stream, std::int64_t offset)
{
    std::vector<Entry> &entries = m_entries[static_cast<std::size_t>(stream)];
    const auto needed = std::ranges::upper_bound(entries, offset, {}, &Entry::offset);
    // At least half at a time, or a long index would be moved at every look.
    if (needed - entries.begin() > entries.end() - needed)
        entries = std::vector<Entry>(needed, entries.end());
}

std::optional<std::int64_t> TimesIndex::timeOf(OutputStream stream, std::int64_t endOffset) const
{
    const std::vector<Entry> &entries = m_entries[static_cast<std::size_t>(stream)];
    const auto found = std::ranges::lower_bound(entries, endOffset, {}, &Entry::offset);
    return found == entries.end() ? std::nullopt : std::optional(found->timeMs);
}

} // namespace attune::engine
