// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trial_drawer.h"

#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/charts/curves/curves_chart.h"
#include "ui/charts/small/metric_chart.h"
#include "ui/commands/command_registry.h"
#include "ui/dialogs/clone_trial_dialog.h"
#include "ui/models/study_model.h"
#include "ui/pages/trial_actions.h"
#include "ui/pages/trial_runs.h"
#include "ui/selection/trial_selection.h"
#include "ui/shell/english_plurals.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QChart>
#include <QLabel>
#include <QLineSeries>
#include <QMessageBox>
#include <QTest>
#include <QUndoStack>

#include <algorithm>
#include <memory>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

namespace {

/// What the card of a curve says is for its painter only.
class OpenCurves : public CurvesChart
{
public:
    using CurvesChart::cardOf;
    using CurvesChart::CurvesChart;
};

} // namespace

/// One trial at the right, and what can be done with the chosen ones.
class TestTrialDrawer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(new EnglishPlurals(qApp)); }

    void init()
    {
        failOnWarnings();
        m_gateway = std::make_unique<FakeStudyGateway>();
        m_model = std::make_unique<StudyModel>(m_gateway.get());
        m_selection = std::make_unique<TrialSelection>();
        m_commands = std::make_unique<CommandRegistry>();
        fillWithTrials(*m_gateway, 38);
        m_gateway->load();
        m_page = std::make_unique<QWidget>();
        auto *actions = new TrialActions(m_model.get(), m_selection.get(), m_gateway.get(),
                                         m_commands.get(), &m_undoStack, m_page.get());
        m_drawer = new TrialDrawer(m_model.get(), m_selection.get(), m_gateway.get(), actions,
                                   m_page.get());
    }

    void cleanup()
    {
        m_page.reset();
        m_commands.reset();
    }

    void saysThatATrialIsExcluded()
    {
        m_selection->setCurrent(2);
        QVERIFY(!texts().contains(u"Excluded"_s));
        Trial changed = m_gateway->trials[2];
        changed.isExcluded = true;
        m_model->updateTrials({changed});
        QVERIFY(texts().contains(u"Excluded: neither the search nor the best considers it."_s));
    }

    void saysUnderWhichDefinitionATrialRan()
    {
        m_model->setSettings(m_gateway->settings, 4);
        Trial changed = m_gateway->trials[2];
        changed.revision = 3;
        m_model->updateTrials({changed});
        m_selection->setCurrent(2);
        QVERIFY(texts().contains(u"Revision\n3 of 4"_s));
        m_model->setSettings(m_gateway->settings, 5);
        QVERIFY(texts().contains(u"Revision\n3 of 5"_s));
    }

    void ownSettingsAreEnqueuedWithoutATrial()
    {
        m_selection->setCurrent(std::nullopt);
        QAction *enqueue = m_commands->action(u"trial.enqueue"_s);
        QVERIFY(enqueue->isEnabled());
        enqueue->trigger();
        auto *dialog = m_page->findChild<CloneTrialDialog *>();
        QVERIFY(dialog);
        const Settings settings = dialog->settings();
        dialog->accept();
        QCOMPARE(m_gateway->lastSettings, settings);
        StudySettings nothing = m_gateway->settings;
        nothing.space.hyperparameters.clear();
        m_model->setSettings(nothing, 2);
        QVERIFY(!enqueue->isEnabled());
    }

    void asksBeforeManyTrialsAreRetried()
    {
        QAction *retry = m_commands->action(u"trial.retry"_s);
        std::set<int> many;
        for (const Trial &trial : m_gateway->trials) {
            if (isFinished(trial.state) && !trial.isPaused)
                many.insert(trial.number);
        }
        QVERIFY(many.size() > 5);
        m_selection->setSelected(many);
        retry->trigger();
        auto *question = m_page->findChild<QMessageBox *>(u"retryQuestion"_s);
        QVERIFY(question && question->isVisible());
        QVERIFY(m_gateway->calls.filter(u"retryTrial"_s).isEmpty());
        question->reject();
        QVERIFY(m_gateway->calls.filter(u"retryTrial"_s).isEmpty());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        retry->trigger();
        question = m_page->findChild<QMessageBox *>(u"retryQuestion"_s);
        question->buttons().front()->click();
        QCOMPARE(m_gateway->calls.filter(u"retryTrial"_s).size(), qsizetype(many.size()));
    }

    void curvesTakeTheColoursOfAnotherTheme()
    {
        m_page->show();
        m_selection->setCurrent(2);
        const auto penOf = [this] {
            const auto *chart = m_drawer->findChild<MetricChart *>();
            const auto *line = qobject_cast<QLineSeries *>(chart->chart()->series().last());
            return line->pen().color();
        };
        const QColor light = penOf();
        m_page->setPalette(darkPalette());
        QCoreApplication::processEvents();
        QVERIFY(penOf() != light);
        QCOMPARE(penOf(), colorOf(m_gateway->trials[2].state, colorsOf(darkPalette())));
    }

    void saysThatATrialWasStoppedForAFormerObjective()
    {
        const auto stopped =
            std::ranges::find(m_gateway->trials, TrialState::Stopped, &Trial::state);
        m_selection->setCurrent(stopped->number);
        const QString edited = u"The objective has been edited since."_s;
        QVERIFY(!texts().contains(edited));
        MetricSeries accuracy{"accuracy", {}};
        for (const MetricPoint &point : m_gateway->series[stopped->number][0].points)
            accuracy.points.push_back({point.step, 1.0 - point.value, point.timeMs});
        m_gateway->series[stopped->number].push_back(accuracy);
        StudySettings settings = m_gateway->settings;
        settings.objectives[0].metric = "accuracy";
        m_model->setSettings(settings, 2);
        Trial readAgain = *stopped;
        readAgain.objectives = {accuracy.points.back().value};
        m_model->updateTrials({readAgain});
        QVERIFY(texts().contains(edited));
        readAgain.stoppedMetric = "loss";
        m_model->updateTrials({readAgain});
        QVERIFY(!texts().contains(edited));
        QVERIFY(texts().contains(u"It was judged by \"loss\", the objective then."_s));
        const auto complete =
            std::ranges::find(m_gateway->trials, TrialState::Complete, &Trial::state);
        m_selection->setCurrent(complete->number);
        QVERIFY(!texts().contains(edited));
    }

    void showsTheRunsOfATrialThatIsSeveral()
    {
        m_selection->setCurrent(2);
        QVERIFY(!m_gateway->calls.contains(u"fetchRunValues 2"_s));
        QVERIFY(m_drawer->findChild<TrialRuns *>()->isHidden());
        Trial changed = m_gateway->trials[2];
        changed.runs.push_back(changed.runs.front());
        changed.runs.back().key.fold = 1;
        m_gateway->runValues[2] = {{0, 0, 0.123}, {1, 0, 0.456}};
        m_model->updateTrials({changed});
        QVERIFY(!m_drawer->findChild<TrialRuns *>()->isHidden());
        QVERIFY(texts().contains(u"0.123"_s) && texts().contains(u"0.456"_s));
    }

    void aTrialThatWasStoppedAtItsFirstReadingHasItsChart()
    {
        const auto stopped =
            std::ranges::find(m_gateway->trials, TrialState::Stopped, &Trial::state);
        MetricSeries &series = m_gateway->series[stopped->number][0];
        series.points.resize(1);
        Trial early = *stopped;
        early.objectives = {series.points[0].value};
        early.stoppedValue = series.points[0].value;
        early.stoppedAtStep = series.points[0].step;
        m_model->updateTrials({early});
        m_selection->setCurrent(early.number);
        const auto *chart = m_drawer->findChild<MetricChart *>();
        QVERIFY(chart && !chart->isHidden());
        const auto lines = chart->chart()->series();
        const auto *against = static_cast<QLineSeries *>(lines[0]);
        const auto *line = static_cast<QLineSeries *>(lines[1]);
        QCOMPARE(line->count(), 1);
        QVERIFY(line->pointsVisible());
        QCOMPARE(against->count(), 2);
        QVERIFY(against->at(0).x() < line->at(0).x() && line->at(0).x() < against->at(1).x());
        // What ran to its end and told one number has that number, and no chart of it.
        early.state = TrialState::Complete;
        early.stoppedAgainst.reset();
        m_model->updateTrials({early});
        m_selection->setCurrent(early.number - 1);
        m_selection->setCurrent(early.number);
        QVERIFY(chart->isHidden());
    }

    void severalTrialsAreRetriedByTheirNumber()
    {
        m_selection->setCurrent(2);
        QCOMPARE(m_commands->action(u"trial.retry"_s)->text(), u"&Retry Trial"_s);
        m_selection->setSelected({1, 2, 3});
        QCOMPARE(m_commands->action(u"trial.retry"_s)->text(), u"&Retry 3 Trials"_s);
    }

    void theCardOfAStoppedCurveSaysWhatItWasComparedWith()
    {
        OpenCurves chart(m_model.get(), m_selection.get());
        chart.resize(500, 300);
        const auto stopped =
            std::ranges::find(m_gateway->trials, TrialState::Stopped, &Trial::state);
        const QStringList card = chart.cardOf(stopped->number, QPointF(100, 100));
        QVERIFY2(card.filter(u"compared with "_s).size() == 1, qPrintable(card.join(u'|')));
        const auto complete =
            std::ranges::find(m_gateway->trials, TrialState::Complete, &Trial::state);
        QVERIFY(chart.cardOf(complete->number, QPointF(100, 100)).filter(u"compared"_s).isEmpty());
    }

private:
    QString texts() const
    {
        QStringList texts;
        for (const QLabel *label : m_drawer->findChildren<QLabel *>()) {
            if (label->isVisibleTo(m_drawer))
                texts << label->text();
        }
        return texts.join(u'\n');
    }

    std::unique_ptr<FakeStudyGateway> m_gateway;
    std::unique_ptr<StudyModel> m_model;
    std::unique_ptr<TrialSelection> m_selection;
    std::unique_ptr<CommandRegistry> m_commands;
    QUndoStack m_undoStack;
    std::unique_ptr<QWidget> m_page;
    TrialDrawer *m_drawer = nullptr;
};

QTEST_MAIN(TestTrialDrawer)
#include "tst_trial_drawer.moc"
