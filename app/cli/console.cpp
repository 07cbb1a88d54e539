// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include "app/cli/command.h"
#include "app/engine/exchange/study_json.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace attune::cli {

std::string withoutControls(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto code = static_cast<unsigned char>(text[i]);
        // U+0080 to U+009F in UTF-8: some terminals take them for escape sequences, too.
        if (code == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            ++i;
            continue;
        }
        if ((code >= 0x20 && code != 0x7F) || code == '\n' || code == '\t')
            plain += text[i];
    }
    return plain;
}

void Console::print(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void Console::printLine(std::string_view line)
{
    print(withoutControls(line) + '\n');
}

void Console::say(std::string_view line)
{
    drawInPlace({});
    const std::string text = withoutControls(line) + '\n';
    std::fwrite(text.data(), 1, text.size(), stderr);
}

int Console::fail(const Error &error)
{
    say(error.message);
    switch (error.kind) {
    case ErrorKind::Invalid:
        return WrongUsage;
    case ErrorKind::Cancelled:
        return Interrupted;
    case ErrorKind::NotFound:
    case ErrorKind::Denied:
    case ErrorKind::Busy:
    case ErrorKind::Exhausted:
    case ErrorKind::Damaged:
    case ErrorKind::TooNew:
    case ErrorKind::Io:
        return Failed;
    }
    return Failed;
}

int Console::fail(const Problems &problems)
{
    say(engine::listOf(problems));
    return WrongUsage;
}

int Console::deliver(const std::string &text, const std::string &file)
{
    if (file.empty() || file == "-") {
        print(text);
        return Done;
    }
    QSaveFile target(qt(file));
    const auto size = static_cast<qint64>(text.size());
    if (!target.open(QIODevice::WriteOnly) || target.write(text.data(), size) != size ||
        !target.commit())
        return fail(Error{ErrorKind::Io, "Cannot write \"" + file +
                                             "\": " + target.errorString().toStdString() + '.'});
    return Done;
}

bool Console::isInteractive() const
{
    const char *terminal = std::getenv("TERM");
    const bool isDumb = !terminal || std::string_view(terminal) == "dumb";
    return !isDumb && ::isatty(STDERR_FILENO) != 0;
}

int Console::columns() const
{
    winsize size{};
    constexpr int usual = 80;
    const bool isKnown = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return isKnown ? size.ws_col : usual;
}

void Console::drawInPlace(const std::string &line)
{
    if (line.empty() && !m_hasDrawn)
        return;
    // Back to the start of the line, the new text, and the rest of the line cleared.
    const std::string text = '\r' + line + "\x1b[K";
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
    m_hasDrawn = !line.empty();
}

Result<std::string> readFile(const std::string &path)
{
    QFile file(qt(path));
    if (QFileInfo(file).isDir())
        return Error{ErrorKind::Invalid,
                     "\"" + path + "\" is a folder, and a file is needed here."};
    if (!file.exists())
        return Error{ErrorKind::NotFound, "There is no file \"" + path + "\". Check its name."};
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Denied,
                     "Cannot read \"" + path + "\": " + file.errorString().toStdString() + '.'};
    return file.readAll().toStdString();
}

} // namespace attune::cli
