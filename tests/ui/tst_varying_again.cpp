// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/varying_again.h"

#include "core/space/value.h"
#include "tests/support/no_warnings.h"
#include "tests/support/set_up_fixture.h"
#include "ui/pages/setup/hyperparameters_section.h"
#include "ui/pages/setup/space_edits.h"
#include "ui/theme/theme.h"

#include <QTest>
#include <QToolButton>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

/// What was frozen can vary again.
class VaryingAgainTest : public QObject
{
    Q_OBJECT

private:
    static Hyperparameter choice(const char *name, const char *parent, const char *value)
    {
        Hyperparameter made;
        made.name = name;
        made.type = HyperparameterType::Categorical;
        made.values = {std::string("a"), std::string("b")};
        if (parent)
            made.when = {{parent, {std::string(value)}}};
        return made;
    }

    /// A tree of choices below `root`, with constraints.
    static StudySettings tree()
    {
        StudySettings settings;
        settings.space.hyperparameters = {choice("root", nullptr, nullptr),
                                          choice("kept", "root", "a"), choice("gone", "root", "b"),
                                          choice("goneToo", "gone", "a")};
        settings.command = {"train",  "--root", "{root}",         "--kept={kept}",
                            "--gone", "{gone}", "--too={goneToo}"};
        settings.space.constraints = {"root == a or kept == b", "gone == a"};
        return settings;
    }

    static StudySettings frozenTree()
    {
        StudySettings settings = tree();
        freezeHyperparameter(settings, 0, std::string("a"));
        return settings;
    }

    static QToolButton *actOf(const SetUpFixture &fixture, const QString &name)
    {
        for (QToolButton *act : fixture.find("fixed")->findChildren<QToolButton *>(u"act"_s)) {
            if (act->parentWidget()->findChildren<QLineEdit *>().front()->text() == name)
                return act;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { failOnWarnings(); }

    void eachLockIsCalledAfterItsRow()
    {
        StudySettings settings = tree();
        settings.space.fixed = {{"momentum", "0.9"}, {"seed_of", "3"}};
        const SetUpFixture fixture(settings);
        QToolButton *act = actOf(fixture, u"momentum"_s);
        QVERIFY(act->accessibleName().startsWith(u"momentum: "_s));
        auto *name = act->parentWidget()->findChildren<QLineEdit *>().front();
        name->setText(u"beta"_s);
        QVERIFY(act->accessibleName().startsWith(u"beta: "_s));
    }

    void allThatWentWithItComesBack()
    {
        const StudySettings varying = varyingAgain(frozenTree(), "root", tree());
        QCOMPARE(varying.space, tree().space);
        QCOMPARE(varying.command, tree().command);
    }

    void whatWasChangedSinceStays()
    {
        StudySettings now = frozenTree();
        now.budget.trials = 77;
        now.space.hyperparameters[0].values.emplace_back(std::string("c")); // of "kept"
        now.space.constraints.push_back("kept != c");
        now.command.push_back("--fast");
        const StudySettings varying = varyingAgain(now, "root", tree());
        QCOMPARE(varying.budget.trials, 77);
        QCOMPARE(varying.space.hyperparameters.size(), std::size_t(4));
        QCOMPARE(varying.space.find("kept")->values.size(), std::size_t(3));
        QCOMPARE(varying.space.find("kept")->when.size(), std::size_t(1));
        QCOMPARE(varying.space.constraints,
                 (std::vector<std::string>{"root == a or kept == b", "kept != c", "gone == a"}));
        QCOMPARE(varying.command, now.command); // the person's: what is missing there is told
    }

    void aFixedValueThatWasChangedSinceStillKnowsWhatWent()
    {
        StudySettings now = frozenTree();
        now.space.fixed.back().second = "b";
        const StudySettings varying = varyingAgain(now, "root", tree());
        QCOMPARE(varying.space, tree().space);
    }

    void aValueThatNeverVariedGetsTheRangeOfChooseForMe()
    {
        StudySettings settings;
        settings.space.fixed = {{"lr", "0.01"}, {"kind", "fancy"}};
        const StudySettings rate = varyingAround(settings, "lr");
        QCOMPARE(rate.space.hyperparameters.size(), std::size_t(1));
        QCOMPARE(rate.space.hyperparameters[0].type, HyperparameterType::Continuous);
        QVERIFY(rate.space.hyperparameters[0].min < 0.01 &&
                rate.space.hyperparameters[0].max > 0.01);
        QCOMPARE(rate.space.fixed.size(), std::size_t(1));
        const StudySettings kind = varyingAround(settings, "kind");
        QCOMPARE(kind.space.hyperparameters.size(), std::size_t(1));
        QCOMPARE(kind.space.hyperparameters[0].values.size(), std::size_t(1));
        QCOMPARE(textOf(kind.space.hyperparameters[0].values[0]), std::string("fancy"));
        QCOMPARE(kind.space.fixed.size(), std::size_t(1));
    }

    void theOpenLockOfAFixedValueLetsItVary()
    {
        const StudySettings before = digitsSettings();
        StudySettings frozen = before;
        freezeHyperparameter(frozen, 1, std::int64_t(6));
        SetUpFixture fixture(frozen); // as in a session after that of the freezing
        fixture.gateway.lastVaried = before;
        const std::string name = before.space.hyperparameters[1].name;
        QToolButton *act = actOf(fixture, QString::fromStdString(name));
        QVERIFY(act && !act->toolTip().isEmpty());
        QTest::mouseClick(act, Qt::LeftButton);
        QCOMPARE(fixture.gateway.calls.last(),
                 u"fetchLastVaried %1"_s.arg(QString::fromStdString(name)));
        QCOMPARE(fixture.settings(), before);
        QCOMPARE(fixture.page->findChild<HyperparametersSection *>()->selected(), 1);
        fixture.document.undoStack()->undo();
        QCOMPARE(fixture.settings(), frozen);
    }
};

QTEST_MAIN(VaryingAgainTest)
#include "tst_varying_again.moc"
