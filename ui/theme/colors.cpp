// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

Colors lightColors()
{
    Colors colors;
    colors.window = QColor(u"#f4f5f7"_s);
    colors.panel = QColor(u"#ffffff"_s);
    colors.line = QColor(u"#dfe2e7"_s);
    colors.text = QColor(u"#1f2328"_s);
    colors.dimText = QColor(u"#606a76"_s);
    colors.accent = QColor(u"#2a66d0"_s);
    colors.accentText = QColor(u"#ffffff"_s);
    colors.accentTint = QColor(u"#e7effc"_s);
    colors.field = QColor(u"#ffffff"_s);
    colors.hover = QColor(u"#eef0f3"_s);
    colors.problemText = QColor(u"#b54708"_s);
    colors.complete = QColor(u"#0072b2"_s);
    colors.running = QColor(u"#009e73"_s);
    colors.stopped = QColor(u"#e69f00"_s);
    colors.failed = QColor(u"#d55e00"_s);
    colors.waiting = QColor(u"#9aa3ad"_s);
    colors.best = QColor(u"#bd2f80"_s);
    colors.noticeTint = QColor(u"#fff5df"_s);
    colors.noticeLine = QColor(u"#e9c46a"_s);
    return colors;
}

Colors darkColors()
{
    Colors colors;
    colors.window = QColor(u"#1d1f23"_s);
    colors.panel = QColor(u"#26292e"_s);
    colors.line = QColor(u"#383c43"_s);
    colors.text = QColor(u"#e6e8eb"_s);
    colors.dimText = QColor(u"#a2abb6"_s);
    colors.accent = QColor(u"#7babf7"_s);
    colors.accentText = QColor(u"#0f1722"_s);
    colors.accentTint = QColor(u"#2a3a58"_s);
    colors.field = QColor(u"#1d1f23"_s);
    colors.hover = QColor(u"#31353b"_s);
    colors.problemText = QColor(u"#ff9166"_s);
    colors.complete = QColor(u"#5aa9e6"_s);
    colors.running = QColor(u"#3fcf9f"_s);
    colors.stopped = QColor(u"#e69f00"_s);
    colors.failed = QColor(u"#ff7a45"_s);
    colors.waiting = QColor(u"#9aa3ad"_s);
    colors.best = QColor(u"#ea86be"_s);
    colors.noticeTint = QColor(u"#3a3120"_s);
    colors.noticeLine = QColor(u"#7d651f"_s);
    colors.isDark = true;
    return colors;
}

const Colors &lightSet()
{
    static const Colors colors = lightColors();
    return colors;
}

const Colors &darkSet()
{
    static const Colors colors = darkColors();
    return colors;
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    return QColor::fromRgbF(static_cast<float>(a.redF() + (b.redF() - a.redF()) * share),
                            static_cast<float>(a.greenF() + (b.greenF() - a.greenF()) * share),
                            static_cast<float>(a.blueF() + (b.blueF() - a.blueF()) * share));
}

QPalette paletteOf(const Colors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.panel);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.dimText);
    palette.setColor(QPalette::Button, colors.panel);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.accentText);
    palette.setColor(QPalette::ToolTipBase, colors.panel);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Highlight, colors.accentTint);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::Light, mixed(colors.panel, colors.text, 0.04));
    palette.setColor(QPalette::Midlight, mixed(colors.panel, colors.line, 0.5));
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Dark, mixed(colors.line, colors.text, 0.25));
    palette.setColor(QPalette::Shadow, mixed(colors.line, colors.text, 0.5));
    const QColor faint = mixed(colors.panel, colors.dimText, 0.55);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::HighlightedText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, faint);
    return palette;
}

} // namespace

const Colors &colorsOf(const QPalette &palette)
{
    const bool isDark = palette.color(QPalette::Window).lightnessF() <
                        palette.color(QPalette::WindowText).lightnessF();
    return isDark ? darkSet() : lightSet();
}

QPalette lightPalette()
{
    return paletteOf(lightSet());
}

QPalette darkPalette()
{
    return paletteOf(darkSet());
}

QColor colorOf(TrialState state, const Colors &colors)
{
    switch (state) {
    case TrialState::Complete:
        return colors.complete;
    case TrialState::Running:
        return colors.running;
    case TrialState::Stopped:
        return colors.stopped;
    case TrialState::Failed:
        return colors.failed;
    case TrialState::Waiting:
    case TrialState::Cancelled:
        return colors.waiting;
    }
    return colors.waiting;
}

QColor viridis(double t)
{
    // Sampled from the colour map by Smith and van der Walt (2015, CC0) at nine equal distances.
    static constexpr std::array<std::array<int, 3>, 9> stops = {{{68, 1, 84},
                                                                 {71, 44, 122},
                                                                 {59, 81, 139},
                                                                 {44, 113, 142},
                                                                 {33, 144, 141},
                                                                 {39, 173, 129},
                                                                 {92, 200, 99},
                                                                 {170, 220, 50},
                                                                 {253, 231, 37}}};
    const double position = (std::isfinite(t) ? std::clamp(t, 0.0, 1.0) : 0.0) * 8.0;
    const auto below = static_cast<std::size_t>(std::min(7.0, std::floor(position)));
    const auto &a = stops[below];
    const auto &b = stops[below + 1];
    return mixed(QColor(a[0], a[1], a[2]), QColor(b[0], b[1], b[2]),
                 position - static_cast<double>(below));
}

} // namespace attune::ui
