// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start/card.h"

#include "ui/pages/start/study_draft.h"
#include "ui/theme/style_painting.h"
#include "ui/theme/theme.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/value_text.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int recentHeight = 70;
constexpr int recipeHeight = 56;
constexpr int valueWidth = 110;
constexpr int sparklineWidth = 192;
constexpr int narrow = 420;
constexpr int roomForSources = 28; ///< of the button beside, from the content's right edge

} // namespace

Card::Card(int height, QWidget *parent) : QAbstractButton(parent)
{
    setFixedHeight(height);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void Card::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Colors &colors = colorsOf(palette());
    const bool isHovered = isEnabled() && underMouse();
    painting::roundedBox(painter, rect(),
                         !isEnabled() ? colors.window
                         : isDown()   ? colors.hover
                                      : colors.panel,
                         isHovered ? colors.accent : colors.line);
    paintContent(painter, rect().adjusted(spaceL, spaceS, -spaceL, -spaceS));
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        painting::focusRing(painter, rect(), palette());
}

void Card::paintLines(QPainter &painter, const QRect &rect, Qt::Alignment alignment,
                      const QString &title, const QString &text) const
{
    const Colors &colors = colorsOf(palette());
    const QFont heading = headingFont();
    const QFontMetrics bold(heading);
    const int lineHeight = bold.height() + 1;
    const int top = rect.center().y() - lineHeight + 1;
    painter.setFont(heading);
    painter.setPen(isEnabled() ? colors.text : colors.dimText); // to be read all the same
    painter.drawText(QRect(rect.left(), top, rect.width(), lineHeight),
                     Qt::AlignVCenter | alignment,
                     bold.elidedText(title, Qt::ElideRight, rect.width()));
    painter.setFont(font());
    painter.setPen(colors.dimText);
    painter.drawText(QRect(rect.left(), top + lineHeight, rect.width(), lineHeight),
                     Qt::AlignVCenter | alignment,
                     fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

RecentCard::RecentCard(RecentStudy study, QWidget *parent)
    : Card(recentHeight, parent), m_study(std::move(study))
{
    setAccessibleName(u"%1, %2"_s.arg(m_study.name, text()));
    setToolTip(m_study.folder);
}

void RecentCard::showFolder()
{
    m_isFolderShown = true;
    setAccessibleName(u"%1, %2"_s.arg(m_study.name, text()));
    update();
}

QString RecentCard::text() const
{
    const QString text =
        m_study.sentence.isEmpty() ? progressText(m_study.status) : m_study.sentence;
    return m_isFolderShown ? text + u" \u00b7 "_s + shortPath(m_study.folder) : text;
}

void RecentCard::paintContent(QPainter &painter, const QRect &rect)
{
    const bool isShown = m_study.sentence.isEmpty();
    const StudyStatus &status = m_study.status;
    const bool hasBest = isShown && (status.bestValue || !status.front.empty());
    const bool hasCurve =
        isShown && status.bestValue && width() > narrow && m_study.bestSoFar.size() > 1;
    QRect left = rect;
    if (hasBest)
        left.setRight(left.right() - valueWidth - (hasCurve ? sparklineWidth : 0));
    // Folders differ at their ends.
    paintLines(painter, left, Qt::AlignLeft, m_study.name,
               fontMetrics().elidedText(text(), Qt::ElideMiddle, left.width()));
    if (!hasBest)
        return;
    const QRect value(rect.right() - valueWidth + 1, rect.top(), valueWidth, rect.height());
    if (status.bestValue)
        paintLines(painter, value, Qt::AlignRight, valueText(*status.bestValue), tr("best"));
    else
        paintLines(painter, value, Qt::AlignRight, QString::number(status.front.size()),
                   tr("on the front"));
    if (hasCurve)
        paintSparkline(painter,
                       QRectF(value.left() - sparklineWidth, rect.center().y() - 14,
                              sparklineWidth - spaceXl, 28),
                       m_study.bestSoFar, colorsOf(palette()).best, SparklineShape::Steps);
}

RecipeCard::RecipeCard(Recipe recipe, QWidget *parent)
    : Card(recipeHeight, parent), m_recipe(std::move(recipe))
{
    setObjectName(u"recipe."_s + m_recipe.id);
    setEnabled(m_recipe.isUsable);
    setAccessibleName(u"%1, %2"_s.arg(m_recipe.title, m_recipe.found));
    setToolTip(m_recipe.isUsable ? m_recipe.note : m_recipe.note + u'\n' + m_recipe.found);
}

void RecipeCard::paintContent(QPainter &painter, const QRect &rect)
{
    const int sources = m_recipe.sources.empty() ? 0 : roomForSources;
    paintLines(painter, rect.adjusted(0, 0, -sources, 0), Qt::AlignLeft, m_recipe.title,
               m_recipe.found);
}

QString progressText(const StudyStatus &status)
{
    const QString dot = u" \u00b7 "_s;
    const QString trials = Card::tr("%n trial(s)", nullptr, status.launched());
    const QString ofBudget = Card::tr("%1 of %2").arg(status.launched()).arg(status.budgetTrials);
    switch (status.state) {
    case StudyState::Finished:
        return Card::tr("Complete") + dot + trials;
    case StudyState::Running:
    case StudyState::Stopping:
        return ofBudget + dot + Card::tr("running");
    case StudyState::Paused:
        return Card::tr("Paused") + dot + ofBudget;
    case StudyState::Idle:
    case StudyState::ReadOnly:
        break;
    }
    if (status.running > 0)
        return ofBudget + dot + Card::tr("running");
    return status.launched() + status.cancelled == 0 ? Card::tr("Not started") : ofBudget;
}

} // namespace attune::ui
