// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace attune::engine {

class StudyFolder;

/// Who writes a study: recorded in study.lock for people and for other machines.
struct LockHolder
{
    QString host;
    QString bootId;
    qint64 pid = 0;
};

/// The right to write a study: one process at a time. Held by an advisory lock on study.lock, which
/// the kernel releases when the process ends however it ends; the file says who has it. A lock left
/// behind by a crash, or before a reboot, is taken over; one of another machine is not.
class WriterLock
{
public:
    /// Fails with Busy, naming the holder; with Denied or Io when the file cannot be written.
    [[nodiscard]] static Result<WriterLock> take(const StudyFolder &folder);
    /// Who has it now, if anyone does.
    [[nodiscard]] static std::optional<LockHolder> holder(const StudyFolder &folder);

    ~WriterLock();
    WriterLock(WriterLock &&other) noexcept;
    WriterLock &operator=(WriterLock &&) = delete;

private:
    explicit WriterLock(int file) : m_file(file) {}

    int m_file; ///< -1: moved from
};

} // namespace attune::engine
