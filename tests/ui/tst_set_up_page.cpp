// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/metric_guess.h"
#include "tests/support/no_warnings.h"
#include "tests/support/set_up_fixture.h"
#include "ui/dialogs/choose_dialog.h"
#include "ui/pages/setup/command_edit.h"
#include "ui/pages/setup/hyperparameters_section.h"
#include "ui/pages/setup/output_view.h"
#include "ui/pages/setup/preview_panel.h"
#include "ui/pages/setup/test_run_session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/wrapped_text.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QTableWidget>
#include <QTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

class TstSetUpPage : public QObject
{
    Q_OBJECT

private:
    static StudySettings emptySettings()
    {
        StudySettings settings;
        settings.name = "new";
        return settings;
    }

    static CommandEdit *paste(const SetUpFixture &fixture, const QString &text)
    {
        auto *command = fixture.find<CommandEdit>("command");
        QApplication::clipboard()->setText(text);
        command->setFocus();
        command->selectAll();
        QTest::keyClick(command, Qt::Key_V, Qt::ControlModifier);
        return command;
    }

    static const QByteArray &epochs()
    {
        static const QByteArray output = "epoch 1 train_loss 0.9 accuracy 0.61\n"
                                         "epoch 2 train_loss 0.7 accuracy 0.74\n"
                                         "epoch 3 train_loss 0.6 accuracy 0.79\n";
        return output;
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { failOnWarnings(); }

    void choosesForThePersonInOneUndoableStep()
    {
        StudySettings settings = emptySettings();
        settings.command = {"train", "--lr", "0.01", "--dropout", "0.5", "--epochs", "20"};
        SetUpFixture fixture(settings);
        fixture.find<QAbstractButton>("chooseForMe")->click();
        auto *dialog = fixture.page->findChild<ChooseDialog *>();
        QVERIFY(dialog);
        dialog->accept();
        QCOMPARE(fixture.settings().space.hyperparameters.size(), std::size_t(2));
        QCOMPARE(fixture.settings().trialStopping.rule, TrialStoppingRule::Median);
        QUndoStack *stack = fixture.document.undoStack();
        QCOMPARE(stack->count(), 1);
        stack->undo();
        QCOMPARE(fixture.settings(), settings);
    }

    void makesHyperparametersOfAPastedCommand()
    {
        SetUpFixture fixture(emptySettings());
        const auto *command = paste(
            fixture, u"python train.py --lr 0.01 --batch-size 32 --optimizer adam data.csv"_s);
        const Hyperparameter *rate = fixture.settings().space.find("lr");
        QVERIFY(rate);
        QVERIFY(rate->min < 0.01 && rate->max > 0.01);
        QVERIFY(command->toPlainText().contains(u"--lr {lr}"_s));
        QVERIFY(fixture.find("pastePanel")->isVisibleTo(fixture.page.get()));

        QVERIFY(fixture.find("testRunHere")->isEnabled());
        fixture.find<QCheckBox>("tick-lr")->click();
        QVERIFY(!fixture.settings().space.find("lr"));
        QVERIFY(command->toPlainText().contains(u"--lr 0.01"_s));
        fixture.find<QCheckBox>("tick-lr")->click();
        QVERIFY(command->toPlainText().contains(u"--lr {lr}"_s));

        while (fixture.document.undoStack()->canUndo())
            fixture.document.undoStack()->undo();
        QVERIFY(fixture.settings().command.empty());
        QVERIFY(fixture.settings().space.hyperparameters.empty());
    }

    /// Made of a table of trials, before the command is known.
    void aPastedCommandTakesTheRangesThatAreThere()
    {
        StudySettings settings = emptySettings();
        Hyperparameter size;
        size.name = "batch_size";
        size.type = HyperparameterType::Integer;
        size.min = 3;
        size.max = 77;
        Hyperparameter epochs = size;
        epochs.name = "epochs";
        Hyperparameter other = size;
        other.name = "other";
        settings.space.hyperparameters = {size, epochs, other};
        SetUpFixture fixture(settings);
        const auto *command =
            paste(fixture, u"python train.py --lr 0.01 --batch-size 32 --epochs 20"_s);
        QVERIFY2(command->toPlainText().contains(u"--batch-size {batch_size} --epochs {epochs}"_s),
                 qPrintable(command->toPlainText()));
        const SearchSpace &space = fixture.settings().space;
        QCOMPARE(space.hyperparameters.size(), std::size_t(4));
        QCOMPARE(*space.find("batch_size"), size);
        QVERIFY(space.find("other"));
        paste(fixture, u"python train.py --batch-size 32"_s); // the second thought
        QVERIFY(space.find("batch_size"));
        QVERIFY(space.find("other"));
        QVERIFY(!space.find("lr"));
    }

    /// A column of the table that is the same in all rows.
    void aPastedCommandLeavesFixedWhatIsFixed()
    {
        StudySettings settings = emptySettings();
        settings.space.fixed = {{"weight_decay", "0.1"}, {"momentum", "0.9"}};
        SetUpFixture fixture(settings);
        paste(fixture, u"python train.py --lr 0.01 --momentum 0.9 --weight-decay 0.1"_s);
        const std::vector<std::string> command{"python",         "train.py",      "--lr",
                                               "{lr}",           "--momentum",    "{momentum}",
                                               "--weight-decay", "{weight_decay}"};
        QCOMPARE(fixture.settings().command, command);
        QCOMPARE(fixture.settings().space.fixed, settings.space.fixed);
        QCOMPARE(fixture.settings().space.hyperparameters.size(), std::size_t(1));
        QVERIFY(fixture.settings().space.problems().empty());
        auto *tick = fixture.find<QCheckBox>("tick-momentum");
        QVERIFY(!tick->isChecked());
        tick->click();
        QVERIFY(fixture.settings().space.find("momentum"));
        QVERIFY(fixture.settings().space.problems().empty());
        QCOMPARE(fixture.settings().command, command);
        tick->click();
        QCOMPARE(fixture.settings().space.fixed, settings.space.fixed);
        QVERIFY(!fixture.settings().space.find("momentum"));
    }

    void saysInPlaceWhatIsWrongWithTheCommand()
    {
        SetUpFixture fixture(digitsSettings());
        auto *command = fixture.find<CommandEdit>("command");
        command->selectAll();
        QTest::keyClicks(command, u"train --lr {laerning_rate} | tee log"_s);
        QVERIFY(fixture.sentences().join(u' ').contains(u"is for a shell"_s));
        command->selectAll();
        QTest::keyClicks(command, u"xgboost eta={etaa}"_s);
        QVERIFY(fixture.sentences().join(u' ').contains(u"did you mean \"{eta}\""_s));
    }

    void anArgumentOfNothingIsTakenOutWithAClick()
    {
        StudySettings settings = digitsSettings();
        settings.command = {"xgboost", "train.conf", "--eta", "{eta}", "depth={max_depth}"};
        settings.space.hyperparameters.resize(1);
        SetUpFixture fixture(settings);
        auto *takeOut = fixture.find<QAbstractButton>("takeOut");
        QVERIFY(takeOut->isVisible());
        QCOMPARE(takeOut->text(), u"Take {max_depth} Out of the Command"_s);
        fixture.find<QAbstractButton>("removeHyperparameter")->click();
        QCOMPARE(takeOut->text(), u"Take {eta}, {max_depth} Out of the Command"_s);
        takeOut->click();
        QCOMPARE(fixture.settings().command, (std::vector<std::string>{"xgboost", "train.conf"}));
        QVERIFY(!takeOut->isVisible());
        fixture.document.undoStack()->undo();
        QVERIFY(takeOut->isVisible());
    }

    void saysThatTheProgramIsNotThere()
    {
        StudySettings settings = digitsSettings();
        settings.command.front() = "no-such-program-anywhere";
        SetUpFixture fixture(settings);
        const auto *missing = fixture.find<QLabel>("missingProgram");
        QVERIFY(missing->isVisible());
        QVERIFY(missing->text().contains(u"\"no-such-program-anywhere\" was not found"_s));
        settings.command.front() = "sh";
        fixture.document.edit(u"x"_s, settings);
        QVERIFY(!missing->isVisible());
        settings.command = {"sh", "train.sh", "--eta", "{eta}"};
        fixture.document.edit(u"y"_s, settings);
        QVERIFY(missing->isVisible());
        QVERIFY2(missing->text().startsWith(u"\"train.sh\" is not in "_s),
                 qPrintable(missing->text()));
        settings.workingDirectory = "run";
        fixture.document.edit(u"z"_s, settings);
        QVERIFY(!missing->isVisible());
    }

    void undoesTypingInTheCommandAsOne()
    {
        SetUpFixture fixture(digitsSettings());
        auto *command = fixture.find<CommandEdit>("command");
        command->moveCursor(QTextCursor::End);
        QTest::keyClicks(command, u" nthread=1"_s);
        QCOMPARE(fixture.settings().command.back(), std::string("nthread=1"));
        QTest::keyClick(command, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(fixture.settings(), digitsSettings());
        QVERIFY(!command->toPlainText().contains(u"nthread"_s));
    }

    void explainsAndTurnsOnTheShell()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.find<QAbstractButton>("commandDetails")->click();
        fixture.find<QAbstractButton>("usesShell")->click();
        QVERIFY(fixture.settings().usesShell);
        QCOMPARE(fixture.settings().command.size(), std::size_t(1));
        fixture.find<QAbstractButton>("usesShell")->click();
        QCOMPARE(fixture.settings().command, digitsSettings().command);
    }

    void readsTheObjectiveOfATableFromAClickedNumber()
    {
        StudySettings settings = digitsSettings();
        settings.metrics = {ruleByName("objective")};
        settings.objectives = {{.metric = "objective"}};
        SetUpFixture fixture(settings);
        fixture.testRun(epochs());
        auto *output = fixture.find<OutputView>("testRunOutput");
        const auto &numbers = output->numbers();
        const auto loss = std::ranges::find_if(
            numbers, [](const auto &each) { return each.line == 2 && each.value == 0.6; });
        QVERIFY(loss != numbers.end());
        const QPoint place = output->rectOf(*loss).center();
        QTest::mouseMove(output->viewport(), place);
        QTest::mouseClick(output->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(fixture.settings().metrics.size(), std::size_t(1));
        QCOMPARE(fixture.settings().metrics.front().name, std::string("objective"));
        QCOMPARE(fixture.settings().objectives.front().metric, std::string("objective"));
        QVERIFY(fixture.find<QLabel>("testRunVerdict")->text().contains(u"0.6"_s));
    }

    void makesAMetricOfAClickedNumber()
    {
        StudySettings settings = digitsSettings();
        settings.metrics.clear();
        settings.objectives = {Objective{}};
        SetUpFixture fixture(settings);
        QVERIFY(!fixture.page->isReadyToRun());
        fixture.testRun(epochs());
        auto *output = fixture.find<OutputView>("testRunOutput");
        const auto &numbers = output->numbers();
        const auto accuracy = std::find_if(numbers.begin(), numbers.end(), [](const auto &each) {
            return each.line == 2 && each.value == 0.79;
        });
        QVERIFY(accuracy != numbers.end());
        const QPoint place = output->rectOf(*accuracy).center();
        QTest::mouseMove(output->viewport(), place);
        QTest::mouseClick(output->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(fixture.settings().metrics.size(), std::size_t(1));
        QCOMPARE(fixture.settings().objectives.front().metric,
                 fixture.settings().metrics.front().name);
        QCOMPARE(fixture.settings().objectives.front().direction, Direction::Maximize);
        QCOMPARE(fixture.find<QTableWidget>("testRunTable")->rowCount(), 3);
        QVERIFY(fixture.find<QLabel>("testRunVerdict")->text().contains(u"0.79"_s));
        QVERIFY2(fixture.page->isReadyToRun(), qPrintable(fixture.page->whyNotReady()));
        fixture.document.undoStack()->undo();
        QVERIFY(fixture.settings().metrics.empty());
    }

    void showsWhyATestRunFailed()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.testRun("Traceback: no module named torch\n", 1);
        QCOMPARE(fixture.find<QLabel>("testRunProblem")->text(),
                 u"The program exited with code 1."_s);
        QVERIFY(fixture.find<OutputView>("testRunOutput")->toPlainText().contains(u"torch"_s));
        QVERIFY(fixture.page->whyNotReady().contains(u"test run failed"_s));
    }

    void saysWhatATestRunWithoutNumbersComesTo()
    {
        StudySettings settings = digitsSettings();
        settings.metrics.clear();
        SetUpFixture fixture(settings);
        auto *hint = fixture.find<QLabel>("testRunHint");
        fixture.testRun("");
        QVERIFY(hint->text().startsWith(u"The program ended and printed nothing."_s));
        fixture.testRun("done\n");
        QVERIFY(hint->text().startsWith(u"The program printed no number."_s));
        fixture.testRun("Error in line 3\n", 1);
        QVERIFY2(!hint->isVisible(), qPrintable(hint->text()));
        fixture.testRun("loss 0.5\n");
        QVERIFY(hint->text().startsWith(u"Click the number"_s));
    }

    void showsAnInvalidPatternInPlace()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.type("rule0-1", u"valid-merror:(\\S+"_s);
        QVERIFY(!fixture.sentences().isEmpty());
        fixture.type("rule0-1", u"valid-merror:(\\S+)"_s);
        QVERIFY2(fixture.sentences().isEmpty(), qPrintable(fixture.sentences().join(u' ')));
    }

    void takesTheTestAsGivenOnceTrialsAreComplete()
    {
        SetUpFixture tested(digitsSettings(), 38);
        QVERIFY(tested.page->isReadyToRun());
        SetUpFixture untested(digitsSettings());
        QVERIFY(!untested.page->isReadyToRun());
        QVERIFY(untested.page->whyNotReady().contains(u"not been tested"_s));
        for (Trial &trial : tested.gateway.trials)
            trial.origin = TrialOrigin::Imported;
        tested.gateway.load();
        QVERIFY(tested.page->whyNotReady().contains(u"not been tested"_s));
    }

    void choosesWhatHappensAtARung()
    {
        StudySettings settings = digitsSettings();
        settings.search.strategy = Strategy::Hyperband;
        settings.search.hyperband.maxResource = 81;
        SetUpFixture fixture(settings);
        auto *sentence = fixture.find<QLabel>("modeSentence");
        QVERIFY(sentence->text().contains(u"ended for good"_s));
        fixture.find<SegmentedControl>("mode")->segment(1)->click();
        QCOMPARE(fixture.settings().search.hyperband.mode, HyperbandMode::Promote);
        QVERIFY(sentence->text().contains(u"{trial.directory}"_s));
        // The command tells no place for a checkpoint: that is said at once.
        QVERIFY(fixture.sentences().join(u' ').contains(u"Use {trial.directory}"_s));
        fixture.document.undoStack()->undo();
        QCOMPARE(fixture.settings(), settings);
    }

    void offersTheNumberOfEpochsInTheCommandAsTheLastStep()
    {
        StudySettings settings = digitsSettings();
        settings.search.strategy = Strategy::Hyperband;
        settings.command.insert(settings.command.end(), {"--epochs", "20"});
        SetUpFixture fixture(settings);
        QVERIFY(fixture.sentences().join(u' ').contains(u"Give the last step"_s));
        auto *offer = fixture.find<QAbstractButton>("useLength");
        QVERIFY(offer->isVisible());
        QCOMPARE(offer->text(), u"Use 20, as epochs Says"_s);
        offer->click();
        QCOMPARE(fixture.settings().search.hyperband.maxResource, std::optional<std::int64_t>(20));
        QVERIFY(!offer->isVisible());
        QVERIFY(!fixture.sentences().join(u' ').contains(u"last step"_s));
    }

    /// The fields are below the strategies, and a problem below the fields.
    void aProblemOfTheSearchMovesNoField()
    {
        StudySettings settings = digitsSettings();
        settings.search.strategy = Strategy::Hyperband;
        settings.search.hyperband.maxResource = 27;
        SetUpFixture fixture(settings);
        QCoreApplication::processEvents();
        const QWidget *factor = fixture.find("reductionFactor");
        const auto place = [&] { return factor->mapTo(fixture.find("sections"), QPoint()); };
        const QPoint before = place();
        fixture.type("reductionFactor", u"1"_s);
        QCoreApplication::processEvents();
        QVERIFY(fixture.sentences().join(u' ').contains(u"reduction factor is 1"_s));
        QCOMPARE(place(), before);
    }

    void countsTheCombinationsOfAGrid()
    {
        StudySettings settings = digitsSettings();
        settings.space.hyperparameters.erase(settings.space.hyperparameters.begin() + 2,
                                             settings.space.hyperparameters.begin() + 5);
        settings.command = {"xgboost", "{eta}", "{max_depth}", "{booster}"};
        SetUpFixture fixture(settings);
        fixture.find<QAbstractButton>("strategy2")->click();
        QCOMPARE(fixture.settings().search.strategy, Strategy::Grid);
        fixture.type("gridPoints", u"4"_s);
        const auto *notices = fixture.find<QLabel>("searchNotices");
        QCOMPARE(notices->text(), u"32 combinations: all of them fit into the budget."_s);
        fixture.type("trials", u"20"_s);
        QCOMPARE(notices->text(), u"32 combinations, of which the budget tries 20."_s);
    }

    void saysHowManySettingsASmallSpaceHas()
    {
        StudySettings settings = digitsSettings();
        std::erase_if(settings.space.hyperparameters, [](const Hyperparameter &each) {
            return each.name != "max_depth" && each.name != "booster";
        });
        settings.command = {"xgboost", "{max_depth}", "{booster}"};
        settings.budget.trials = 22;
        SetUpFixture fixture(settings);
        auto *note = fixture.find<QLabel>("searchNotices");
        QVERIFY(note->text().startsWith(u"22 distinct settings"_s));
        fixture.type("trials", u"21"_s);
        QVERIFY(note->text().isEmpty());
    }

    void tellsTheRungsOfEveryBracket()
    {
        StudySettings settings = digitsSettings();
        settings.search.strategy = Strategy::Hyperband;
        settings.search.hyperband.maxResource = 27;
        SetUpFixture fixture(settings);
        const auto *rungs = fixture.find<QLabel>("rungs");
        QVERIFY(rungs->text().startsWith(u"At step 1, 3, 9 the best 1 in 3 so far goes on"_s));
        QVERIFY(!rungs->text().contains(u"brackets"_s));
        fixture.type("brackets", u"3"_s);
        QVERIFY2(rungs->text().endsWith(u"Those of the others compare at: 3, 9; 9."_s),
                 qPrintable(rungs->text()));
    }

    void saysThatTheBudgetIsTooSmallForThePauses()
    {
        StudySettings settings = digitsSettings();
        settings.search.strategy = Strategy::Hyperband;
        settings.search.hyperband.mode = HyperbandMode::Promote;
        settings.search.hyperband.maxResource = 27;
        settings.command.push_back("{resource}");
        settings.command.push_back("{trial.directory}");
        settings.budget.trials = 20;
        SetUpFixture fixture(settings);
        const auto *notices = fixture.find<QLabel>("searchNotices");
        QCOMPARE(notices->text(), u"With 20 trials none can reach step 27: 1 of 3 goes on from "
                                  "each rung. Use 27 or more trials, or a larger first rung."_s);
        fixture.type("trials", u"27"_s);
        QVERIFY(notices->isHidden());
    }

    void saysWhichRunsOfATrialAreMade()
    {
        StudySettings settings = digitsSettings();
        settings.command.push_back("{fold}");
        SetUpFixture fixture(settings);
        const auto *meaning = fixture.find<QLabel>("evaluationRuns");
        auto *runsAll = fixture.find<QAbstractButton>("runsAll");
        QVERIFY(meaning->text().startsWith(u"Every trial is one run"_s));
        QVERIFY(!runsAll->isEnabled());
        fixture.type("folds", u"5"_s);
        QVERIFY(meaning->text().contains(u"5 runs"_s));
        QVERIFY(meaning->text().endsWith(u"is not run."_s));
        runsAll->click();
        QVERIFY(fixture.settings().evaluation.runsAll);
        QVERIFY(meaning->text().endsWith(u"all of them are run."_s));
        StudySettings several = fixture.settings();
        several.evaluation.runsAll = false;
        several.objectives.push_back(Objective{"size"});
        fixture.document.edit(u"Add Objective"_s, several);
        QVERIFY(meaning->text().startsWith(u"Each objective"_s));
        QVERIFY(!runsAll->isEnabled());
    }

    void prefersQuickTrialsWhereAModelSearches()
    {
        SetUpFixture fixture(digitsSettings());
        auto *costAware = fixture.find<QAbstractButton>("costAware");
        fixture.find<QAbstractButton>("strategy2")->click(); // a grid has no model
        QVERIFY(costAware->parentWidget()->isHidden());
        fixture.find<QAbstractButton>("strategy3")->click();
        QVERIFY(!costAware->parentWidget()->isHidden() && !costAware->isChecked());
        costAware->click();
        QVERIFY(fixture.settings().search.isCostAware);
        costAware->click();
        QVERIFY(!fixture.settings().search.isCostAware);
    }

    void editsBudgetLimitsAndStopping()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.type("trials", u"12"_s);
        QCOMPARE(fixture.settings().budget.trials, 12);
        fixture.type("limitSeconds", u"600"_s);
        QCOMPARE(fixture.settings().limits.seconds, std::optional(600.0));
        auto *rule = fixture.find<QComboBox>("stoppingRule");
        rule->setFocus();
        QTest::keyClick(rule, Qt::Key_Down);
        QCOMPARE(fixture.settings().trialStopping.rule, TrialStoppingRule::Median);
        QVERIFY(fixture.find("minSteps")->isVisibleTo(fixture.page.get()));
        QVERIFY(!fixture.find("threshold")->isVisibleTo(fixture.page.get()));
        fixture.type("trials", u"0"_s);
        QVERIFY(!fixture.sentences().isEmpty());
        while (fixture.document.undoStack()->canUndo())
            fixture.document.undoStack()->undo();
        QCOMPARE(fixture.settings(), digitsSettings());
    }

