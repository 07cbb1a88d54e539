// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/storage/study_folder.h"
#include "core/base/result.h"

namespace attune::engine {

/// Whether an open study is still where it was opened. Its open files go on working when its folder
/// is moved, deleted or unmounted, while whatever is made by its path begins another folder there.
/// Docs: docs/decisions/0033-a-folder-that-is-gone.md. May be asked on any thread.
class StudyPresence
{
public:
    enum class State {
        There,
        Away, ///< moved, unmounted, or not to be reached: it may come back
        Lost, ///< study.attune was deleted or replaced: what is open here has no place any more
    };

    /// Requires: study.attune is there. A study without one counts as There for ever.
    explicit StudyPresence(StudyFolder folder);
    ~StudyPresence();
    StudyPresence(const StudyPresence &) = delete;
    StudyPresence &operator=(const StudyPresence &) = delete;

    [[nodiscard]] State state() const;
    [[nodiscard]] bool isThere() const { return state() == State::There; }
    /// Fails with Io while it is Away, with NotFound when it is Lost: what happened and what to do.
    [[nodiscard]] Result<void> check() const;

private:
    StudyFolder m_folder;
    int m_file = -1;
};

} // namespace attune::engine
