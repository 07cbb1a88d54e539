// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/number_text.h"

#include "ui/widgets/value_text.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace attune::ui {

QString fixedText(double value, int decimals)
{
    const double size = std::abs(value);
    const bool isOrdinary = std::isfinite(value) && size < 1e9 &&
                            (value == 0.0 || size >= 0.5 * std::pow(10.0, -decimals));
    return isOrdinary ? QString::number(value, 'f', decimals) : valueText(value);
}

QString secondsText(double seconds)
{
    if (seconds >= 100.0)
        return durationText(seconds);
    return QCoreApplication::translate("attune::ui::NumberText", "%1 s")
        .arg(seconds, 0, 'f', seconds < 10.0 ? 2 : 1);
}

QString bytesText(double bytes)
{
    static constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB"};
    std::size_t unit = 0;
    while (bytes >= 1000.0 && unit + 1 < units.size()) {
        bytes /= 1024.0;
        ++unit;
    }
    const int decimals = unit == 0 || bytes >= 100.0 ? 0 : 1;
    return QStringLiteral("%1 %2").arg(bytes, 0, 'f', decimals).arg(QLatin1String(units[unit]));
}

} // namespace attune::ui
