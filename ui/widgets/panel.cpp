// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel.h"

#include "ui/theme/style_painting.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace attune::ui {

Panel::Panel(const QString &title, QWidget *parent)
    : QFrame(parent), m_title(new QLabel(title)), m_header(new QHBoxLayout), m_body(new QVBoxLayout)
{
    m_title->setFont(headingFont());
    m_header->setContentsMargins(spaceM, 0, spaceM, 0);
    m_header->setSpacing(spaceXs + 2);
    m_header->addWidget(m_title);
    m_header->addStretch(1);
    m_body->setContentsMargins(spaceM, 0, spaceM, spaceM);
    m_body->setSpacing(spaceS);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, spaceS, 1, 1);
    layout->setSpacing(spaceS);
    layout->addLayout(m_header);
    layout->addLayout(m_body, 1);
    setTitle(title);
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Panel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Colors &colors = colorsOf(palette());
    painting::roundedBox(painter, rect(), colors.panel, colors.line);
}

} // namespace attune::ui
