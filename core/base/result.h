// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace attune {

/// What kind of thing went wrong in the world; decides the exit code and the way it is shown.
enum class ErrorKind {
    Invalid,   ///< the input breaks a rule
    NotFound,  ///< a file, trial, program or name is not there
    Denied,    ///< permissions, read-only folders
    Busy,      ///< someone else holds it
    Exhausted, ///< a finite space is used up
    Cancelled, ///< a person or a stop token ended it
    Damaged,   ///< a file cannot be understood
    TooNew,    ///< a file of a later Attune
    Io,        ///< disk full, read or write failed
};

/// A wrong world: `message` says what happened, to what, and what to do, as one or two sentences.
struct Error
{
    ErrorKind kind = ErrorKind::Invalid;
    std::string message;
    bool operator==(const Error &) const = default;
};

/// A value or the reason why there is none.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_content(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool isOk() const { return m_content.index() == 0; }
    explicit operator bool() const { return isOk(); }

    /// Requires: isOk().
    [[nodiscard]] const T &value() const &
    {
        assert(isOk());
        return std::get<0>(m_content);
    }
    [[nodiscard]] T &value() &
    {
        assert(isOk());
        return std::get<0>(m_content);
    }
    [[nodiscard]] T &&value() &&
    {
        assert(isOk());
        return std::get<0>(std::move(m_content));
    }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    /// Requires: !isOk().
    [[nodiscard]] const Error &error() const
    {
        assert(!isOk());
        return std::get<1>(m_content);
    }

private:
    std::variant<T, Error> m_content;
};

/// Success without a value, or the reason why not.
template<>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool isOk() const { return !m_error.has_value(); }
    explicit operator bool() const { return isOk(); }

    /// Requires: !isOk().
    [[nodiscard]] const Error &error() const
    {
        assert(!isOk());
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

} // namespace attune
