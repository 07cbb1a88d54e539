// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_painting.h"

#include <QPainter>
#include <QPainterPath>
#include <QVariant>
#include <QWidget>

namespace attune::ui::painting {

namespace {

QColor blend(const QColor &over, const QColor &under, float share)
{
    return QColor::fromRgbF(over.redF() * share + under.redF() * (1 - share),
                            over.greenF() * share + under.greenF() * (1 - share),
                            over.blueF() * share + under.blueF() * (1 - share));
}

bool isEnabled(const QStyleOption &option)
{
    return option.state & QStyle::State_Enabled;
}
bool isHovered(const QStyleOption &option)
{
    return isEnabled(option) && (option.state & QStyle::State_MouseOver);
}
bool isPressed(const QStyleOption &option)
{
    return option.state & QStyle::State_Sunken;
}
bool isChecked(const QStyleOption &option)
{
    return option.state & QStyle::State_On;
}
bool isFocusShown(const QStyleOption &option)
{
    return (option.state & QStyle::State_HasFocus) &&
           (option.state & QStyle::State_KeyboardFocusChange);
}

QColor buttonFill(const QStyleOption &option, const Colors &colors, bool isPrimary)
{
    if (isPrimary) {
        if (!isEnabled(option))
            return blend(colors.accent, colors.panel, 0.35F);
        if (isPressed(option))
            return blend(colors.text, colors.accent, 0.18F);
        return isHovered(option) ? blend(colors.text, colors.accent, 0.08F) : colors.accent;
    }
    if (isChecked(option))
        return colors.accentTint;
    const QColor base = colors.isDark ? blend(colors.panel, colors.window, 0.5F) : colors.panel;
    if (!isEnabled(option))
        return blend(colors.panel, colors.window, 0.5F);
    if (isPressed(option))
        return blend(colors.line, colors.hover, 0.6F);
    return isHovered(option) ? colors.hover : base;
}

} // namespace

bool isSet(const QWidget *widget, const char *name)
{
    return widget && widget->property(name).toBool();
}

QIcon tinted(const QIcon &icon, QSize size, const QColor &color, double scale)
{
    if (icon.isNull())
        return icon;
    QPixmap pixmap = icon.pixmap(size, scale);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    return pixmap;
}

void roundedBox(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &line,
                double radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line.isValid() ? QPen(line, 1.0) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

void chevron(QPainter &painter, const QRect &rect, Qt::ArrowType direction, const QColor &color,
             double width)
{
    const double half = width / 2.0;
    const QPointF center = QRectF(rect).center();
    QPolygonF line({QPointF(-half, -half / 2), QPointF(0, half / 2), QPointF(half, -half / 2)});
    QTransform turn;
    turn.translate(center.x(), center.y());
    if (direction == Qt::UpArrow)
        turn.rotate(180);
    else if (direction == Qt::LeftArrow)
        turn.rotate(90);
    else if (direction == Qt::RightArrow)
        turn.rotate(-90);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(turn.map(line));
    painter.restore();
}

void focusRing(QPainter &painter, const QRect &rect, const QPalette &palette, double radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colorsOf(palette).accent, 2.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

/// The ring of a button that is filled with the accent: inside, in the colour of its text.
void innerFocusRing(QPainter &painter, const QRect &rect, const QPalette &palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colorsOf(palette).accentText, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(3, 3, -3, -3), cornerRadius - 2,
                            cornerRadius - 2);
    painter.restore();
}

void button(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const Colors &colors = colorsOf(option.palette);
    const bool isPrimary = isSet(widget, "primary");
    const bool isQuiet = isSet(widget, "quiet") && !isHovered(option) && !isPressed(option);
    if (!isQuiet) {
        const QColor fill = buttonFill(option, colors, isPrimary);
        const QColor line = isPrimary || isSet(widget, "quiet") ? QColor() : colors.line;
        roundedBox(painter, option.rect, fill, line);
    }
    if (isFocusShown(option) && isPrimary)
        innerFocusRing(painter, option.rect, option.palette);
    else if (isFocusShown(option))
        focusRing(painter, option.rect, option.palette);
}

void toolButton(QPainter &painter, const QStyleOption &option)
{
    const Colors &colors = colorsOf(option.palette);
    if (isChecked(option))
        roundedBox(painter, option.rect, colors.accentTint, QColor());
    else if (isPressed(option))
        roundedBox(painter, option.rect, blend(colors.line, colors.hover, 0.6F), QColor());
    else if (isHovered(option))
        roundedBox(painter, option.rect, colors.hover, QColor());
    if (isFocusShown(option))
        focusRing(painter, option.rect, option.palette);
}

void field(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const Colors &colors = colorsOf(option.palette);
    const bool hasFocus = option.state & QStyle::State_HasFocus;
    const QColor fill = isEnabled(option) ? colors.field : blend(colors.panel, colors.window, 0.5F);
    QColor line = hasFocus ? colors.accent : colors.line;
    if (isSet(widget, "hasProblem"))
        line = colors.problemText;
    else if (!hasFocus && isHovered(option))
        line = blend(colors.dimText, colors.line, 0.4F);
    roundedBox(painter, option.rect, fill, line);
}

void checkBox(QPainter &painter, const QStyleOption &option)
{
    const Colors &colors = colorsOf(option.palette);
    const bool isPartly = option.state & QStyle::State_NoChange;
    const bool isMarked = isChecked(option) || isPartly;
    const QColor strong =
        isEnabled(option) ? colors.accent : blend(colors.accent, colors.panel, 0.4F);
    const QColor rest =
        isHovered(option) ? colors.accent : blend(colors.dimText, colors.line, 0.5F);
    roundedBox(painter, option.rect, isMarked ? strong : colors.field, isMarked ? strong : rest,
               4.0);
    if (!isMarked)
        return;
    const QRectF box(option.rect);
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.accentText, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (isPartly)
        painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
    else
        painter.drawPolyline(QPolygonF({at(0.25, 0.52), at(0.43, 0.70), at(0.76, 0.32)}));
    painter.restore();
}

void radioButton(QPainter &painter, const QStyleOption &option)
{
    const Colors &colors = colorsOf(option.palette);
    const QColor strong =
        isEnabled(option) ? colors.accent : blend(colors.accent, colors.panel, 0.4F);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(
        isChecked(option) || isHovered(option) ? strong : blend(colors.dimText, colors.line, 0.5F));
    painter.setBrush(isChecked(option) ? strong : colors.field);
    painter.drawEllipse(box);
    if (isChecked(option)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accentText);
        painter.drawEllipse(box.center(), box.width() * 0.2, box.height() * 0.2);
    }
    painter.restore();
}

void tab(QPainter &painter, const QStyleOptionTab &option)
{
    const Colors &colors = colorsOf(option.palette);
    const QRect inner = option.rect.adjusted(2, 3, -2, -4);
    if (isHovered(option) && !(option.state & QStyle::State_Selected))
        roundedBox(painter, inner, colors.hover, QColor());
    if (option.state & QStyle::State_Selected)
        painter.fillRect(
            QRect(option.rect.left() + 6, option.rect.bottom() - 1, option.rect.width() - 12, 2),
            colors.accent);
    if (isFocusShown(option))
        focusRing(painter, inner, option.palette);
}

void headerSection(QPainter &painter, const QStyleOptionHeader &option)
{
    const Colors &colors = colorsOf(option.palette);
    const bool isClickable = option.state & QStyle::State_Raised;
    painter.fillRect(option.rect, isHovered(option) && isClickable ? colors.hover : colors.panel);
    if (option.orientation == Qt::Horizontal)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         colors.line);
}

