// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/base/result.h"

#include <QString>

#include <string>
#include <string_view>

namespace attune::cli {

/// Standard output and error: results go to the one, everything said about them to the other.
class Console
{
public:
    void print(std::string_view text);
    void printLine(std::string_view line); ///< withoutControls()
    void say(std::string_view line);       ///< withoutControls(), to standard error

    /// Says what went wrong and returns the exit code for it.
    [[nodiscard]] int fail(const Error &error);
    [[nodiscard]] int fail(const Problems &problems);

    /// Writes `text` to `file`, or to standard output where that is empty. A file appears whole or
    /// not at all. Returns an ExitCode.
    [[nodiscard]] int deliver(const std::string &text, const std::string &file);

    /// Whether standard error is a terminal that can redraw a line.
    [[nodiscard]] bool isInteractive() const;
    [[nodiscard]] int columns() const;

    /// Redraws one line in place on standard error, or clears it when empty.
    void drawInPlace(const std::string &line);

private:
    bool m_hasDrawn = false;
};

/// The text without what a terminal would obey (escape sequences and the like); line ends and
/// tabs stay. Names and output of programs may hold anything.
[[nodiscard]] std::string withoutControls(std::string_view text);

/// The bytes of a file. Fails with a sentence.
[[nodiscard]] Result<std::string> readFile(const std::string &path);

[[nodiscard]] inline QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace attune::cli
