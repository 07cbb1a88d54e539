// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/disk_space.h"

#include <QStorageInfo>

namespace attune::engine {

bool isDiskFull(const QString &folder)
{
    constexpr qint64 leastBytes = 1 << 20;
    return QStorageInfo(folder).bytesAvailable() < leastBytes;
}

} // namespace attune::engine
