// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// Relative luminance, WCAG 2.
double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) +
           0.0722 * channel(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

QImage imageOf(const std::function<void(QPainter &)> &paint)
{
    QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint(painter);
    return image;
}

int inkOf(const QImage &image)
{
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink += qAlpha(image.pixel(x, y)) > 60;
    }
    return ink;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void cleanup() { applyTheme(*qApp, ThemeChoice::Light); }

    void everyTextColourIsReadableOnEveryGround_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
    }

    void everyTextColourIsReadableOnEveryGround()
    {
        QFETCH(QPalette, palette);
        const Colors &colors = colorsOf(palette);
        for (const QColor &ground : {colors.window, colors.panel, colors.accentTint,
                                     colors.noticeTint, colors.field, colors.hover}) {
            for (const QColor &ink :
                 {colors.text, colors.dimText, colors.accent, colors.best, colors.problemText})
                QVERIFY2(contrast(ink, ground) >= 4.5,
                         qPrintable(u"%1 on %2: %3"_s.arg(ink.name(), ground.name())
                                        .arg(contrast(ink, ground))));
        }
        QVERIFY(contrast(colors.accentText, colors.accent) >= 4.5);
    }

    void everyMarkStandsOutOfItsPanel()
    {
        for (const QPalette &palette : {lightPalette(), darkPalette()}) {
            const Colors &colors = colorsOf(palette);
            for (const auto state : {TrialState::Complete, TrialState::Running, TrialState::Failed})
                QVERIFY(contrast(colorOf(state, colors), colors.panel) >= 3.0);
        }
    }

    void aPaletteFindsItsColours()
    {
        QVERIFY(!colorsOf(lightPalette()).isDark);
        QVERIFY(colorsOf(darkPalette()).isDark);
    }

    void aChosenThemeBecomesTheApplicationsPalette()
    {
        applyTheme(*qApp, ThemeChoice::Dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), colorsOf(darkPalette()).window);
        applyTheme(*qApp, ThemeChoice::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Window), colorsOf(lightPalette()).window);
    }

    void everyIconRendersInTheColourOfThePalette()
    {
        const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(files.size() > 40);
        for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            applyTheme(*qApp, choice);
            const QColor ink = QApplication::palette().color(QPalette::ButtonText);
            for (const QString &file : files) {
                const QImage image = themedIcon(file.chopped(4)).pixmap(32, 32).toImage();
                int inked = 0;
                for (int y = 0; y < image.height(); ++y) {
                    for (int x = 0; x < image.width(); ++x) {
                        const QColor pixel = image.pixelColor(x, y);
                        if (pixel.alpha() < 250)
                            continue;
                        ++inked;
                        QCOMPARE(QColor(pixel.rgb()), ink);
                    }
                }
                QVERIFY2(inked >= 5, qPrintable(file));
            }
        }
    }

    void disabledAndChosenIconsHaveTheirOwnTint()
    {
        const QIcon icon = themedIcon(u"stop"_s);
        const QImage normal = icon.pixmap(24, 24).toImage();
        QVERIFY(normal != icon.pixmap(QSize(24, 24), QIcon::Disabled).toImage());
        QVERIFY(normal != icon.pixmap(QSize(24, 24), QIcon::Normal, QIcon::On).toImage());
    }

    void theBundledFontsAreUsedAndDigitsHaveOneWidth()
    {
        QCOMPARE(QFontInfo(uiFont()).family(), u"Attune Sans"_s);
        QCOMPARE(QFontInfo(monoFont()).family(), u"Attune Mono"_s);
        for (const QFont &font : {uiFont(), headingFont()}) {
            const QFontMetricsF metrics(font);
            const double zero = metrics.horizontalAdvance(u'0');
            for (char16_t digit = u'1'; digit <= u'9'; ++digit)
                QVERIFY(std::abs(metrics.horizontalAdvance(QChar(digit)) - zero) < 0.05);
        }
        QVERIFY(QFontInfo(headingFont()).weight() > QFontInfo(uiFont()).weight());
    }

    void everyStateHasItsOwnShape()
    {
        Colors oneColour = colorsOf(lightPalette());
        oneColour.complete = oneColour.running = oneColour.stopped = oneColour.failed =
            oneColour.waiting = Qt::black;
        QList<QImage> shapes;
        for (const auto state : {TrialState::Complete, TrialState::Running, TrialState::Stopped,
                                 TrialState::Failed, TrialState::Waiting}) {
            const QImage image = imageOf([&](QPainter &painter) {
                paintStateMark(painter, {12, 12}, 6, state, oneColour);
            });
            QVERIFY(inkOf(image) > 20);
            QVERIFY(!shapes.contains(image));
            shapes << image;
        }
        QVERIFY(inkOf(imageOf([&](QPainter &painter) {
                    paintBestStar(painter, {12, 12}, 8, oneColour);
                })) > 20);
    }

    void viridisGetsBrighterAllTheWay()
    {
        for (int i = 1; i <= 100; ++i)
            QVERIFY(luminance(viridis(i / 100.0)) > luminance(viridis((i - 1) / 100.0)));
        QCOMPARE(viridis(2.0), viridis(1.0));
        QCOMPARE(viridis(std::nan("")), viridis(0.0));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
