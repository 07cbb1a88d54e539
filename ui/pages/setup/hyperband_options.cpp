// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/hyperband_options.h"

#include "core/autotune/value_hint.h"
#include "core/stopping/successive_halving.h"
#include "ui/pages/setup/set_up_section.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QPushButton>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldWidth = 80;

QString joined(const std::vector<std::int64_t> &rungs)
{
    QStringList steps;
    for (const std::int64_t rung : rungs)
        steps << QString::number(rung);
    return steps.join(u", "_s);
}

/// Which rungs the brackets after the first leave out; empty with one bracket.
QString bracketsText(const HyperbandSettings &hyperband, std::int64_t maximum)
{
    const auto rungs = static_cast<int>(rungsOf(hyperband, maximum, 0).size());
    const int brackets = std::min(hyperband.brackets, rungs + 1);
    if (brackets < 2)
        return {};
    QStringList parts;
    for (int bracket = 1; bracket < brackets; ++bracket) {
        const auto own = rungsOf(hyperband, maximum, bracket);
        parts << (own.empty() ? HyperbandOptions::tr("at none") : joined(own));
    }
    return u' ' + HyperbandOptions::tr("Not all trials are compared at all of these steps: each is "
                                       "drawn into one of %1 brackets and compared within it. "
                                       "Those of the others compare at: %2.")
                      .arg(brackets)
                      .arg(parts.join(u"; "_s));
}

QString rungsText(const StudySettings &settings)
{
    const HyperbandSettings &hyperband = settings.search.hyperband;
    const auto maximum = maxResourceOf(settings);
    if (!maximum || *maximum < 1 || hyperband.minResource < 1 || hyperband.reductionFactor < 2)
        return {};
    const QString steps = joined(rungsOf(hyperband, *maximum, 0));
    if (steps.isEmpty())
        return HyperbandOptions::tr("Every trial runs to step %1: there is no rung before it.")
            .arg(*maximum);
    const QString brackets = bracketsText(hyperband, *maximum);
    const QString whole =
        hyperband.mode == HyperbandMode::Promote
            ? HyperbandOptions::tr("Trials pause at step %1. Of those that have, the best 1 in "
                                   "%2 go on, the furthest first; at step %3 a trial is "
                                   "complete. A step is one report of the objective, unless its "
                                   "rule reads the step.")
            : HyperbandOptions::tr("At step %1 the best 1 in %2 so far goes on; at step %3 a "
                                   "trial is complete. A step is one report of the objective, "
                                   "unless its rule reads the step.");
    return whole.arg(steps).arg(hyperband.reductionFactor).arg(*maximum) + brackets;
}

QString modeSentence(HyperbandMode mode)
{
    switch (mode) {
    case HyperbandMode::Stop:
        return HyperbandOptions::tr("A trial is judged while it runs, and ended for good where it "
                                    "is not among the best.");
    case HyperbandMode::Promote:
        return HyperbandOptions::tr("Every trial ends its run at a rung ({resource}), and goes on "
                                    "from its checkpoint in {trial.directory} when it is among the "
                                    "best: for programs that save and load one.");
    }
    return {};
}

} // namespace

HyperbandOptions::HyperbandOptions(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(formIndent, 0, 0, 0);
    m_grid->setHorizontalSpacing(spaceM);
    m_grid->setVerticalSpacing(spaceS);
    m_grid->setColumnStretch(2, 1);
    addNumbers();
    addMode();
    m_isModelBased = new QCheckBox(tr("The Bayesian model proposes new settings"));
    m_isModelBased->setObjectName(u"modelBased"_s);
    m_grid->addWidget(m_isModelBased, m_grid->rowCount(), 0, 1, 3);
    m_grid->addWidget(makeHint(tr("It learns from all trials, those that were ended included. "
                                  "Else new settings are drawn at random.")),
                      m_grid->rowCount(), 0, 1, 3);
    m_rungs = new DimLabel;
    m_rungs->setObjectName(u"rungs"_s);
    m_rungs->setWordWrap(true);
    m_grid->addWidget(m_rungs, m_grid->rowCount(), 0, 1, 3);
    connect(m_isModelBased, &QCheckBox::clicked, this, [this](bool isOn) {
        Q_EMIT edited(tr("Change Hyperband's Proposals"), {},
                      [isOn](HyperbandSettings &changed) { changed.isModelBased = isOn; });
    });
}

