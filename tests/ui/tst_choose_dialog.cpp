// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/choose_dialog.h"
#include "ui/dialogs/save_recipe_dialog.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QtTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

namespace {

StudySettings pasted()
{
    StudySettings settings;
    settings.command = {"python",         "train.py", "--lr",        "0.001", "--batch-size", "32",
                        "--dropout",      "0.5",      "--optimizer", "adam",  "--momentum",   "0.9",
                        "--weight-decay", "1e-4",     "--epochs",    "50",    "--seed",       "1"};
    settings.metrics = {{"loss", "loss (\\S+)", {}, {}}};
    settings.objectives.front().metric = "loss";
    return settings;
}

QCheckBox *tick(const ChooseDialog &dialog, const QString &subject)
{
    return dialog.findChild<QCheckBox *>(u"choose-"_s + subject);
}

} // namespace

class ChooseDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void takesWhatIsAdvised()
    {
        const ChooseDialog dialog(pasted(), {8});
        const StudySettings chosen = dialog.chosen();
        QCOMPARE(chosen.space.hyperparameters.size(), std::size_t(6));
        QCOMPARE(chosen.command[3], std::string("{lr}"));
        QCOMPARE(chosen.command[15], std::string("50"));
        QCOMPARE(chosen.problems(), Problems());
        QVERIFY(!tick(dialog, u"epochs"_s)->isChecked());
    }

    void leavesWhatIsNotTicked()
    {
        const ChooseDialog dialog(pasted(), {8});
        tick(dialog, u"lr"_s)->click();
        tick(dialog, u"Trials"_s)->click();
        const StudySettings chosen = dialog.chosen();
        QCOMPARE(chosen.command[3], std::string("0.001"));
        QCOMPARE(chosen.budget.trials, Budget{}.trials);
    }

    void choosesTheSearchAnewForTheRangesThatAreLeft()
    {
        const ChooseDialog dialog(pasted(), {8});
        const int before = dialog.chosen().budget.trials;
        for (const QString &name : {u"lr"_s, u"dropout"_s, u"weight-decay"_s, u"momentum"_s})
            tick(dialog, name)->click();
        QVERIFY(dialog.chosen().budget.trials < before);
        QCOMPARE(dialog.chosen().search.strategy, Strategy::Grid); // 5 batch sizes, 6 optimizers
    }

    void saysHowMuchIsApplied()
    {
        const ChooseDialog dialog(pasted(), {8});
        const auto *apply = dialog.findChild<QPushButton *>(u"applyChoices"_s);
        const QString all = apply->text();
        tick(dialog, u"lr"_s)->click();
        QVERIFY(apply->text() != all);
        for (QCheckBox *each : dialog.findChildren<QCheckBox *>())
            each->setChecked(false);
        QVERIFY(!apply->isEnabled());
    }

    void saysSoWhenNothingCanVary()
    {
        StudySettings settings;
        settings.command = {"train"};
        const ChooseDialog dialog(settings, {8});
        QVERIFY(dialog.findChildren<QCheckBox *>().isEmpty());
        QVERIFY(!dialog.findChild<QPushButton *>(u"applyChoices"_s)->isEnabled());
    }

    void asksForAnotherNameOfARecipe()
    {
        SaveRecipeDialog dialog(u"mine"_s);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QStringList saved;
        connect(&dialog, &SaveRecipeDialog::saveWanted, this,
                [&](const QString &name, const QString &note) { saved << name + u'/' + note; });
        dialog.findChild<QLineEdit *>(u"recipeNote"_s)->setText(u"What I do"_s);
        dialog.findChild<QPushButton *>(u"saveRecipe"_s)->click();
        QCOMPARE(saved, QStringList{u"mine/What I do"_s});
        dialog.showProblem(u"Choose another."_s);
        QCOMPARE(dialog.result(), 0);
    }

    /// Written where ATTUNE_PICTURES says, to be looked at.
    void paintsInBothThemes()
    {
        const QString folder = qEnvironmentVariable("ATTUNE_PICTURES");
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
            applyTheme(*qApp, theme);
            ChooseDialog dialog(pasted(), {8});
            const QImage picture = dialog.grab().toImage();
            QVERIFY(!picture.isNull());
            const QString name = theme == ThemeChoice::Light ? u"light"_s : u"dark"_s;
            if (!folder.isEmpty())
                picture.save(folder + u"/choose-"_s + name + u".png"_s);
        }
    }
};

QTEST_MAIN(ChooseDialogTest)
#include "tst_choose_dialog.moc"