void progressGroove(QPainter &painter, const QStyleOption &option)
{
    const Colors &colors = colorsOf(option.palette);
    roundedBox(painter, option.rect, blend(colors.line, colors.panel, 0.7F), QColor(),
               option.rect.height() / 2.0);
}

void progressContents(QPainter &painter, const QStyleOptionProgressBar &option)
{
    const qint64 span = static_cast<qint64>(option.maximum) - option.minimum;
    const double done =
        span > 0 ? static_cast<double>(option.progress - option.minimum) / static_cast<double>(span)
                 : 0.0;
    const int width = qRound(done * option.rect.width());
    if (width <= 0)
        return;
    const QRect bar(option.rect.left(), option.rect.top(), width, option.rect.height());
    QPainterPath groove;
    const double radius = option.rect.height() / 2.0;
    groove.addRoundedRect(option.rect, radius, radius);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(groove);
    roundedBox(painter, bar, colorsOf(option.palette).accent, QColor(), radius);
    painter.restore();
}

void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider)
{
    if (option.maximum <= option.minimum)
        return;
    const Colors &colors = colorsOf(option.palette);
    const bool isActive = (option.activeSubControls & QStyle::SC_ScrollBarSlider) &&
                          (option.state & (QStyle::State_MouseOver | QStyle::State_Sunken));
    const QRect bar = option.orientation == Qt::Vertical ? slider.adjusted(3, 1, -2, -1)
                                                         : slider.adjusted(1, 3, -1, -2);
    const QColor color = blend(colors.dimText, colors.panel, isActive ? 0.7F : 0.4F);
    roundedBox(painter, bar, color, QColor(), std::min(bar.width(), bar.height()) / 2.0);
}

void slider(QPainter &painter, const QStyleOptionSlider &option, const QRect &groove,
            const QRect &handle)
{
    const Colors &colors = colorsOf(option.palette);
    const bool isHorizontal = option.orientation == Qt::Horizontal;
    QRect line = isHorizontal ? QRect(groove.left(), groove.center().y() - 1, groove.width(), 4)
                              : QRect(groove.center().x() - 1, groove.top(), 4, groove.height());
    roundedBox(painter, line, blend(colors.line, colors.panel, 0.9F), QColor(), 2.0);
    if (isHorizontal)
        line.setRight(handle.center().x());
    else
        line.setTop(handle.center().y());
    const QColor strong = isEnabled(option) ? colors.accent : colors.waiting;
    roundedBox(painter, line, strong, QColor(), 2.0);
    const QRect knob = handle.adjusted(1, 1, -1, -1);
    roundedBox(painter, knob, colors.panel, isHovered(option) ? strong : colors.dimText,
               knob.height() / 2.0);
    if (isFocusShown(option))
        focusRing(painter, handle, option.palette);
}

} // namespace attune::ui::painting