void HyperbandOptions::addNumbers()
{
    m_minimum =
        addNumber({u"minResource"_s, tr("First rung"),
                   tr("The step at which trials are compared first; none is ended before.")},
                  [](HyperbandSettings &changed, std::optional<double> value) {
                      changed.minResource = static_cast<std::int64_t>(value.value_or(1.0));
                  });
    m_maximum =
        addNumber({u"maxResource"_s, tr("Last step"),
                   tr("How many steps a whole trial has: one that gets there is complete.")},
                  [](HyperbandSettings &changed, std::optional<double> value) {
                      changed.maxResource =
                          value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
                  });
    m_useLength = new QPushButton;
    m_useLength->setObjectName(u"useLength"_s);
    m_grid->addWidget(m_useLength, m_grid->rowCount(), 1, 1, 2, Qt::AlignLeft);
    connect(m_useLength, &QPushButton::clicked, this, [this] {
        Q_EMIT edited(
            tr("Change %1").arg(tr("Last step")), {},
            [length = m_length](HyperbandSettings &changed) { changed.maxResource = length; });
    });
    m_factor = addNumber({u"reductionFactor"_s, tr("Reduction factor"),
                          tr("At each rung the best 1 in so many goes on, and the next rung is so "
                             "many times further.")},
                         [](HyperbandSettings &changed, std::optional<double> value) {
                             changed.reductionFactor = static_cast<int>(value.value_or(3.0));
                         });
    m_brackets = addNumber({u"brackets"_s, tr("Brackets"),
                            tr("Each further one leaves out the first rung of the one before, for "
                               "settings that show late what they are worth.")},
                           [](HyperbandSettings &changed, std::optional<double> value) {
                               changed.brackets = static_cast<int>(value.value_or(1.0));
                           });
}

void HyperbandOptions::addMode()
{
    m_mode = new SegmentedControl({tr("Stop"), tr("Pause and Continue")});
    m_mode->setObjectName(u"mode"_s);
    m_mode->setAccessibleName(tr("At a rung"));
    m_modeSentence = new DimLabel;
    m_modeSentence->setObjectName(u"modeSentence"_s);
    m_modeSentence->setWordWrap(true);
    const int row = m_grid->rowCount();
    m_grid->addWidget(new DimLabel(tr("At a rung")), row, 0);
    m_grid->addWidget(m_mode, row, 1, 1, 2, Qt::AlignLeft);
    m_grid->addWidget(m_modeSentence, row + 1, 0, 1, 3);
    connect(m_mode, &SegmentedControl::chosen, this, [this](int index) {
        Q_EMIT edited(tr("Change What Happens at a Rung"), {}, [index](HyperbandSettings &changed) {
            changed.mode = static_cast<HyperbandMode>(index);
        });
    });
}

NumberField *HyperbandOptions::addNumber(
    const Text &text, const std::function<void(HyperbandSettings &, std::optional<double>)> &write)
{
    auto *field = new NumberField(NumberField::Kind::Whole);
    field->setObjectName(text.name);
    field->setAccessibleName(text.label);
    field->setAccessibleDescription(text.sentence);
    field->setFixedWidth(fieldWidth);
    const int row = m_grid->rowCount();
    m_grid->addWidget(new DimLabel(text.label), row, 0);
    m_grid->addWidget(field, row, 1);
    m_grid->addWidget(makeHint(text.sentence), row, 2);
    connect(field, &NumberField::valueEdited, this,
            [this, name = text.name, label = text.label, write](std::optional<double> value) {
                if (value)
                    value = std::clamp(*value, -1e9, 1e9);
                Q_EMIT edited(
                    tr("Change %1").arg(label), name,
                    [write, value](HyperbandSettings &changed) { write(changed, value); });
            });
    return field;
}

void HyperbandOptions::show(const StudySettings &settings)
{
    const HyperbandSettings &hyperband = settings.search.hyperband;
    m_minimum->setValue(static_cast<double>(hyperband.minResource));
    const auto &maximum = hyperband.maxResource;
    m_maximum->setValue(maximum ? std::optional(static_cast<double>(*maximum)) : std::nullopt);
    const auto inferred = maxResourceOf(settings);
    m_maximum->setPlaceholderText(inferred && !maximum ? QString::number(*inferred) : QString());
    offerLength(settings);
    m_factor->setValue(hyperband.reductionFactor);
    m_brackets->setValue(hyperband.brackets);
    m_mode->setCurrent(static_cast<int>(hyperband.mode));
    m_modeSentence->setText(modeSentence(hyperband.mode));
    m_isModelBased->setChecked(hyperband.isModelBased);
    m_rungs->setText(rungsText(settings));
}

/// A number of epochs that stands in the command is what the last step is asked for.
void HyperbandOptions::offerLength(const StudySettings &settings)
{
    const auto length =
        maxResourceOf(settings) ? std::optional<TrainingLength>() : trainingLength(settings);
    m_useLength->setVisible(length.has_value());
    if (!length)
        return;
    m_length = length->amount;
    m_useLength->setText(
        tr("Use %1, as %2 Says").arg(length->amount).arg(QString::fromStdString(length->name)));
}

} // namespace attune::ui
