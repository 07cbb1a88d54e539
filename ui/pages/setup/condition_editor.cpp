// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/condition_editor.h"

#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/flow_layout.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// As something that another hyperparameter could depend on.
bool looksAlike(const Hyperparameter &a, const Hyperparameter &b)
{
    return a.name == b.name && a.type == b.type && a.values == b.values;
}

QString rowName(const QString &base, std::size_t row)
{
    return row == 0 ? base : base + QString::number(row);
}

} // namespace

ConditionEditor::ConditionEditor(QWidget *parent)
    : QWidget(parent), m_rows(new QVBoxLayout), m_add(new QPushButton(tr("Add Condition")))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(spaceS);
    m_add->setObjectName(u"addCondition"_s);
    m_add->setProperty("quiet", true);
    m_add->setToolTip(tr("Active only when this holds too."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceXs);
    layout->addLayout(m_rows);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &ConditionEditor::addCondition);
}

void ConditionEditor::show(const SearchSpace &space, std::size_t index)
{
    const Hyperparameter &hyperparameter = space.hyperparameters[index];
    const bool isShown = m_space.hyperparameters.size() == space.hyperparameters.size() &&
                         m_index == index && m_conditions == hyperparameter.when &&
                         std::equal(space.hyperparameters.begin(), space.hyperparameters.end(),
                                    m_space.hyperparameters.begin(), looksAlike);
    m_space = space;
    m_index = index;
    if (isShown)
        return; // ticks keep the focus
    m_conditions = hyperparameter.when;
    rebuild();
}

void ConditionEditor::rebuild()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->setParent(nullptr);
        item->widget()->deleteLater();
        delete item;
    }
    for (std::size_t row = 0; row < std::max<std::size_t>(1, m_conditions.size()); ++row)
        m_rows->addWidget(makeRow(row));
    m_add->setVisible(!m_conditions.empty() && !parentsFor(m_conditions.size()).empty());
}

QWidget *ConditionEditor::makeRow(std::size_t row)
{
    auto *widget = new QWidget;
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceS);
    layout->addWidget(new DimLabel(row == 0 ? tr("Active") : tr("and")));
    layout->addWidget(makeParent(row));
    if (row < m_conditions.size()) {
        layout->addWidget(new DimLabel(tr("is")));
        layout->addWidget(makeChoices(row), 1);
    } else {
        layout->addStretch(1);
    }
    if (row > 0) {
        auto *remove = new QToolButton;
        remove->setObjectName(rowName(u"removeCondition"_s, row));
        remove->setIcon(themedIcon(u"cross"_s));
        remove->setAutoRaise(true);
        remove->setToolTip(tr("Removes this condition."));
        remove->setAccessibleName(tr("Remove Condition"));
        layout->addWidget(remove);
        connect(remove, &QToolButton::clicked, this, [this, row] { removeCondition(row); });
    }
    return widget;
}

QComboBox *ConditionEditor::makeParent(std::size_t row)
{
    auto *box = new QComboBox;
    box->setObjectName(rowName(u"conditionParent"_s, row));
    box->setAccessibleName(tr("Active"));
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    if (row == 0)
        box->addItem(tr("always"));
    for (const std::string &each : parentsFor(row)) {
        const QString name = QString::fromStdString(each);
        box->addItem(row == 0 ? tr("only when %1").arg(name) : name, name);
    }
    if (row < m_conditions.size()) {
        const QString name = QString::fromStdString(m_conditions[row].parent);
        if (box->findData(name) < 0) // not (any more) something to depend on: shown all the same
            box->addItem(row == 0 ? tr("only when %1").arg(name) : name, name);
        box->setCurrentIndex(box->findData(name));
    }
    box->setEnabled(box->count() > 1 || row > 0);
    if (!box->isEnabled())
        box->setToolTip(tr("Needs another, categorical hyperparameter to depend on."));
    connect(box, &QComboBox::activated, this,
            [this, box, row] { chooseParent(row, box->currentData().toString().toStdString()); });
    return box;
}

QWidget *ConditionEditor::makeChoices(std::size_t row)
{
    auto *widget = new QWidget;
    auto *layout = new FlowLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    const Hyperparameter *parent = m_space.find(m_conditions[row].parent);
    if (!parent)
        return widget;
    const std::vector<Value> &chosen = m_conditions[row].values;
    for (const Value &value : parent->values) {
        auto *tick = new QCheckBox(QString::fromStdString(textOf(value)));
        tick->setChecked(std::ranges::any_of(
            chosen, [&](const Value &each) { return sameChoice(each, value); }));
        layout->addWidget(tick);
        connect(tick, &QCheckBox::clicked, this,
                [this, row, value](bool isChosen) { setChoice(row, value, isChosen); });
    }
    return widget;
}

std::vector<std::string> ConditionEditor::parentsFor(std::size_t row) const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < m_space.hyperparameters.size(); ++i) {
        const Hyperparameter &other = m_space.hyperparameters[i];
        bool canBe =
            other.type == HyperparameterType::Categorical && i != m_index && !other.name.empty();
        for (std::size_t j = 0; j < m_conditions.size(); ++j)
            canBe = canBe && (j == row || m_conditions[j].parent != other.name);
        if (canBe)
            names.push_back(other.name);
    }
    return names;
}

Condition ConditionEditor::conditionOn(const std::string &name) const
{
    Condition condition{name, {}};
    const Hyperparameter *parent = m_space.find(name);
    if (parent && !parent->values.empty())
        condition.values = {parent->values.front()};
    return condition;
}

void ConditionEditor::chooseParent(std::size_t row, const std::string &name)
{
    if (name.empty())
        m_conditions.clear();
    else if (row < m_conditions.size())
        m_conditions[row] = conditionOn(name);
    else
        m_conditions.push_back(conditionOn(name));
    announce();
    // The row was made anew: arrow keys go on choosing in it.
    if (auto *box = findChild<QComboBox *>(rowName(u"conditionParent"_s, row)))
        box->setFocus(Qt::OtherFocusReason);
}

void ConditionEditor::setChoice(std::size_t row, const Value &value, bool isChosen)
{
    std::vector<Value> chosen;
    for (const Value &each : m_space.find(m_conditions[row].parent)->values) {
        const bool wasChosen = std::ranges::any_of(
            m_conditions[row].values, [&](const Value &other) { return sameChoice(other, each); });
        if (sameChoice(each, value) ? isChosen : wasChosen)
            chosen.push_back(each);
    }
    m_conditions[row].values = std::move(chosen);
    Q_EMIT conditionsEdited(); // the ticks show it already, and keep the focus
}

void ConditionEditor::addCondition()
{
    m_conditions.push_back(conditionOn(parentsFor(m_conditions.size()).front()));
    announce();
}

void ConditionEditor::removeCondition(std::size_t row)
{
    m_conditions.erase(m_conditions.begin() + static_cast<std::ptrdiff_t>(row));
    announce();
}

void ConditionEditor::announce()
{
    rebuild();
    Q_EMIT conditionsEdited();
}

} // namespace attune::ui
