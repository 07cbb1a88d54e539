// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/scatter_panel.h"

#include "ui/charts/scatter/color_scale.h"
#include "ui/charts/scatter/scatter_chart.h"
#include "ui/models/study_model.h"
#include "ui/pages/chart_panels.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/value_text.h"

#include <QHBoxLayout>
#include <QMenu>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

QString titleOf(const TrialColumn &column)
{
    return column.kind == TrialColumn::Kind::Number ? ScatterPanel::tr("trial") : column.title;
}

QString valueOf(const TrialColumn &column, double position)
{
    if (column.categories.empty())
        return valueText(position, 3);
    const auto index = static_cast<std::size_t>(
        std::clamp(std::lround(position), 0L, long(column.categories.size()) - 1));
    return QString::fromStdString(textOf(column.categories[index]));
}

} // namespace

ScatterPanel::ScatterPanel(StudyModel *model, TrialSelection *selection, QWidget *parent)
    : Panel(tr("Scatter"), parent), m_model(model), m_chart(new ScatterChart(model, selection)),
      m_scale(new ColorScale)
{
    m_chart->setCaption(tr("Scatter"));
    for (const Channel channel : {X, Y, Color, Size})
        addChip(channel);
    header()->addWidget(chartMenuChip(m_chart));
    body()->addWidget(m_chart, 1);
    body()->addWidget(m_scale);
    connect(model, &StudyModel::settingsChanged, this, &ScatterPanel::updateChoice);
    connect(model, &StudyModel::seriesChanged, this, &ScatterPanel::updateChoice);
    connect(m_chart, &ScatterChart::channelsChanged, this, &ScatterPanel::updateScale);
    updateChoice();
}

void ScatterPanel::addChip(Channel channel)
{
    static constexpr std::array ids{"scatterX", "scatterY", "scatterColor", "scatterSize"};
    auto *chip = new ChipButton({});
    chip->setObjectName(QString::fromLatin1(ids[channel]));
    auto *menu = new QMenu(chip);
    connect(menu, &QMenu::aboutToShow, this, [this, channel, menu] { fillMenu(channel, menu); });
    chip->setMenu(menu);
    m_chips[channel] = chip;
    header()->addWidget(chip);
}

void ScatterPanel::fillMenu(Channel channel, QMenu *menu)
{
    menu->clear();
    if (channel == Color || channel == Size) {
        QAction *none = menu->addAction(channel == Color ? tr("State") : tr("None"));
        none->setCheckable(true);
        none->setChecked(shownName(channel).empty());
        connect(none, &QAction::triggered, this, [this, channel] { choose(channel, {}); });
        menu->addSeparator();
    }
    for (const TrialColumn &column : m_columns) {
        QAction *action = menu->addAction(titleOf(column));
        action->setCheckable(true);
        action->setChecked(column.name == shownName(channel));
        connect(action, &QAction::triggered, this,
                [this, channel, name = column.name] { choose(channel, name); });
    }
    if (channel != X && channel != Y)
        return;
    menu->addSeparator();
    QAction *log = menu->addAction(tr("Logarithmic"));
    log->setCheckable(true);
    const AxisScale scale = channel == X ? m_chart->choice().scaleX : m_chart->choice().scaleY;
    log->setChecked(scale == AxisScale::Logarithmic);
    connect(log, &QAction::toggled, this, [this, channel](bool isOn) { setLog(channel, isOn); });
}

std::string ScatterPanel::shownName(Channel channel) const
{
    switch (channel) {
    case X:
        return m_chart->choice().x.name;
    case Y:
        return m_chart->choice().y.name;
    case Color:
        return m_chart->choice().color ? m_chart->choice().color->name : std::string();
    case Size:
        return m_chart->choice().size ? m_chart->choice().size->name : std::string();
    case ChannelCount:
        break;
    }
    return {};
}

void ScatterPanel::choose(Channel channel, const std::string &name)
{
    m_names[channel] = name;
    m_isLog[channel].reset();
    updateChoice();
}

void ScatterPanel::setLog(Channel channel, bool isOn)
{
    m_isLog[channel] = isOn;
    updateChoice();
}

const TrialColumn *ScatterPanel::columnOf(const std::string &name) const
{
    const auto found = std::ranges::find(m_columns, name, &TrialColumn::name);
    return found == m_columns.end() ? nullptr : &*found;
}

void ScatterPanel::updateChoice()
{
    m_columns = trialColumns(*m_model);
    std::erase_if(m_columns, [](const TrialColumn &column) { return !column.isAxis(); });
    // Until a person chooses, and when the chosen one is gone: the first hyperparameter against the
    // objective, or two objectives against each other.
    const auto &searched = m_model->settings().space.hyperparameters;
    const auto &objectives = m_model->settings().objectives;
    const std::string usual = objectives.size() > 1 ? objectives[1].metric
                              : searched.empty()    ? "trial"
                                                    : searched.front().name;
    const TrialColumn *x = columnOf(m_names[X].value_or(std::string()));
    const TrialColumn *y = columnOf(m_names[Y].value_or(std::string()));
    ScatterChoice choice;
    choice.x = x ? *x : *columnOf(usual);
    choice.y = y ? *y : *columnOf("objective");
    // By state the front stands out, and what failed to be on it.
    const std::string usualColor = objectives.size() > 1 ? std::string() : "objective";
    if (const TrialColumn *color = columnOf(m_names[Color].value_or(usualColor)))
        choice.color = *color;
    if (const TrialColumn *size = columnOf(m_names[Size].value_or(std::string())))
        choice.size = *size;
    const auto scale = [this](Channel channel, const TrialColumn &column) {
        if (m_isLog[channel])
            return *m_isLog[channel] ? AxisScale::Logarithmic : AxisScale::Linear;
        return scaleOf(column);
    };
    choice.scaleX = scale(X, choice.x);
    choice.scaleY = scale(Y, choice.y);
    m_chips[X]->setText(titleOf(choice.x));
    m_chips[Y]->setText(titleOf(choice.y));
    m_chips[Color]->setText(
        tr("colour: %1").arg(choice.color ? titleOf(*choice.color) : tr("state")));
    m_chips[Size]->setText(tr("size: %1").arg(choice.size ? titleOf(*choice.size) : tr("none")));
    for (ChipButton *chip : m_chips)
        chip->updateGeometry();
    m_chart->setChoice(choice);
    updateScale();
}

void ScatterPanel::updateScale()
{
    const ScatterChoice &choice = m_chart->choice();
    const ScatterData &data = m_chart->data();
    if (choice.color && data.color.isValid)
        m_scale->setColor(titleOf(*choice.color), valueOf(*choice.color, data.color.low),
                          valueOf(*choice.color, data.color.high), data.color.isReversed);
    else
        m_scale->setColor({}, {}, {}, false);
    m_scale->setSizeText(choice.size && data.size.isValid
                             ? tr("larger: more %1, %2 to %3")
                                   .arg(titleOf(*choice.size), valueOf(*choice.size, data.size.low),
                                        valueOf(*choice.size, data.size.high))
                             : QString());
}

} // namespace attune::ui
