// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int iconSide = 40;
constexpr int sentenceWidth = 420;

} // namespace

EmptyState::EmptyState(const QString &icon, const QString &title, const QString &sentence,
                       QWidget *parent)
    : QWidget(parent), m_iconName(icon), m_icon(new QLabel), m_title(new QLabel),
      m_sentence(new DimLabel)
{
    QFont font = headingFont();
    font.setPointSizeF(font.pointSizeF() + 2);
    m_title->setFont(font);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumWidth(200);
    m_sentence->setMaximumWidth(sentenceWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spaceS);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addWidget(m_title);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_sentence, 4);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(3);
    setTexts(title, sentence);
    tint();
}

void EmptyState::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

QPushButton *EmptyState::setAction(const QString &text)
{
    auto *button = new QPushButton(text);
    button->setProperty("primary", true);
    auto *box = static_cast<QVBoxLayout *>(layout());
    box->insertSpacing(box->count() - 1, spaceS);
    box->insertWidget(box->count() - 1, button, 0, Qt::AlignHCenter);
    return button;
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        tint();
    QWidget::changeEvent(event);
}

void EmptyState::tint()
{
    m_icon->setPixmap(themedIcon(m_iconName)
                          .pixmap(QSize(iconSide, iconSide), devicePixelRatioF(), QIcon::Disabled));
}

} // namespace attune::ui
