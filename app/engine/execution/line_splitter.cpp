// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/line_splitter.h"

#include <cstring>

namespace attune::engine {

namespace {

/// The length of the valid UTF-8 sequence that `bytes` begins with; 0 when it begins with none.
std::size_t sequenceLength(std::string_view bytes)
{
    const auto at = [&](std::size_t i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const unsigned first = at(0);
    std::size_t length = 0;
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        length = 2;
    else if (first >= 0xE0 && first <= 0xEF)
        length = 3;
    else if (first >= 0xF0 && first <= 0xF4)
        length = 4;
    else
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xC0U) != 0x80)
            return 0;
    }
    const bool isTooLong = (first == 0xE0 && at(1) < 0xA0) || (first == 0xF0 && at(1) < 0x90);
    const bool isSurrogate = first == 0xED && at(1) >= 0xA0;
    const bool isTooLarge = first == 0xF4 && at(1) >= 0x90;
    return isTooLong || isSurrogate || isTooLarge ? 0 : length;
}

} // namespace

LineSplitter::LineSplitter(std::int64_t offset, bool isAfterCr)
    : m_offset(offset), m_isAfterCr(isAfterCr)
{}

std::size_t LineSplitter::findEnd(std::string_view bytes, std::size_t begin)
{
    const auto *const from = bytes.data() + begin;
    const auto *const newline =
        static_cast<const char *>(std::memchr(from, '\n', bytes.size() - begin));
    const std::size_t lineEnd =
        newline == nullptr ? bytes.size() : static_cast<std::size_t>(newline - bytes.data());
    const auto *const carriage =
        static_cast<const char *>(std::memchr(from, '\r', lineEnd - begin));
    return carriage == nullptr ? lineEnd : static_cast<std::size_t>(carriage - bytes.data());
}

std::string displayText(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = sequenceLength(bytes);
        if (length == 0)
            text += "\xEF\xBF\xBD";
        else
            text += bytes.substr(0, length);
        bytes.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return text;
}

} // namespace attune::engine
