// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_text.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("Duration", source);
}

} // namespace

QString durationText(double seconds)
{
    const auto whole = static_cast<qint64>(std::llround(std::max(0.0, seconds)));
    const qint64 minutes = whole / 60;
    const qint64 hours = minutes / 60;
    const qint64 days = hours / 24;
    if (minutes == 0)
        return text("%1 s").arg(whole);
    if (hours == 0)
        return whole % 60 == 0 ? text("%1 min").arg(minutes)
                               : text("%1 min %2 s").arg(minutes).arg(whole % 60);
    if (days == 0)
        return minutes % 60 == 0 ? text("%1 h").arg(hours)
                                 : text("%1 h %2 min").arg(hours).arg(minutes % 60);
    return hours % 24 == 0 ? text("%1 d").arg(days) : text("%1 d %2 h").arg(days).arg(hours % 24);
}

QString valueText(double value, int digits)
{
    if (std::isnan(value))
        return u"NaN"_s;
    if (std::isinf(value))
        return value > 0 ? u"\u221e"_s : u"\u2212\u221e"_s;
    const double size = std::abs(value);
    if (size < 1e9 && value == std::round(value))
        return QString::number(value, 'f', 0);
    const int whole = size >= 1.0 ? static_cast<int>(std::floor(std::log10(size))) + 1 : 0;
    return QString::number(value, 'g', size < 1e6 ? std::max(digits, whole) : digits);
}

} // namespace attune::ui
