// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_bar.h"

#include "ui/theme/style_painting.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace attune::ui {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent), m_text(new QLabel), m_actions(new QHBoxLayout),
      m_dismiss(new QPushButton(tr("Dismiss")))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName(u"noticeText"_s);
    m_dismiss->setProperty("quiet", true);
    m_dismiss->setObjectName(u"dismiss"_s);
    m_actions->setSpacing(spaceS);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spaceM, spaceS, spaceS, spaceS);
    layout->setSpacing(spaceM);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_actions);
    layout->addWidget(m_dismiss);
    connect(m_dismiss, &QPushButton::clicked, this, [this] {
        setVisible(false);
        Q_EMIT dismissed();
    });
    setVisible(false);
}

void NoticeBar::show(const QString &richText)
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    setText(richText);
    setTabOrder(this, m_dismiss);
    setVisible(true);
}

void NoticeBar::setText(const QString &richText)
{
    m_text->setText(richText);
    setAccessibleName(richText);
}

QPushButton *NoticeBar::addAction(const QString &text, std::function<void()> act)
{
    auto *button = new QPushButton(text);
    QLayoutItem *last = m_actions->itemAt(m_actions->count() - 1);
    m_actions->addWidget(button);
    setTabOrder(last ? last->widget() : this, button);
    setTabOrder(button, m_dismiss);
    button->show();
    connect(button, &QPushButton::clicked, this, [act = std::move(act)] { act(); });
    return button;
}

void NoticeBar::setDismissible(bool isDismissible)
{
    m_dismiss->setVisible(isDismissible);
}

void NoticeBar::setTone(NoticeTone tone)
{
    m_tone = tone;
    update();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Colors &colors = colorsOf(palette());
    if (m_tone == NoticeTone::Warning)
        painting::roundedBox(painter, rect(), colors.noticeTint, colors.noticeLine);
    else
        painting::roundedBox(painter, rect(), colors.accentTint, colors.line);
}

} // namespace attune::ui
