// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/chart_panels.h"

#include "ui/charts/curves/curves_chart.h"
#include "ui/charts/history/history_chart.h"
#include "ui/models/study_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip_button.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QSlider>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

ChipButton *switchChip(const QString &text, const QString &toolTip, bool isOn)
{
    auto *chip = new ChipButton(text);
    chip->setCheckable(true);
    chip->setChecked(isOn);
    chip->setToolTip(toolTip);
    return chip;
}

/// Which of several objectives a chart shows, from one session to the next, by its metric.
constexpr auto curvesKey = "charts/curvesObjective"_L1;
constexpr auto historyKey = "charts/historyObjective"_L1;

bool isOneOfSeveral(const std::vector<Objective> &objectives, const std::string &metric)
{
    return objectives.size() > 1 &&
           std::ranges::find(objectives, metric, &Objective::metric) != objectives.end();
}

void showName(ChipButton *chip, const QString &name)
{
    chip->setText(chip->fontMetrics().elidedText(name, Qt::ElideMiddle, 160));
    chip->updateGeometry();
}

QAction *addChoice(QMenu *menu, QActionGroup *group, const QString &text, bool isChosen)
{
    QAction *action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(isChosen);
    group->addAction(action);
    return action;
}

} // namespace

ChipButton *chartMenuChip(ChartView *chart)
{
    auto *chip = new ChipButton({});
    chip->setIcon(themedIcon(u"more"_s));
    chip->setToolTip(ChartView::tr("Copy, save or read this chart as a table"));
    chip->setAccessibleName(ChartView::tr("Chart menu"));
    auto *menu = new QMenu(chip);
    QObject::connect(menu, &QMenu::aboutToShow, chart, [chart, menu] {
        menu->clear();
        chart->fillMenu(menu);
    });
    QObject::connect(chip, &QAbstractButton::clicked, menu, [chip, menu] {
        menu->popup(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
    });
    return chip;
}

CurvesPanel::CurvesPanel(StudyModel *model, TrialSelection *selection, QWidget *parent)
    : Panel(tr("Learning curves"), parent), m_model(model),
      m_chart(new CurvesChart(model, selection)),
      m_remembered(QSettings().value(curvesKey).toString())
{
    m_chart->setCaption(tr("Learning curves"));
    addMetricChip();
    addXChip();
    addSmoothingChip();
    ChipButton *log = switchChip(tr("log"), tr("Logarithmic y axis"), false);
    log->setObjectName(u"curvesLog"_s);
    connect(log, &QAbstractButton::toggled, m_chart, [this](bool isOn) {
        m_chart->setScales(m_chart->scaleX(), isOn ? AxisScale::Logarithmic : AxisScale::Linear);
    });
    header()->addWidget(log);
    header()->addWidget(chartMenuChip(m_chart));
    body()->addWidget(m_chart, 1);
    restoreObjective();
    connect(model, &StudyModel::settingsChanged, this, &CurvesPanel::restoreObjective);
    connect(model, &StudyModel::settingsChanged, this, &CurvesPanel::updateMetrics);
    connect(model, &StudyModel::seriesChanged, this, &CurvesPanel::updateMetrics);
    updateMetrics();
}

void CurvesPanel::addMetricChip()
{
    m_metricChip = new ChipButton(tr("metric"));
    m_metricChip->setObjectName(u"metricChip"_s);
    auto *menu = new QMenu(m_metricChip);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (const std::string &metric : m_model->metrics()) {
            const QString name = QString::fromStdString(metric);
            QAction *action = menu->addAction(name);
            action->setCheckable(true);
            action->setChecked(name == m_chart->metricName());
            connect(action, &QAction::triggered, this, [this, name] {
                m_hasChosen = true;
                m_chart->setMetric(name);
                if (isOneOfSeveral(m_model->settings().objectives, name.toStdString()))
                    QSettings().setValue(curvesKey, name);
                updateMetrics();
            });
        }
    });
    m_metricChip->setMenu(menu);
    header()->addWidget(m_metricChip);
}

void CurvesPanel::updateMetrics()
{
    const QString metric = m_chart->metricName();
    if (m_metricChip->text() == metric)
        return;
    showName(m_metricChip, metric);
    m_metricChip->setToolTip(tr("The metric on the y axis: %1").arg(metric));
}

void CurvesPanel::restoreObjective()
{
    const auto &objectives = m_model->settings().objectives;
    const auto isShown = [this](const Objective &objective) {
        return objective.metric == m_chart->metricName().toStdString();
    };
    if (m_hasChosen)
        return;
    if (isOneOfSeveral(objectives, m_remembered.toStdString())) {
        if (m_remembered != m_chart->metricName())
            m_chart->setMetric(m_remembered);
    } else if (std::none_of(objectives.begin(), objectives.end(), isShown)) {
        m_chart->setMetric({}); // follow the first again
    }
}

