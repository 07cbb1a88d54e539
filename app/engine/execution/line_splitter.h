// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace attune::engine {

/// Cuts one stream of bytes, given in any pieces, into lines. LF, CRLF and CR end a line (so every
/// state of a progress bar is one); a line over 64 KiB is cut. Lines are bytes: UTF-8 cut between
/// two pieces is whole again, invalid UTF-8 is passed on as it is (see displayText).
class LineSplitter
{
public:
    static constexpr std::size_t maxLineBytes = 64 * 1024;

    /// A line without its end, valid during the visit, and the offset of the byte after its end.
    struct Line
    {
        std::string_view text;
        std::int64_t endOffset = 0;
    };

    /// `offset`: where the first byte fed stands in the stream. `isAfterCr`: the byte before it was
    /// a CR, so that an LF there ends no line of its own.
    explicit LineSplitter(std::int64_t offset = 0, bool isAfterCr = false);

    /// Takes the next bytes and calls `visit(Line)` for every line that they end.
    template<typename Visit>
    void feed(std::string_view bytes, Visit &&visit);

    /// The stream has ended: what is left without a line end is a line too.
    template<typename Visit>
    void flush(Visit &&visit);

    /// The offset after the last line that ended: reading can begin here again.
    [[nodiscard]] std::int64_t lineOffset() const { return m_offset - std::int64_t(m_rest.size()); }

private:
    /// The first CR or LF from `begin`, or the size.
    static std::size_t findEnd(std::string_view bytes, std::size_t begin);

    std::string m_rest; ///< of a line whose end has not come
    std::int64_t m_offset;
    bool m_isAfterCr;
};

/// UTF-8 for showing: every invalid byte becomes U+FFFD.
[[nodiscard]] std::string displayText(std::string_view bytes);

template<typename Visit>
void LineSplitter::feed(std::string_view bytes, Visit &&visit)
{
    std::size_t begin = 0;
    if (m_isAfterCr && !bytes.empty()) {
        m_isAfterCr = false;
        if (bytes.front() == '\n') {
            begin = 1;
            ++m_offset;
        }
    }
    while (begin < bytes.size()) {
        const std::size_t room = maxLineBytes - m_rest.size();
        const std::size_t end = findEnd(bytes, begin);
        const std::size_t length = std::min(end - begin, room);
        const std::string_view piece = bytes.substr(begin, length);
        begin += length;
        m_offset += std::int64_t(length);
        if (begin == bytes.size()) {
            m_rest.append(piece);
            return;
        }
        if (begin == end) {
            const bool isCr = bytes[begin] == '\r';
            const bool isCrLf = isCr && begin + 1 < bytes.size() && bytes[begin + 1] == '\n';
            m_isAfterCr = isCr && begin + 1 == bytes.size();
            begin += isCrLf ? 2 : 1;
            m_offset += isCrLf ? 2 : 1;
        }
        if (m_rest.empty()) {
            visit(Line{piece, m_offset});
        } else {
            m_rest.append(piece);
            visit(Line{m_rest, m_offset});
            m_rest.clear();
        }
    }
}

template<typename Visit>
void LineSplitter::flush(Visit &&visit)
{
    if (m_rest.empty())
        return;
    visit(Line{m_rest, m_offset});
    m_rest.clear();
}

} // namespace attune::engine
