// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/partial_text.h"

#include <QLocale>
#include <QStringList>

namespace attune::engine {

using namespace Qt::StringLiterals;

QString textOf(const std::vector<PartialResult> &partial)
{
    QStringList parts;
    for (const PartialResult &point : partial)
        parts << u"%1:%2"_s.arg(
            QString::number(point.resource),
            QString::number(point.objective, 'g', QLocale::FloatingPointShortest));
    return parts.join(u' ');
}

std::vector<PartialResult> partialResultsOf(const QString &text)
{
    std::vector<PartialResult> partial;
    for (const QString &part : text.split(u' ', Qt::SkipEmptyParts)) {
        bool isResource = false;
        bool isValue = false;
        const PartialResult point{part.section(u':', 0, 0).toLongLong(&isResource),
                                  part.section(u':', 1).toDouble(&isValue)};
        if (isResource && isValue)
            partial.push_back(point);
    }
    return partial;
}

} // namespace attune::engine
