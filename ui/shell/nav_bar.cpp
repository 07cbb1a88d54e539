// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/nav_bar.h"

#include "ui/theme/style_painting.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int barWidth = 76;
constexpr int buttonHeight = 62;
constexpr int iconSide = 22;

/// Icon above title; the chosen page is tinted.
class NavButton : public QAbstractButton
{
public:
    NavButton(const Page &page, QAction *action) : m_icon(themedIcon(page.icon))
    {
        setText(page.title);
        setObjectName(u"nav."_s + page.id);
        setCheckable(true);
        setAutoExclusive(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
        setFixedHeight(buttonHeight);
        setFont(uiFont(-1.0));
        setToolTip(
            u"%1 (%2)"_s.arg(page.title, action->shortcut().toString(QKeySequence::NativeText)));
        setChecked(action->isChecked());
        connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::toggled, this, &QAbstractButton::setChecked);
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        const Colors &colors = colorsOf(palette());
        if (isChecked())
            painting::roundedBox(painter, rect(), colors.accentTint, QColor());
        else if (underMouse())
            painting::roundedBox(painter, rect(), colors.hover, QColor());
        const QRect icon((width() - iconSide) / 2, 9, iconSide, iconSide);
        m_icon.paint(&painter, icon, Qt::AlignCenter, QIcon::Normal,
                     isChecked() ? QIcon::On : QIcon::Off);
        QFont font = this->font();
        if (isChecked())
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(isChecked() ? colors.accent : colors.dimText);
        painter.drawText(QRect(0, icon.bottom() + 2, width(), height() - icon.bottom() - 8),
                         Qt::AlignHCenter | Qt::AlignVCenter, text());
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            painting::focusRing(painter, rect(), palette());
    }

private:
    QIcon m_icon;
};

} // namespace

NavBar::NavBar(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setFixedWidth(barWidth);
    setAccessibleName(tr("Pages"));
    m_layout->setContentsMargins(6, spaceM, 7, spaceM);
    m_layout->setSpacing(2);
    m_layout->addStretch(1);
}

void NavBar::addPage(const Page &page, QAction *action)
{
    m_layout->insertWidget(m_layout->count() - 1, new NavButton(page, action));
}

void NavBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Colors &colors = colorsOf(palette());
    painter.fillRect(rect(), colors.panel);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), colors.line);
}

} // namespace attune::ui
