// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include "ui/charts/curves/curves_chart.h"
#include "ui/models/study_model.h"
#include "ui/pages/chart_panels.h"
#include "ui/pages/scatter_panel.h"
#include "ui/pages/side_by_side_panel.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip_button.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

namespace attune::ui {

ComparePage::ComparePage(StudyModel *model, TrialSelection *selection, QWidget *parent)
    : QWidget(parent), m_scatter(new ScatterPanel(model, selection)),
      m_sideBySide(new SideBySidePanel(model, selection)),
      m_curves(new CurvesChart(model, selection))
{
    auto *curvesPanel = new Panel(tr("Their curves"));
    m_curves->setCaption(tr("Learning curves side by side"));
    m_curves->setClipping(Clipping::None); // what was chosen to be compared is all seen
    curvesPanel->header()->addWidget(chartMenuChip(m_curves));
    curvesPanel->body()->addWidget(m_curves, 1);

    auto *right = new QSplitter(Qt::Vertical);
    right->setObjectName(QStringLiteral("compareRight"));
    right->addWidget(m_sideBySide);
    right->addWidget(curvesPanel);
    right->setSizes({410, 320});
    auto *columns = new QSplitter(Qt::Horizontal);
    columns->setObjectName(QStringLiteral("compareColumns"));
    columns->addWidget(m_scatter);
    columns->addWidget(right);
    columns->setStretchFactor(0, 11);
    columns->setStretchFactor(1, 9);
    m_sideBySide->setMinimumWidth(400);
    columns->setSizes({720, 560});
    for (QSplitter *splitter : {right, columns}) {
        splitter->setHandleWidth(spaceM);
        splitter->setChildrenCollapsible(false);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(columns);
    connect(m_sideBySide, &SideBySidePanel::trialsChanged, this, &ComparePage::updateCurves);
    updateCurves();
}

void ComparePage::updateCurves()
{
    const std::vector<int> &trials = m_sideBySide->trials();
    m_curves->setShownTrials({trials.begin(), trials.end()});
}

} // namespace attune::ui
