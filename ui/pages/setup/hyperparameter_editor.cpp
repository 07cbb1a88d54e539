// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/hyperparameter_editor.h"

#include "ui/charts/range_editor/range_editor.h"
#include "ui/models/study_model.h"
#include "ui/pages/setup/choices_editor.h"
#include "ui/pages/setup/condition_editor.h"
#include "ui/pages/setup/field_problems.h"
#include "ui/pages/setup/hyperparameter_hints.h"
#include "ui/pages/setup/hyperparameter_text.h"
#include "ui/pages/setup/set_up_section.h"
#include "ui/pages/setup/space_edits.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array scalings{Scaling::Auto, Scaling::Linear, Scaling::Logarithmic,
                              Scaling::ReverseLogarithmic};
constexpr std::array types{HyperparameterType::Continuous, HyperparameterType::Integer,
                           HyperparameterType::Categorical};
enum FieldColumn { NameColumn, TypeColumn, MinColumn, MaxColumn, StepColumn, DefaultColumn };

} // namespace

HyperparameterEditor::HyperparameterEditor(StudyDocument *document, StudyModel *study,
                                           QWidget *parent)
    : QWidget(parent), m_document(document), m_study(study)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceM);
    buildFields();
    layout->addLayout(m_fields);
    buildScaling();
    layout->addWidget(m_numeric);
    m_choices = new ChoicesEditor;
    m_choices->setObjectName(u"choices"_s);
    m_ordered = new QCheckBox(tr("Ordered: neighbours behave alike (16, 32, 64)"));
    m_ordered->setObjectName(u"ordered"_s);
    m_categorical = new QWidget;
    auto *categorical = new QVBoxLayout(m_categorical);
    categorical->setContentsMargins(0, 0, 0, 0);
    categorical->addWidget(makeCaption(tr("Choices"), m_choices));
    categorical->addWidget(m_choices);
    categorical->addWidget(m_ordered);
    layout->addWidget(m_categorical);
    m_problems = new FieldProblems(document, {}, this);
    layout->addWidget(m_problems);
    m_hints = new HyperparameterHints;
    layout->addWidget(m_hints);
    m_range = new RangeEditor;
    m_range->setObjectName(u"range"_s);
    layout->addWidget(m_range);
    m_legend = makeHint(tr("Drag the blue ends. The hill shows how often each value is tried; the "
                           "lines lead 40 samples to the scaled axis."));
    layout->addWidget(m_legend);
    m_condition = new ConditionEditor;
    layout->addWidget(m_condition);
    connectFields();
    if (study)
        connect(study, &StudyModel::trialsChanged, this, [this] {
            if (isVisible()) { // else when it is shown again
                refreshDots();
                refreshHints();
            }
        });
}

void HyperparameterEditor::addColumn(int column, const QString &caption, QWidget *field)
{
    m_fields->addWidget(makeCaption(caption, field), 0, column);
    m_fields->addWidget(field, 1, column);
}

void HyperparameterEditor::buildFields()
{
    m_fields = new QGridLayout;
    m_fields->setHorizontalSpacing(spaceL);
    m_fields->setVerticalSpacing(spaceXs);
    m_name = new QLineEdit;
    m_type = new QComboBox;
    for (const HyperparameterType type : types)
        m_type->addItem(typeText(type));
    m_min = new NumberField(NumberField::Kind::Real);
    m_max = new NumberField(NumberField::Kind::Real);
    m_step = new NumberField(NumberField::Kind::Whole);
    m_default = new QLineEdit;
    m_default->setPlaceholderText(tr("none"));
    m_default->setToolTip(tr("When every hyperparameter has a default, the first trial tries "
                             "them."));
    m_name->setObjectName(u"name"_s);
    m_type->setObjectName(u"type"_s);
    m_min->setObjectName(u"min"_s);
    m_max->setObjectName(u"max"_s);
    m_step->setObjectName(u"step"_s);
    m_default->setObjectName(u"default"_s);
    addColumn(NameColumn, tr("Name"), m_name);
    addColumn(TypeColumn, tr("Type"), m_type);
    addColumn(MinColumn, tr("Minimum"), m_min);
    addColumn(MaxColumn, tr("Maximum"), m_max);
    addColumn(StepColumn, tr("Step"), m_step);
    addColumn(DefaultColumn, tr("Default"), m_default);
    for (const int column : {NameColumn, TypeColumn, MinColumn, MaxColumn, DefaultColumn})
        m_fields->setColumnStretch(column, column == NameColumn ? 3 : 2);
    m_fields->setColumnStretch(StepColumn, 1);
    for (QLineEdit *field :
         {m_name, static_cast<QLineEdit *>(m_min), static_cast<QLineEdit *>(m_max),
          static_cast<QLineEdit *>(m_step), m_default})
        field->setMinimumWidth(48);
    m_type->setMinimumWidth(96);
    m_typeWhy = makeHint({});
    m_typeWhy->setObjectName(u"typeWhy"_s);
    m_fields->addWidget(m_typeWhy, 2, 0, 1, -1);
}