    void saysWhatTypesStepsAndFixedValuesMean()
    {
        StudySettings settings = digitsSettings();
        settings.space.fixed.clear();
        SetUpFixture fixture(settings);
        auto *sections = fixture.page->findChild<HyperparametersSection *>();
        const auto *why = fixture.find<QLabel>("typeWhy");
        sections->select(0);
        QCOMPARE(why->text(), u"Any number from the minimum to the maximum."_s);
        sections->select(1); // 2 to 12
        QCOMPARE(why->text(), u"Every whole number; with a step of 2 every second one."_s);
        fixture.type("step", u"3"_s);
        QCOMPARE(why->text(), u"Whole numbers in steps of 3: 2, 5 and so on."_s);
        sections->select(5);
        QVERIFY(why->text().startsWith(u"One of the choices"_s));
        const auto *fixed = fixture.find<QLabel>("fixedMeaning");
        QVERIFY(!fixed->text().contains(u"lock"_s)); // there is none to see
        sections->freeze();
        QVERIFY(fixed->text().endsWith(u"The open lock lets one vary."_s));
    }

    void givesEverySlotItsEnvironment()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.find<QAbstractButton>("addSlot")->click();
        fixture.find<QAbstractButton>("addSlot")->click();
        QCOMPARE(fixture.settings().slots.size(), std::size_t(2));
        QCOMPARE(fixture.settings().slots[1].environment.at("CUDA_VISIBLE_DEVICES"),
                 std::string("1"));
    }

    void doesNotSayOfHyperbandThatEveryTrialRunsToItsEnd()
    {
        SetUpFixture fixture(digitsSettings());
        const auto *why = fixture.find<QLabel>("stoppingRuleWhy");
        QCOMPARE(why->text(), u"Every trial runs to its end."_s);
        StudySettings settings = fixture.settings();
        settings.search.strategy = Strategy::Hyperband;
        fixture.document.edit(u"x"_s, settings);
        QVERIFY(why->text().contains(u"Hyperband"_s));
    }

    void previewsTenCommandLines()
    {
        SetUpFixture fixture(digitsSettings());
        auto *preview = fixture.page->findChild<PreviewPanel *>();
        const QStringList lines = preview->lines();
        QCOMPARE(lines.size(), 10);
        QVERIFY(lines.front().contains(u" eta=0."_s));
        QVERIFY(preview->findChild<WrappedText *>()->toHtml().contains(u"font-weight"_s));
        fixture.find<QAbstractButton>("resample")->click();
        QVERIFY(preview->lines() != lines);
    }

    void offersTheTestRunAsACommand()
    {
        SetUpFixture fixture(digitsSettings());
        fixture.commands.action(u"study.testRun"_s)->trigger();
        QVERIFY(fixture.gateway.calls.contains(u"startTestRun"_s));
    }
};

QTEST_MAIN(TstSetUpPage)
#include "tst_set_up_page.moc"
