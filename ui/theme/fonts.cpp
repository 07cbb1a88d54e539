// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QFontDatabase>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

/// The first family of a bundled font, loaded once; the system's own where the file is not there.
QString bundledFamily(const QStringList &files, QFontDatabase::SystemFont fallback)
{
    QString family;
    for (const QString &file : files) {
        const int id = QFontDatabase::addApplicationFont(u":/fonts/"_s + file);
        const QStringList families =
            id < 0 ? QStringList() : QFontDatabase::applicationFontFamilies(id);
        if (family.isEmpty() && !families.isEmpty())
            family = families.front();
    }
    return family.isEmpty() ? QFontDatabase::systemFont(fallback).family() : family;
}

QString uiFamily()
{
    static const QString family =
        bundledFamily({u"AttuneSans-Regular.otf"_s, u"AttuneSans-Medium.otf"_s,
                       u"AttuneSans-SemiBold.otf"_s, u"AttuneSans-Bold.otf"_s},
                      QFontDatabase::GeneralFont);
    return family;
}

QString monoFamily()
{
    static const QString family = bundledFamily(
        {u"AttuneMono-Regular.ttf"_s, u"AttuneMono-Bold.ttf"_s}, QFontDatabase::FixedFont);
    return family;
}

constexpr double uiPointSize = 9.75;
constexpr double monoPointSize = 9.25;

} // namespace

QFont uiFont(double pointSizeDelta)
{
    QFont font(uiFamily());
    font.setPointSizeF(uiPointSize + pointSizeDelta);
    return font;
}

QFont headingFont()
{
    QFont font = uiFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont monoFont()
{
    QFont font(monoFamily());
    font.setPointSizeF(monoPointSize);
    font.setStyleHint(QFont::Monospace);
    return font;
}

} // namespace attune::ui