void HyperparameterEditor::buildScaling()
{
    QStringList names;
    for (const Scaling scaling : scalings)
        names << scalingName(scaling);
    m_scaling = new SegmentedControl(names);
    m_scaling->setObjectName(u"scaling"_s);
    m_scalingWhy = makeHint({});
    m_scalingWhy->setObjectName(u"scalingWhy"_s);
    m_numeric = new QWidget;
    m_scaling->setAccessibleName(tr("Scaling"));
    auto *layout = new QHBoxLayout(m_numeric);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spaceL);
    layout->addWidget(m_scaling);
    layout->addWidget(m_scalingWhy, 1);
}

void HyperparameterEditor::connectFields()
{
    connect(m_name, &QLineEdit::editingFinished, this, &HyperparameterEditor::rename);
    connect(m_type, &QComboBox::activated, this, [this](int type) {
        change(tr("Change Type of %1").arg(name()), {}, [&](Hyperparameter &changed) {
            setHyperparameterType(changed, types[static_cast<std::size_t>(type)]);
        });
    });
    m_min->setNeeded();
    m_max->setNeeded();
    connect(m_min, &NumberField::valueEdited, this,
            [this](std::optional<double> value) { setRange(*value, now().max, u"min"_s); });
    connect(m_max, &NumberField::valueEdited, this,
            [this](std::optional<double> value) { setRange(now().min, *value, u"max"_s); });
    connect(m_step, &NumberField::valueEdited, this, [this](std::optional<double> value) {
        change(tr("Change Step of %1").arg(name()), u"step"_s, [&](Hyperparameter &changed) {
            changed.step = static_cast<std::int64_t>(value.value_or(1.0));
        });
    });
    connect(m_default, &QLineEdit::textEdited, this, [this](const QString &text) {
        change(tr("Change Default of %1").arg(name()), u"default"_s, [&](Hyperparameter &changed) {
            changed.defaultValue.reset();
            if (!text.trimmed().isEmpty())
                changed.defaultValue = valueFromText(text.trimmed().toStdString());
        });
    });
    connect(m_scaling, &SegmentedControl::chosen, this, [this](int index) {
        change(tr("Change Scaling of %1").arg(name()), {}, [&](Hyperparameter &changed) {
            changed.scaling = scalings[static_cast<std::size_t>(index)];
        });
    });
    connect(m_choices, &ChoicesEditor::valuesEdited, this, [this] {
        change(tr("Change Choices of %1").arg(name()), u"choices"_s,
               [&](Hyperparameter &changed) { changed.values = m_choices->values(); });
    });
    connect(m_ordered, &QCheckBox::clicked, this, [this](bool isOrdered) {
        change(tr("Change Order of %1").arg(name()), {},
               [&](Hyperparameter &changed) { changed.isOrdered = isOrdered; });
    });
    connect(m_condition, &ConditionEditor::conditionsEdited, this, [this] {
        change(tr("Change Condition of %1").arg(name()), {},
               [&](Hyperparameter &changed) { changed.when = m_condition->conditions(); });
    });
    connect(m_range, &RangeEditor::rangeEdited, this, &HyperparameterEditor::setRange);
    for (NumberField *field : {m_min, m_max, m_step})
        m_problems->tellOf(field);
}

void HyperparameterEditor::show(int index)
{
    const bool isOther = index != std::exchange(m_index, index) || now().name != m_shownName;
    m_shownName = now().name;
    if (isOther)
        m_problems->setPathPrefix(u"hyperparameters[%1]"_s.arg(index));
    refresh();
    refreshDots();
}

