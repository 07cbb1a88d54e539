// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scatter/color_scale.h"

#include "ui/theme/theme.h"

#include <QLinearGradient>
#include <QPainter>

namespace attune::ui {

namespace {

constexpr double barWidth = 110.0;
constexpr double barHeight = 8.0;
constexpr int gradientStops = 9;

} // namespace

ColorScale::ColorScale(QWidget *parent) : QWidget(parent)
{
    setFont(uiFont(-1));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(sizeHint().height());
}

void ColorScale::setColor(const QString &title, const QString &low, const QString &high,
                          bool isReversed)
{
    m_title = title;
    m_low = low;
    m_high = high;
    m_isReversed = isReversed;
    setAccessibleName(title.isEmpty() ? QString()
                                      : tr("Colour: %1, %2 to %3").arg(title, low, high));
    update();
}

void ColorScale::setSizeText(const QString &text)
{
    m_sizeText = text;
    update();
}

void ColorScale::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colorsOf(palette()).dimText);
    double x = 0.0;
    const auto text = [&](const QString &shown) {
        const double width = fontMetrics().horizontalAdvance(shown);
        painter.drawText(QRectF(x, 0, width + 1, height()), Qt::AlignVCenter, shown);
        x += width + spaceS;
    };
    if (!m_title.isEmpty()) {
        text(fontMetrics().elidedText(m_title, Qt::ElideMiddle, 150));
        text(m_low);
        const QRectF bar(x, (height() - barHeight) / 2.0, barWidth, barHeight);
        QLinearGradient gradient(bar.topLeft(), bar.topRight());
        for (int i = 0; i < gradientStops; ++i) {
            const double at = i / double(gradientStops - 1);
            gradient.setColorAt(at, viridis(m_isReversed ? 1.0 - at : at));
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(gradient);
        painter.drawRoundedRect(bar, 2, 2);
        painter.setPen(colorsOf(palette()).dimText);
        x += barWidth + spaceS;
        text(m_high);
        x += spaceL;
    }
    if (!m_sizeText.isEmpty())
        text(m_sizeText);
}

} // namespace attune::ui
