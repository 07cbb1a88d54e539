// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pairs_editor.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <map>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// Heard without its row, a button says which row it is of.
void nameAfter(QAbstractButton *button, const QLineEdit *name, const QString &act)
{
    const auto follow = [button, act](const QString &row) {
        button->setAccessibleName(row.trimmed().isEmpty() ? act
                                                          : u"%1: %2"_s.arg(row.trimmed(), act));
    };
    follow(name->text());
    QObject::connect(name, &QLineEdit::textChanged, button, follow);
}

} // namespace

PairsEditor::PairsEditor(const Texts &texts, QWidget *parent) : QWidget(parent), m_texts(texts)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceXs);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(spaceXs);
    layout->addLayout(m_rows);
    auto *add = new QPushButton(texts.addText);
    add->setObjectName(u"addPair"_s);
    layout->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({}, {});
        m_rows->itemAt(m_rows->count() - 1)->widget()->findChild<QLineEdit *>()->setFocus();
    });
}

PairsEditor::PairsEditor(const Texts &texts, Act act, QWidget *parent) : PairsEditor(texts, parent)
{
    m_act = std::move(act);
}

void PairsEditor::setPairs(const Pairs &wanted)
{
    // Order and repeated names are the person's while typing: the study may keep a sorted map.
    using Map = std::map<std::string, std::string>;
    const Pairs shown = pairs();
    if (Map(shown.begin(), shown.end()) == Map(wanted.begin(), wanted.end()))
        return;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto &[first, second] : wanted)
        addRow(QString::fromStdString(first), QString::fromStdString(second));
}

PairsEditor::Pairs PairsEditor::pairs() const
{
    Pairs found;
    for (int index = 0; index < m_rows->count(); ++index) {
        const auto fields = m_rows->itemAt(index)->widget()->findChildren<QLineEdit *>();
        const std::string first = fields.at(0)->text().trimmed().toStdString();
        const std::string second = fields.at(1)->text().toStdString();
        if (!first.empty() || !second.empty())
            found.emplace_back(first, second);
    }
    return found;
}

void PairsEditor::addRow(const QString &first, const QString &second)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceS);
    const auto addField = [&](const QString &text, const QString &placeholder) {
        auto *field = new QLineEdit(text);
        field->setPlaceholderText(placeholder);
        field->setAccessibleName(placeholder);
        connect(field, &QLineEdit::textEdited, this, &PairsEditor::pairsEdited);
        return field;
    };
    auto *name = addField(first, m_texts.first);
    layout->addWidget(name, 2);
    layout->addWidget(new QLabel(m_texts.joiner));
    layout->addWidget(addField(second, m_texts.second), 3);
    if (m_act) {
        auto *act = new QToolButton;
        act->setObjectName(u"act"_s);
        act->setIcon(themedIcon(m_act->icon));
        act->setAutoRaise(true);
        act->setToolTip(m_act->name);
        nameAfter(act, name, m_act->name);
        layout->addWidget(act);
        connect(act, &QToolButton::clicked, this,
                [this, name] { Q_EMIT actWanted(name->text().trimmed()); });
    }
    auto *remove = new QToolButton;
    remove->setText(u"×"_s);
    remove->setAutoRaise(true);
    remove->setToolTip(tr("Remove this line"));
    nameAfter(remove, name, tr("Remove this line"));
    layout->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, [this, row] { removeRow(row); });
    m_rows->addWidget(row);
}

void PairsEditor::removeRow(QWidget *row)
{
    m_rows->removeWidget(row);
    row->hide();
    row->deleteLater();
    Q_EMIT pairsEdited();
}

} // namespace attune::ui