void HyperparameterEditor::refresh()
{
    const Hyperparameter &hyperparameter = now();
    const bool isCategorical = hyperparameter.type == HyperparameterType::Categorical;
    const bool isInteger = hyperparameter.type == HyperparameterType::Integer;
    if (!m_name->hasFocus() || !m_name->isModified())
        m_name->setText(QString::fromStdString(hyperparameter.name));
    m_type->setCurrentIndex(static_cast<int>(hyperparameter.type));
    m_typeWhy->setText(typeSentence(hyperparameter));
    for (const int column : {MinColumn, MaxColumn, StepColumn}) {
        const bool isShown = !isCategorical && (column != StepColumn || isInteger);
        m_fields->itemAtPosition(0, column)->widget()->setVisible(isShown);
        m_fields->itemAtPosition(1, column)->widget()->setVisible(isShown);
    }
    m_min->setValue(hyperparameter.min);
    m_max->setValue(hyperparameter.max);
    m_step->setValue(static_cast<double>(hyperparameter.step));
    const QString defaultText =
        hyperparameter.defaultValue ? settingText(*hyperparameter.defaultValue) : QString();
    if (!m_default->hasFocus() || valueFromText(m_default->text().trimmed().toStdString()) !=
                                      hyperparameter.defaultValue.value_or(Value(std::string()))) {
        m_default->setText(defaultText);
    }
    m_numeric->setVisible(!isCategorical);
    m_legend->setVisible(!isCategorical);
    m_categorical->setVisible(isCategorical);
    m_choices->setValues(hyperparameter.values);
    m_ordered->setChecked(hyperparameter.isOrdered);
    if (!isCategorical)
        refreshScaling();
    m_range->setHyperparameter(hyperparameter);
    m_condition->show(m_document->settings().space, static_cast<std::size_t>(m_index));
    refreshHints();
}

void HyperparameterEditor::refreshScaling()
{
    const Hyperparameter &hyperparameter = now();
    const bool isContinuous = hyperparameter.type == HyperparameterType::Continuous;
    QStringList reasons;
    for (std::size_t index = 0; index < scalings.size(); ++index) {
        const auto why =
            whyImpossible(scalings[index], hyperparameter.min, hyperparameter.max, isContinuous);
        const QString reason = why ? QString::fromStdString(*why) : QString();
        const bool isChosen = scalings[index] == hyperparameter.scaling;
        m_scaling->setSegmentEnabled(static_cast<int>(index), reason.isEmpty() || isChosen, reason);
        if (!reason.isEmpty())
            reasons << reason;
        if (isChosen)
            m_scaling->setCurrent(static_cast<int>(index));
    }
    if (hyperparameter.scaling == Scaling::Auto) {
        const auto choice = chooseScaling(hyperparameter.min, hyperparameter.max, isContinuous);
        reasons.prepend(QString::fromStdString(choice.reason));
    } else {
        reasons.prepend(scalingSentence(hyperparameter.scaling));
    }
    m_scalingWhy->setText(reasons.join(u' '));
}

void HyperparameterEditor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshDots();
    refreshHints();
}

void HyperparameterEditor::refreshHints()
{
    static const std::vector<Trial> none;
    const StudySettings &settings = m_document->settings();
    if (m_index >= 0 && m_index < std::ssize(settings.space.hyperparameters))
        m_hints->show(settings, now(), m_study ? m_study->trials() : none);
}

void HyperparameterEditor::refreshDots()
{
    const auto &space = m_document->settings().space;
    if (!m_study || m_index < 0 || m_index >= static_cast<int>(space.hyperparameters.size()))
        return;
    const auto &objectives = m_study->settings().objectives;
    std::vector<RangeDot> dots =
        rangeDotsOf(now(), m_study->trials(), objectives.empty() ? Objective{} : objectives.front(),
                    m_study->best());
    const std::vector<int> best = m_study->bestNumbers();
    for (RangeDot &dot : dots)
        dot.isBest = std::ranges::find(best, dot.trial) != best.end();
    m_range->setDots(std::move(dots));
}

void HyperparameterEditor::change(const QString &text, const QString &mergeKey,
                                  const std::function<void(Hyperparameter &)> &edit)
{
    StudySettings changed = m_document->settings();
    edit(changed.space.hyperparameters[static_cast<std::size_t>(m_index)]);
    const QString key = mergeKey.isEmpty() ? mergeKey : u"%1/%2"_s.arg(name(), mergeKey);
    if (changed != m_document->settings())
        m_document->edit(text, changed, key);
}

const Hyperparameter &HyperparameterEditor::now() const
{
    return m_document->settings().space.hyperparameters[static_cast<std::size_t>(m_index)];
}

QString HyperparameterEditor::name() const
{
    return shownName(now());
}

void HyperparameterEditor::setRange(double min, double max, const QString &gesture)
{
    change(tr("Change Range of %1").arg(name()), gesture, [&](Hyperparameter &changed) {
        changed.min = min;
        changed.max = max;
    });
}

void HyperparameterEditor::rename()
{
    const QString wanted = m_name->text().trimmed();
    m_name->setModified(false);
    if (wanted.toStdString() == now().name)
        return;
    StudySettings changed = m_document->settings();
    renameHyperparameter(changed, static_cast<std::size_t>(m_index), wanted.toStdString());
    m_document->edit(tr("Rename %1").arg(name()), changed);
}

} // namespace attune::ui
