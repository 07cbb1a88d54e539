// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("Duration", source);
}

/// NaN and infinities as a person writes them; nothing for any other number.
QString textOfNoNumber(double value)
{
    if (std::isnan(value))
        return u"NaN"_s;
    if (std::isinf(value))
        return value > 0 ? u"\u221e"_s : u"\u2212\u221e"_s;
    return {};
}

/// "1e-06" is "1e-6", "1e+10" is "1e10" to a person.
QString withShortExponent(QString number)
{
    return number.replace(u"e-0"_s, u"e-"_s).replace(u"e+0"_s, u"e"_s).replace(u"e+"_s, u"e"_s);
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
    if (QString text = textOfNoNumber(value); !text.isEmpty())
        return text;
    const double size = std::abs(value);
    if (size < 1e9 && value == std::round(value))
        return QString::number(value, 'f', 0);
    const int whole = size >= 1.0 ? static_cast<int>(std::floor(std::log10(size))) + 1 : 0;
    return withShortExponent(
        QString::number(value, 'g', size < 1e6 ? std::max(digits, whole) : digits));
}

QString significantText(double value, int digits)
{
    if (QString text = textOfNoNumber(value); !text.isEmpty())
        return text;
    if (value == 0.0)
        return u"0"_s;
    // As rounded: 0.9996 has four digits before it has three.
    const QString scientific = QString::number(value, 'e', digits - 1);
    const int exponent = scientific.mid(scientific.indexOf(u'e') + 1).toInt();
    if (exponent < -4 || exponent >= 6)
        return withShortExponent(scientific);
    return QString::number(value, 'f', std::max(0, digits - 1 - exponent));
}

QString exactText(double value)
{
    const double size = std::abs(value);
    if (value == 0.0 || (size >= 1e-5 && size < 1e15))
        return QString::number(value, 'f', QLocale::FloatingPointShortest);
    return withShortExponent(QString::number(value, 'g', QLocale::FloatingPointShortest));
}

} // namespace attune::ui
