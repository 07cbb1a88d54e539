// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/condition_editor.h"

#include "ui/pages/setup/hyperparameter_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// As something that another hyperparameter could depend on.
bool looksAlike(const Hyperparameter &a, const Hyperparameter &b)
{
    return a.name == b.name && a.type == b.type && a.values == b.values;
}

} // namespace

ConditionEditor::ConditionEditor(QWidget *parent)
    : QWidget(parent), m_parent(new QComboBox), m_is(new DimLabel(tr("is"))),
      m_others(new DimLabel), m_choices(new QWidget)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceS);
    layout->addWidget(new DimLabel(tr("Active")));
    layout->addWidget(m_parent);
    layout->addWidget(m_is);
    layout->addWidget(m_choices);
    layout->addWidget(m_others, 1);
    layout->addStretch(1);
    auto *choices = new QHBoxLayout(m_choices);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(spaceM);
    m_parent->setAccessibleName(tr("Active"));
    m_parent->setObjectName(u"conditionParent"_s);
    m_parent->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_parent, &QComboBox::activated, this, &ConditionEditor::chooseParent);
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
    m_parent->clear();
    m_parent->addItem(tr("always"));
    for (const Hyperparameter &other : space.hyperparameters) {
        const bool canBeParent =
            other.type == HyperparameterType::Categorical && other.name != hyperparameter.name;
        if (canBeParent)
            m_parent->addItem(tr("only when %1").arg(QString::fromStdString(other.name)),
                              QString::fromStdString(other.name));
    }
    if (!m_conditions.empty()) {
        const QString name = QString::fromStdString(m_conditions.front().parent);
        if (m_parent->findData(name) < 0)
            m_parent->addItem(tr("only when %1").arg(name), name);
        m_parent->setCurrentIndex(m_parent->findData(name));
    }
    m_parent->setEnabled(m_parent->count() > 1);
    m_parent->setToolTip(m_parent->count() > 1
                             ? QString()
                             : tr("Needs another, categorical hyperparameter to depend on."));
    rebuildChoices();
}

const Hyperparameter *ConditionEditor::parentNow() const
{
    return m_conditions.empty() ? nullptr : m_space.find(m_conditions.front().parent);
}

void ConditionEditor::chooseParent()
{
    const std::string name = m_parent->currentData().toString().toStdString();
    if (name.empty()) {
        m_conditions.clear();
    } else {
        const Hyperparameter *parent = m_space.find(name);
        Condition condition{name, {}};
        if (parent && !parent->values.empty())
            condition.values = {parent->values.front()};
        if (m_conditions.empty())
            m_conditions.push_back(condition);
        else
            m_conditions.front() = condition;
    }
    rebuildChoices();
    Q_EMIT conditionsEdited();
}

void ConditionEditor::rebuildChoices()
{
    for (QCheckBox *tick : m_choices->findChildren<QCheckBox *>(Qt::FindDirectChildrenOnly)) {
        tick->hide();
        tick->setParent(nullptr);
        tick->deleteLater();
    }
    const Hyperparameter *parent = parentNow();
    m_is->setVisible(parent != nullptr);
    m_choices->setVisible(parent != nullptr);
    if (parent) {
        const auto &chosen = m_conditions.front().values;
        for (const Value &value : parent->values) {
            auto *tick = new QCheckBox(QString::fromStdString(textOf(value)));
            tick->setChecked(std::any_of(chosen.begin(), chosen.end(), [&](const Value &each) {
                return sameChoice(each, value);
            }));
            m_choices->layout()->addWidget(tick);
            connect(tick, &QCheckBox::clicked, this, &ConditionEditor::takeChoices);
        }
    }
    Hyperparameter others;
    if (m_conditions.size() > 1)
        others.when.assign(m_conditions.begin() + 1, m_conditions.end());
    m_others->setText(others.when.empty() ? QString() : tr("and %1").arg(conditionText(others)));
}

void ConditionEditor::takeChoices()
{
    const Hyperparameter *parent = parentNow();
    const auto ticks = m_choices->findChildren<QCheckBox *>(Qt::FindDirectChildrenOnly);
    m_conditions.front().values.clear();
    for (qsizetype index = 0; index < ticks.size(); ++index) {
        if (ticks[index]->isChecked())
            m_conditions.front().values.push_back(parent->values[static_cast<std::size_t>(index)]);
    }
    Q_EMIT conditionsEdited();
}

} // namespace attune::ui
