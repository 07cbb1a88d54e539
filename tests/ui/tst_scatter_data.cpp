// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/charts/scatter/scatter_data.h"
#include "ui/models/study_model.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace attune;
using namespace attune::ui;

class TestScatterData : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeStudyGateway> m_gateway;
    std::unique_ptr<StudyModel> m_model;

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_gateway = std::make_unique<FakeStudyGateway>();
        m_model = std::make_unique<StudyModel>(m_gateway.get());
    }

    void twoTrialsHaveTwoColours()
    {
        Trial one;
        one.state = TrialState::Complete;
        one.objectives = {0.2};
        one.settings = {{"eta", 0.1}};
        m_gateway->settings = digitsSettings();
        m_gateway->trials = {one};
        m_gateway->load();
        Trial other = one;
        other.number = 1;
        other.objectives = {0.4};
        m_model->updateTrials({other});
        const std::vector<TrialColumn> columns = trialColumns(*m_model);
        ScatterChoice choice;
        choice.x = *std::ranges::find(columns, std::string("eta"), &TrialColumn::name);
        choice.y = *std::ranges::find(columns, std::string("objective"), &TrialColumn::name);
        choice.color = choice.y;
        const ScatterData data = scatterOf(*m_model, choice, 0);
        QCOMPARE(data.color.low, 0.2);
        QCOMPARE(data.color.high, 0.4);
    }

    void aScatterLeavesOutliersAtItsEdgeAndCountsThem()
    {
        fillWithTrials(*m_gateway, 40);
        m_gateway->load();
        Trial far = *m_model->best();
        far.number = 40;
        far.objectives = {1e6};
        m_model->updateTrials({far});
        const std::vector<TrialColumn> columns = trialColumns(*m_model);
        ScatterChoice choice;
        choice.x = *std::ranges::find(columns, std::string("max_depth"), &TrialColumn::name);
        choice.y = *std::ranges::find(columns, std::string("objective"), &TrialColumn::name);
        const ScatterData clipped = scatterOf(*m_model, choice, 0);
        QVERIFY(clipped.beyond >= 1);
        QVERIFY(clipped.y.range.max < 1.0);
        const PlotMapping mapping{QRectF(0, 0, 400, 300), clipped.x.range, clipped.y.range};
        const std::vector<PlacedPoint> placed = placedPoints(clipped, mapping);
        QCOMPARE(placed.size(), clipped.points.size());
        QVERIFY(placed.back().isBeyond);
        QCOMPARE(placed.back().pixel.y(), 0.0);

        choice.clipping = Clipping::None;
        const ScatterData whole = scatterOf(*m_model, choice, 0);
        QCOMPARE(whole.beyond, 0);
        QVERIFY(whole.y.range.max >= 1e6);
    }

    void theBestIsNeverAtTheEdge()
    {
        fillWithTrials(*m_gateway, 40);
        m_gateway->load();
        Trial far = *m_model->best();
        far.number = 40;
        far.objectives = {-1e3}; // minimized
        m_model->updateTrials({far});
        QCOMPARE(m_model->best()->number, 40);
        const std::vector<TrialColumn> columns = trialColumns(*m_model);
        ScatterChoice choice;
        choice.x = *std::ranges::find(columns, std::string("max_depth"), &TrialColumn::name);
        choice.y = *std::ranges::find(columns, std::string("objective"), &TrialColumn::name);
        const ScatterData data = scatterOf(*m_model, choice, 0);
        QVERIFY(data.y.range.min <= -1e3);
        QCOMPARE(data.x.labels, AxisLabels::Whole); // an integer
    }
};

QTEST_GUILESS_MAIN(TestScatterData)
#include "tst_scatter_data.moc"
