// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/no_warnings.h"
#include "tests/support/set_up_fixture.h"
#include "ui/charts/range_editor/range_editor.h"
#include "ui/pages/setup/hyperparameter_hints.h"
#include "ui/pages/setup/hyperparameter_model.h"
#include "ui/pages/setup/hyperparameters_section.h"
#include "ui/pages/setup/space_edits.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/segmented_control.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

class TstHyperparametersSection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { failOnWarnings(); }

    void editsTheRangeByTyping()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.type("min", u"0.01"_s);
        QCOMPARE(fixture.hyperparameter(0).min, 0.01);
        fixture.document.undoStack()->undo();
        QCOMPARE(fixture.hyperparameter(0).min, 0.001);
        QCOMPARE(fixture.find<QLineEdit>("min")->text(), u"0.001"_s);
        fixture.type("max", u"abc"_s);
        QVERIFY(fixture.sentences().contains(u"\"abc\" is not a number."_s));
        QCOMPARE(fixture.hyperparameter(0).max, 1.0);
        fixture.type("max", u"0.0001"_s);
        QVERIFY(!fixture.sentences().isEmpty());
    }

    void editsTheRangeByDraggingAndUndoesADragAsOne()
    {
        SetUpFixture fixture(digitsSettings());
        auto *editor = fixture.find<RangeEditor>("range");
        const auto at = [&](double value) {
            return QPoint(qRound(editor->rangeLayout().xOf(value)),
                          qRound(editor->rangeLayout().plot.bottom()) + 6);
        };
        QTest::mousePress(editor, Qt::LeftButton, {}, at(1.0));
        QTest::mouseMove(editor, at(0.5));
        QTest::mouseMove(editor, at(0.1));
        QTest::mouseRelease(editor, Qt::LeftButton, {}, at(0.1));
        QCOMPARE(fixture.hyperparameter(0).max, 0.1);
        QCOMPARE(fixture.document.undoStack()->undoText(), u"Change Range of eta"_s);
        fixture.document.undoStack()->undo();
        QCOMPARE(fixture.settings(), digitsSettings());
    }

    void dotsKeepToTheirChoicesWhenOneIsRemovedOrComesBack()
    {
        StudySettings settings = digitsSettings();
        settings.space.hyperparameters[5].values = {std::string("gblinear"), std::string("gbtree"),
                                                    std::string("dart")};
        SetUpFixture fixture(settings, 38);
        fixture.page->findChild<HyperparametersSection *>()->select(5);
        const auto areInPlace = [&] {
            const auto &values = fixture.hyperparameter(5).values;
            const auto &dots = fixture.find<RangeEditor>("range")->rangeLayout().dots;
            return !dots.empty() && std::ranges::all_of(dots, [&](const auto &placed) {
                const Trial &trial =
                    fixture.gateway.trials[static_cast<std::size_t>(placed.dot.trial)];
                return values[static_cast<std::size_t>(placed.dot.value)] ==
                       trial.settings.at("booster");
            });
        };
        QVERIFY(areInPlace());
        auto *choices = fixture.find<QWidget>("choices");
        choices->findChildren<QToolButton *>(u"removeChoice"_s).front()->click();
        QCOMPARE(fixture.hyperparameter(5).values.size(), std::size_t(2));
        QVERIFY(areInPlace());
        fixture.document.undoStack()->undo();
        QCOMPARE(fixture.hyperparameter(5).values.size(), std::size_t(3));
        QVERIFY(areInPlace());
    }

    void saysWhyAScalingIsImpossibleAndWhatAutoMeans()
    {
        SetUpFixture fixture(digitsSettings());
        auto *section = fixture.page->findChild<HyperparametersSection *>();
        auto *scaling = fixture.find<SegmentedControl>("scaling");
        auto *why = fixture.find<QLabel>("scalingWhy");
        QVERIFY(!scaling->segment(3)->isEnabled()); // eta reaches 1
        QVERIFY(!scaling->segment(3)->toolTip().isEmpty());
        QVERIFY(why->text().contains(scaling->segment(3)->toolTip()));
        section->select(3);
        QVERIFY(why->text().startsWith(u"Auto chooses Logarithmic"_s));
        QTest::mouseClick(scaling->segment(1), Qt::LeftButton);
        QCOMPARE(fixture.hyperparameter(3).scaling, Scaling::Linear);
    }

    void addsDuplicatesReordersAndRemoves()
    {
        SetUpFixture fixture(digitsSettings());
        auto *table = fixture.find<QTableView>("hyperparameters");
        fixture.find<QAbstractButton>("addHyperparameter")->click();
        QCOMPARE(fixture.settings().space.hyperparameters.size(), std::size_t(7));
        QCOMPARE(table->currentIndex().row(), 6);
        QCOMPARE(fixture.page->focusWidget(), fixture.find<QLineEdit>("name"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(fixture.settings().space, digitsSettings().space);
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(fixture.hyperparameter(1).name, std::string("eta"));
        QCOMPARE(table->currentIndex().row(), 1);
        fixture.find<QAbstractButton>("duplicateHyperparameter")->click();
        QCOMPARE(table->currentIndex().row(), 2);
        QCOMPARE(fixture.hyperparameter(2).min, fixture.hyperparameter(1).min);
        QCOMPARE(fixture.hyperparameter(2).name, std::string());
    }

    void aProblemIsToldOnceAlsoOfAnotherRow()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.type("max", u"0.0001"_s);
        const QString sentence =
            QString::fromStdString(fixture.document.problems().front().sentence);
        QCOMPARE(fixture.sentences().count(sentence), 1);
        fixture.page->findChild<HyperparametersSection *>()->select(1);
        QCOMPARE(fixture.sentences().count(sentence), 1);
    }

    void aNewOneIsPartOfNoTrialBeforeAPersonHasNamedIt()
    {
        SetUpFixture fixture(digitsSettings(), 38);
        auto *name = fixture.find<QLineEdit>("name");
        for (const auto &[button, wanted] : {std::pair("addHyperparameter", u"gamma"_s),
                                             {"duplicateHyperparameter", u"delta"_s}}) {
            fixture.find<QAbstractButton>(button)->click();
            const auto row = static_cast<std::size_t>(
                fixture.find<QTableView>("hyperparameters")->currentIndex().row());
            fixture.document.flush();
            const Problems problems = fixture.gateway.settings.problems();
            QVERIFY(!problems.empty());
            QCOMPARE(problems.front().path, "hyperparameters[" + std::to_string(row) + "].name");
            QCOMPARE(fixture.page->focusWidget(), name);
            QTest::keyClicks(name, wanted);
            QTest::keyClick(name, Qt::Key_Return);
            fixture.document.flush();
            QVERIFY(fixture.gateway.settings.problems().empty());
            QCOMPARE(fixture.hyperparameter(row).name, wanted.toStdString());
        }
        QCOMPARE(fixture.document.undoStack()->undoText(), u"Rename New Hyperparameter"_s);
    }

    void freezesAtTheDefaultOrTheMiddleWithoutTrials()
    {
        SetUpFixture fixture(digitsSettings());
        const std::size_t before = digitsSettings().space.fixed.size();
        fixture.page->findChild<HyperparametersSection *>()->select(0);
        fixture.find<QAbstractButton>("freezeHyperparameter")->click();
        const SearchSpace &space = fixture.settings().space;
        QCOMPARE(space.hyperparameters.size(), std::size_t(5));
        QVERIFY(!space.find("eta"));
        QCOMPARE(space.fixed.size(), before + 1);
        QCOMPARE(space.fixed.back().first, std::string("eta"));
        QCOMPARE(space.fixed.back().second,
                 textOf(valueToFreeze(digitsSettings().space.hyperparameters[0], nullptr)));
        QVERIFY(fixture.document.problems().empty());
        fixture.document.undoStack()->undo();
        QCOMPARE(fixture.settings().space, digitsSettings().space);
    }

    void freezingDecidesWhatDependsOnIt()
    {
        const auto choice = [](const char *name, const char *parent, const char *value) {
            Hyperparameter made;
            made.name = name;
            made.type = HyperparameterType::Categorical;
            made.values = {std::string("a"), std::string("b")};
            if (parent)
                made.when = {{parent, {std::string(value)}}};
            return made;
        };
        StudySettings settings;
        SearchSpace &space = settings.space;
        space.hyperparameters = {choice("root", nullptr, nullptr), choice("kept", "root", "a"),
                                 choice("gone", "root", "b"), choice("goneToo", "gone", "a")};
        settings.command = {"train",  "--root", "{root}",         "--kept={kept}",
                            "--gone", "{gone}", "--too={goneToo}"};
        space.constraints = {"root == a or kept == b", "gone == a"};
        freezeHyperparameter(settings, 0, std::string("a"));
        QCOMPARE(space.constraints, std::vector<std::string>{"root == a or kept == b"});
        QCOMPARE(settings.command,
                 (std::vector<std::string>{"train", "--root", "{root}", "--kept={kept}"}));
        StudySettings shell = settings;
        shell.space.hyperparameters = {choice("root", nullptr, nullptr),
                                       choice("gone", "root", "b")};
        shell.usesShell = true;
        shell.command = {"train --root {root} --gone {gone} | tail -1"};
        freezeHyperparameter(shell, 0, std::string("a"));
        QCOMPARE(shell.command.size(), std::size_t(1)); // and the problem names what is gone
        QCOMPARE(space.hyperparameters.size(), std::size_t(1));
        QCOMPARE(space.hyperparameters[0].name, std::string("kept"));
        QVERIFY(space.hyperparameters[0].when.empty());
        QVERIFY(space.problems().empty());
    }

    void freezesAtTheBestTrialsValue()
    {
        Trial best;
        best.settings = {{"eta", 0.0247}};
        Hyperparameter eta = digitsSettings().space.hyperparameters[0];
        QCOMPARE(valueToFreeze(eta, &best), Value(0.0247));
        eta.defaultValue = 0.3;
        best.settings.clear();
        QCOMPARE(valueToFreeze(eta, &best), Value(0.3));
    }

    void showsEveryRowWhole()
    {
        SetUpFixture fixture(digitsSettings());
        auto *table = fixture.find<QTableView>("hyperparameters");
        QCoreApplication::processEvents();
        const QRect last = table->visualRect(table->model()->index(5, 0));
        QVERIFY(table->viewport()->rect().contains(last.bottomLeft()));
    }

    void renamesInTheCommandToo()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.type("name", u"learning_rate"_s);
        QTest::keyClick(fixture.find<QLineEdit>("name"), Qt::Key_Return);
        QCOMPARE(fixture.settings().command[2], std::string("eta={learning_rate}"));
        QVERIFY(fixture.document.problems().empty());
    }

    void editsChoices()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.page->findChild<HyperparametersSection *>()->select(5);
        fixture.find<QAbstractButton>("addChoice")->click();
        auto *field = qobject_cast<QLineEdit *>(fixture.page->focusWidget());
        QVERIFY(field);
        QTest::keyClicks(field, u"gblinear"_s);
        QCOMPARE(fixture.hyperparameter(5).values.size(), std::size_t(3));
        QTest::keyClick(field, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(fixture.hyperparameter(5).values[1], Value(std::string("gblinear")));
        fixture.find<QAbstractButton>("ordered")->click();
        QVERIFY(fixture.hyperparameter(5).isOrdered);
    }

    void makesAHyperparameterConditional()
    {
        SetUpFixture fixture(digitsSettings());
        auto *parent = fixture.find<QComboBox>("conditionParent");
        QCOMPARE(parent->count(), 2);
        parent->setFocus();
        QTest::keyClick(parent, Qt::Key_Down);
        QCOMPARE(fixture.hyperparameter(0).when,
                 std::vector<Condition>({{"booster", {std::string("gbtree")}}}));
        fixture.document.undoStack()->undo();
        QVERIFY(fixture.hyperparameter(0).when.empty());
    }

    void makesEveryConditionEditable()
    {
        StudySettings settings = digitsSettings();
        Hyperparameter loss = settings.space.hyperparameters[5];
        loss.name = "loss";
        loss.values = {std::string("square"), std::string("hinge")};
        settings.space.hyperparameters.push_back(loss);
        settings.space.hyperparameters[0].when = {{"booster", {std::string("dart")}},
                                                  {"loss", {std::string("hinge")}}};
        SetUpFixture fixture(settings);
        auto *second = fixture.find<QComboBox>("conditionParent1");
        QCOMPARE(second->currentText(), u"loss"_s);
        for (auto *tick : fixture.page->findChildren<QCheckBox *>()) {
            if (tick->text() == "square"_L1)
                tick->click();
        }
        QCOMPARE(fixture.hyperparameter(0).when[1].values.size(), std::size_t(2));
        QCOMPARE(fixture.hyperparameter(0).when[0].values.size(), std::size_t(1));
        fixture.find<QAbstractButton>("removeCondition1")->click();
        QCOMPARE(fixture.hyperparameter(0).when.size(), std::size_t(1));
        fixture.find<QAbstractButton>("addCondition")->click();
        QCOMPARE(fixture.hyperparameter(0).when[1], (Condition{"loss", {std::string("square")}}));
        fixture.document.undoStack()->undo();
        QCOMPARE(fixture.hyperparameter(0).when.size(), std::size_t(1));
    }

    void extendsARangeWhoseBestLiesAtItsEnd()
    {
        StudySettings settings = digitsSettings();
        SetUpFixture fixture(settings, 38);
        const double best = *numberOf(fixture.model.best()->settings.at("eta"));
        settings.space.hyperparameters[0].min = best;
        fixture.document.edit(u"x"_s, settings);
        NoticeBar *found = nullptr;
        for (NoticeBar *bar : fixture.page->findChildren<NoticeBar *>()) {
            if (bar->isVisibleTo(fixture.page.get()) && bar->text().contains(u"eta"_s))
                found = bar;
        }
        QVERIFY(found);
        const double min = fixture.hyperparameter(0).min;
        for (auto *button : found->findChildren<QAbstractButton *>()) {
            if (button->text().startsWith(u"Extend to"_s))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(fixture.hyperparameter(0).min < min);
        QVERIFY(fixture.document.undoStack()->undoText().startsWith(u"Extend Range of eta"_s));
    }

    void asksForTheDefaultThatEarlierTrialsRanWith()
    {
        SetUpFixture fixture(digitsSettings(), 23);
        auto *notice = fixture.find<NoticeBar>("withoutDefault");
        QVERIFY(!notice->isVisible());
        fixture.find<QAbstractButton>("addHyperparameter")->click();
        QVERIFY(notice->isVisible());
        QVERIFY(notice->text().startsWith(u"23 earlier trials have no value of"_s));
        fixture.type("default", u"0.5"_s);
        QVERIFY(!notice->isVisible());
    }

    void countsOnlyTrialsThatALaterOneWouldHaveBeenActiveIn()
    {
        SearchSpace space = digitsSettings().space;
        Hyperparameter rate;
        rate.name = "rate_drop";
        rate.when = {{"booster", {std::string("dart")}}};
        space.hyperparameters.push_back(rate);
        std::vector<Trial> trials(4);
        for (Trial &trial : trials) {
            trial.state = TrialState::Complete;
            trial.settings = {{"booster", std::string("dart")}};
        }
        QCOMPARE(trialsWithout(space, rate, trials), 4);
        trials[0].settings = {{"booster", std::string("gbtree")}};
        trials[1].isExcluded = true;
        trials[2].settings.emplace("rate_drop", 0.1);
        QCOMPARE(trialsWithout(space, rate, trials), 1);
        trials[3].state = TrialState::Waiting;
        QCOMPARE(trialsWithout(space, rate, trials), 0);
    }

    void saysWhereAProgramSeesWhatIsNotInTheCommand()
    {
        SetUpFixture fixture(digitsSettings());
        auto *notice = fixture.find<NoticeBar>("withoutPlace");
        QVERIFY(!notice->isVisible());
        fixture.find<QAbstractButton>("addHyperparameter")->click();
        QVERIFY(!notice->isVisible());
        fixture.type("name", u"parameter"_s);
        QTest::keyClick(fixture.find<QLineEdit>("name"), Qt::Key_Return);
        QVERIFY(notice->isVisible());
        QVERIFY(notice->text().contains(u"only as ATTUNE_PARAM_PARAMETER."_s));
        StudySettings changed = fixture.settings();
        changed.environment["X"] = "{parameter}";
        fixture.document.edit(u"x"_s, changed);
        QVERIFY(!notice->isVisible());
    }

    void keepsItsModelConsistent()
    {
        SetUpFixture fixture(digitsSettings(), 38);
        HyperparameterModel model(&fixture.document, &fixture.model);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.index(3, HyperparameterModel::ScalingColumn).data().toString(),
                 u"Auto → Log"_s);
        fixture.page->findChild<HyperparametersSection *>()->add();
        QCOMPARE(model.rowCount(), 7);
        fixture.page->findChild<HyperparametersSection *>()->move(-1);
        fixture.document.undoStack()->undo();
        fixture.document.undoStack()->undo();
        QCOMPARE(model.rowCount(), 6);
    }
};

QTEST_MAIN(TstHyperparametersSection)
#include "tst_hyperparameters_section.moc"