void CurvesPanel::addXChip()
{
    auto *chip = new ChipButton(tr("step"));
    chip->setObjectName(u"xChip"_s);
    chip->setToolTip(tr("What lies on the x axis"));
    auto *menu = new QMenu(chip);
    auto *group = new QActionGroup(menu);
    const std::pair<CurveX, QString> choices[] = {{CurveX::Step, tr("step")},
                                                  {CurveX::Seconds, tr("seconds")},
                                                  {CurveX::WallClock, tr("time of day")}};
    for (const auto &[x, text] : choices) {
        QAction *action = addChoice(menu, group, text, x == CurveX::Step);
        connect(action, &QAction::triggered, this, [this, chip, x = x, text = text] {
            m_chart->setX(x);
            chip->setText(text);
            chip->updateGeometry();
        });
    }
    menu->addSeparator();
    QAction *log = menu->addAction(tr("Logarithmic"));
    log->setCheckable(true);
    connect(log, &QAction::toggled, m_chart, [this](bool isOn) {
        m_chart->setScales(isOn ? AxisScale::Logarithmic : AxisScale::Linear, m_chart->scaleY());
    });
    chip->setMenu(menu);
    header()->addWidget(chip);
}

void CurvesPanel::addSmoothingChip()
{
    auto *chip = new ChipButton(tr("smoothing %1").arg(0));
    chip->setObjectName(u"smoothingChip"_s);
    chip->setToolTip(tr("Weight of the past in the moving average; the raw line stays, faint"));
    auto *menu = new QMenu(chip);
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setObjectName(u"smoothingSlider"_s);
    slider->setAccessibleName(tr("Smoothing"));
    slider->setRange(0, 99);
    slider->setFixedWidth(180);
    slider->setContentsMargins(spaceM, spaceS, spaceM, spaceS);
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(spaceM, spaceS, spaceM, spaceS);
    layout->addWidget(slider);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(box);
    menu->addAction(action);
    connect(slider, &QSlider::valueChanged, this, [this, chip](int value) {
        const double weight = value / 100.0;
        m_chart->setSmoothing(weight);
        chip->setText(tr("smoothing %1").arg(weight));
        chip->updateGeometry();
    });
    chip->setMenu(menu);
    header()->addWidget(chip);
}

HistoryPanel::HistoryPanel(StudyModel *model, TrialSelection *selection, QWidget *parent)
    : Panel(tr("History"), parent), m_model(model), m_chart(new HistoryChart(model, selection)),
      m_chosen(QSettings().value(historyKey).toString())
{
    m_chart->setCaption(tr("History"));
    addObjectiveChip();
    ChipButton *clip =
        switchChip(tr("clip outliers"), tr("Draws far values, paler, at the edge"), true);
    connect(clip, &QAbstractButton::toggled, m_chart, [this](bool isOn) {
        m_chart->setClipping(isOn ? Clipping::Outliers : Clipping::None);
    });
    ChipButton *log = switchChip(tr("log"), tr("Logarithmic y axis"), false);
    connect(log, &QAbstractButton::toggled, m_chart, [this](bool isOn) {
        m_chart->setScaleY(isOn ? AxisScale::Logarithmic : AxisScale::Linear);
    });
    header()->addWidget(clip);
    header()->addWidget(log);
    header()->addWidget(chartMenuChip(m_chart));
    body()->addWidget(m_chart, 1);
}

void HistoryPanel::addObjectiveChip()
{
    m_objectiveChip = new ChipButton({});
    m_objectiveChip->setObjectName(u"objectiveChip"_s);
    auto *menu = new QMenu(m_objectiveChip);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        auto *group = new QActionGroup(menu);
        for (const Objective &objective : m_model->settings().objectives) {
            const QString name = QString::fromStdString(objective.metric);
            QAction *action = addChoice(menu, group, name, name == m_chart->objectiveName());
            connect(action, &QAction::triggered, this, [this, name] {
                m_chosen = name;
                QSettings().setValue(historyKey, name);
                updateObjective();
            });
        }
    });
    m_objectiveChip->setMenu(menu);
    header()->addWidget(m_objectiveChip);
    connect(m_model, &StudyModel::settingsChanged, this, &HistoryPanel::updateObjective);
    updateObjective();
}

void HistoryPanel::updateObjective()
{
    const auto &objectives = m_model->settings().objectives;
    const std::string chosen = m_chosen.toStdString();
    if (m_chosen != m_chart->objectiveName() && isOneOfSeveral(objectives, chosen))
        m_chart->setObjective(chosen);
    m_objectiveChip->setVisible(objectives.size() > 1);
    showName(m_objectiveChip, m_chart->objectiveName());
    m_objectiveChip->setToolTip(
        tr("The objective that is shown: %1").arg(m_chart->objectiveName()));
}

} // namespace attune::ui
