// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/study_folder.h"

#include <QDir>
#include <QFileInfo>

namespace attune::engine {

using namespace Qt::StringLiterals;

StudyFolder::StudyFolder(const QString &path)
{
    const QFileInfo info(path);
    const bool isFile = info.fileName() == u"study.attune"_s && !info.isDir();
    m_path = QDir::cleanPath(isFile ? info.absolutePath() : info.absoluteFilePath());
}

QString StudyFolder::database() const
{
    return m_path + u"/study.attune"_s;
}

QString StudyFolder::lock() const
{
    return m_path + u"/study.lock"_s;
}

QString StudyFolder::inbox() const
{
    return m_path + u"/inbox"_s;
}

QString StudyFolder::trials() const
{
    return m_path + u"/trials"_s;
}

QString StudyFolder::imports() const
{
    return m_path + u"/imports"_s;
}

QString StudyFolder::definitions() const
{
    return m_path + u"/definitions"_s;
}

QString StudyFolder::definition(int revision) const
{
    return definitions() + u"/%1.json"_s.arg(revision, 4, 10, '0'_L1);
}

} // namespace attune::engine
