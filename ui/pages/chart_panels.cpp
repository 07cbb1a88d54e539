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
#include <QSlider>
#include <QVBoxLayout>
#include <QWidgetAction>

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
      m_chart(new CurvesChart(model, selection))
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
                m_chart->setMetric(name);
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
    m_metricChip->setText(m_metricChip->fontMetrics().elidedText(metric, Qt::ElideMiddle, 160));
    m_metricChip->setToolTip(tr("The metric on the y axis: %1").arg(metric));
    m_metricChip->updateGeometry();
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
    : Panel(tr("History"), parent), m_chart(new HistoryChart(model, selection))
{
    m_chart->setCaption(tr("History"));
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

} // namespace attune::ui
