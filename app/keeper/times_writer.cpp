// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/times_writer.h"

#include "app/keeper/files.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace attune::keeper {

TimesWriter::TimesWriter(int standardOutput, int standardError)
    : m_logs{standardOutput, standardError}
{
    for (std::size_t i = 0; i < m_logs.size(); ++i) {
        struct stat status
        {};
        if (::fstat(m_logs[i], &status) == 0)
            m_writtenAt[i] = status.st_mtim;
    }
}

TimesWriter::~TimesWriter()
{
    if (m_file >= 0)
        ::close(m_file);
}

bool TimesWriter::update()
{
    bool isWritten = false;
    for (std::size_t i = 0; i < m_logs.size(); ++i) {
        struct stat status
        {};
        if (::fstat(m_logs[i], &status) != 0)
            continue;
        const timespec before = std::exchange(m_writtenAt[i], status.st_mtim);
        isWritten = isWritten || before.tv_sec != status.st_mtim.tv_sec ||
                    before.tv_nsec != status.st_mtim.tv_nsec;
        if (status.st_size == m_lengths[i])
            continue;
        isWritten = true;
        m_lengths[i] = status.st_size;
        append(i + 1, status.st_size);
    }
    return isWritten;
}

void TimesWriter::append(std::uint64_t log, std::int64_t length)
{
    if (m_file < 0)
        m_file = ::open("times.idx", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    // A full disk costs the times of some lines, not the run.
    if (m_file < 0) {
        m_hasMetFullDisk = m_hasMetFullDisk || isFullDisk(errno);
        return;
    }
    const std::uint64_t fields[] = {log << 56 | static_cast<std::uint64_t>(length),
                                    static_cast<std::uint64_t>(wallClockMs())};
    std::array<unsigned char, sizeof fields> record{};
    for (std::size_t byte = 0; byte < record.size(); ++byte)
        record[byte] = static_cast<unsigned char>(fields[byte / 8] >> (byte % 8 * 8));
    if (::write(m_file, record.data(), record.size()) < 0)
        m_hasMetFullDisk = m_hasMetFullDisk || isFullDisk(errno);
}

} // namespace attune::keeper
