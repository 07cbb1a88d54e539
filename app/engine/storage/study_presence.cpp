// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/study_presence.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace attune::engine {

using namespace Qt::StringLiterals;

// Only a path: closing any other descriptor of the file would give up the locks that SQLite has on
// it.
StudyPresence::StudyPresence(StudyFolder folder)
    : m_folder(std::move(folder)),
      m_file(::open(QFile::encodeName(m_folder.database()).constData(), O_PATH | O_CLOEXEC))
{}

StudyPresence::~StudyPresence()
{
    if (m_file >= 0)
        ::close(m_file);
}

StudyPresence::State StudyPresence::state() const
{
    struct stat opened
    {};
    struct stat named
    {};
    if (m_file < 0)
        return State::There;
    const bool isKnown = ::fstat(m_file, &opened) == 0;
    if (isKnown && opened.st_nlink == 0)
        return State::Lost;
    if (::stat(QFile::encodeName(m_folder.database()).constData(), &named) != 0 || !isKnown)
        return State::Away;
    const bool isSame = named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
    return isSame ? State::There : State::Away;
}

Result<void> StudyPresence::check() const
{
    switch (state()) {
    case State::There:
        return {};
    case State::Away:
        return Error{
            ErrorKind::Io,
            u"The study is not in \"%1\" any more: the folder was moved or renamed, or its "
            "disk cannot be reached. Trials that run go on, and nothing new is started. "
            "Bring it back to where it was, or close the study and open it where it is "
            "now."_s.arg(m_folder.path())
                .toStdString()};
    case State::Lost:
        return Error{ErrorKind::NotFound,
                     u"\"%1\" was deleted or replaced while the study was open. Nothing is started "
                     "or written any more, and trials end where their folders are gone. Close the "
                     "study; if there is a copy of its folder, put it there and open it."_s
                         .arg(m_folder.database())
                         .toStdString()};
    }
    return {};
}

} // namespace attune::engine
