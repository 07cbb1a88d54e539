// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_stack.h"

#include "ui/theme/theme.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QVBoxLayout>

namespace attune::ui {

NoticeStack::NoticeStack(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setSpacing(spaceS);
    fit();
}

NoticeBar *NoticeStack::show(const QString &text)
{
    return showTopic(text, text);
}

void NoticeStack::showError(const QString &sentence)
{
    if (!sentence.isEmpty())
        show(sentence.toHtmlEscaped());
}

NoticeBar *NoticeStack::showTopic(const QString &topic, const QString &text)
{
    NoticeBar *bar = find(topic);
    if (text.isEmpty()) {
        if (bar) {
            if (bar->isAncestorOf(QApplication::focusWidget()) && parentWidget())
                parentWidget()->setFocus(); // not whatever control comes next
            bar->setVisible(false);
            bar->deleteLater();
            bar->setObjectName({});
        }
        fit();
        return nullptr;
    }
    if (!bar) {
        bar = new NoticeBar(this);
        bar->setObjectName(topic);
        m_layout->addWidget(bar);
        setTabOrder(this, bar); // before what is below, though it came later
        connect(bar, &NoticeBar::dismissed, this, [this, topic] { showTopic(topic, {}); });
    }
    bar->show(text);
    fit();
    return bar;
}

QStringList NoticeStack::texts() const
{
    QStringList texts;
    for (const NoticeBar *bar : findChildren<NoticeBar *>(Qt::FindDirectChildrenOnly)) {
        if (!bar->isHidden())
            texts << bar->text();
    }
    return texts;
}

NoticeBar *NoticeStack::find(const QString &topic) const
{
    for (NoticeBar *bar : findChildren<NoticeBar *>(Qt::FindDirectChildrenOnly)) {
        if (bar->objectName() == topic)
            return bar;
    }
    return nullptr;
}

void NoticeStack::fit()
{
    const bool isEmpty = texts().isEmpty();
    m_layout->setContentsMargins(0, 0, 0, isEmpty ? 0 : spaceM);
    setVisible(!isEmpty);
}

} // namespace attune::ui
