// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/inbox.h"

#include "app/engine/storage/study_folder.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <atomic>
#include <chrono>
#include <unistd.h>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

/// Later names sort behind earlier ones; two processes never make the same.
QString freshName()
{
    static std::atomic<int> count = 0;
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    const qint64 ns = std::chrono::duration_cast<std::chrono::nanoseconds>(sinceEpoch).count();
    return u"%1-%2-%3.json"_s.arg(ns, 20, 10, '0'_L1)
        .arg(getpid(), 10, 10, '0'_L1)
        .arg(++count, 6, 10, '0'_L1);
}

} // namespace

Inbox::Inbox(const StudyFolder &folder) : m_path(folder.inbox()) {}

Result<void> Inbox::post(const Request &request) const
{
    const QString path = m_path + u'/' + freshName();
    // QSaveFile writes beside its target under a name that arrived() passes over.
    QSaveFile file(path);
    const std::string text = textOf(request);
    const auto size = static_cast<qint64>(text.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), size) != size || !file.commit())
        return Error{QDir(m_path).exists() ? ErrorKind::Io : ErrorKind::NotFound,
                     u"Cannot put a request into \"%1\": %2."_s.arg(m_path, file.errorString())
                         .toStdString()};
    return {};
}

std::vector<ArrivedRequest> Inbox::arrived(const QStringList &taken) const
{
    std::vector<ArrivedRequest> all;
    for (const QString &name : QDir(m_path).entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        if (taken.contains(name))
            continue;
        QFile file(m_path + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            all.push_back({name, requestOf(file.readAll().toStdString())});
    }
    return all;
}

bool Inbox::remove(const QString &id) const
{
    const QString path = m_path + u'/' + id;
    return QFile::remove(path) || !QFile::exists(path);
}

} // namespace attune::engine
