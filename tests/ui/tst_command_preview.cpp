// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_study_gateway.h"
#include "ui/pages/setup/command_preview.h"
#include "ui/pages/setup/command_text.h"
#include "ui/pages/setup/space_edits.h"

#include <QTest>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

/// The command as text: what is edited, what is previewed, and what renaming does to it.
class TstCommandPreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rendersAsManyLinesAsWanted()
    {
        const auto lines = sampledCommands(digitsSettings(), 10, 0);
        QCOMPARE(lines.size(), std::size_t(10));
        for (const PreviewLine &line : lines) {
            QVERIFY(line.text.startsWith(u"xgboost train.conf eta="_s));
            QVERIFY(!line.text.contains(u'{') && !line.text.contains(u'\''));
            QCOMPARE(line.varying.size(), std::size_t(6)); // the seed is not a hyperparameter
            QCOMPARE(line.text.mid(line.varying[0].first - 4, 4), u"eta="_s);
        }
        QVERIFY(lines != sampledCommands(digitsSettings(), 10, 1));
        QCOMPARE(lines, sampledCommands(digitsSettings(), 10, 0));
    }

    void hasAValueForEveryPlaceholder()
    {
        StudySettings settings = digitsSettings();
        settings.command = {"train", "--to={trial.directory}/model", "--epochs={resource}"};
        settings.search.strategy = Strategy::Hyperband;
        settings.search.hyperband.maxResource = 27;
        QCOMPARE(sampledCommands(settings, 2, 0)[1].text,
                 u"train --to=trials/000001/model --epochs=27"_s);
        settings.search.hyperband.mode = HyperbandMode::Promote;
        QCOMPARE(sampledCommands(settings, 1, 0)[0].text,
                 u"train --to=trials/000000/model --epochs=1"_s);
    }

    void leavesInactiveArgumentsOut()
    {
        StudySettings settings = digitsSettings();
        Hyperparameter rate;
        rate.name = "rate_drop";
        rate.when = {Condition{"booster", {std::string("dart")}}};
        settings.space.hyperparameters.push_back(rate);
        settings.command.push_back("rate_drop={rate_drop}");
        for (const PreviewLine &line : sampledCommands(settings, 10, 0))
            QCOMPARE(line.text.contains(u"rate_drop="_s), line.text.contains(u"dart"_s));
    }

    void respectsConstraints()
    {
        StudySettings settings = digitsSettings();
        settings.space.constraints = {"max_depth <= 4"};
        for (const PreviewLine &line : sampledCommands(settings, 10, 0)) {
            const auto &[begin, length] = line.varying[1];
            QVERIFY(line.text.mid(begin, length).toInt() <= 4);
        }
    }

    void quotesOnlyWhatNeedsIt()
    {
        QCOMPARE(commandLineOf({"train", "lr={lr}", "a b", "{x?--fast}"}, false),
                 u"train lr={lr} 'a b' {x?--fast}"_s);
        const auto back = argumentsOf(u"train lr={lr} 'a b'"_s, false);
        QVERIFY(back);
        QCOMPARE(*back, (std::vector<std::string>{"train", "lr={lr}", "a b"}));
        QCOMPARE(*argumentsOf(u"a | b"_s, true), std::vector<std::string>{"a | b"});
        QVERIFY(!argumentsOf(u"a | b"_s, false));
    }

    void findsPlaceholders()
    {
        QCOMPARE(placeholderSpans(u"a={x} {{y} {z?-q} {\"k\": 1}"_s),
                 (std::vector<std::pair<int, int>>{{2, 3}, {11, 6}}));
    }

    void renamesEverywhere()
    {
        StudySettings settings = digitsSettings();
        settings.space.constraints = {"max_depth * eta < 3", "eta_other < 1"};
        settings.space.hyperparameters[0].when = {Condition{"booster", {std::string("dart")}}};
        renameHyperparameter(settings, 0, "learning_rate");
        QCOMPARE(settings.command[2], std::string("eta={learning_rate}"));
        QCOMPARE(settings.space.constraints,
                 (std::vector<std::string>{"max_depth * learning_rate < 3", "eta_other < 1"}));
        renameHyperparameter(settings, 5, "kind");
        QCOMPARE(settings.space.hyperparameters[0].when.front().parent, std::string("kind"));
    }

    void keepsWhatMakesSenseOfARangeInAnotherType()
    {
        Hyperparameter hyperparameter = digitsSettings().space.hyperparameters[2];
        setHyperparameterType(hyperparameter, HyperparameterType::Integer);
        QCOMPARE(hyperparameter.min, 0.0);
        QCOMPARE(hyperparameter.max, 1.0);
        QCOMPARE(hyperparameter.scaling, Scaling::Auto); // reverse logarithmic is for continuous
        QVERIFY(hyperparameter.problems().empty());
        setHyperparameterType(hyperparameter, HyperparameterType::Categorical);
        QCOMPARE(hyperparameter.values.size(), std::size_t(2));
        setHyperparameterType(hyperparameter, HyperparameterType::Continuous);
        QVERIFY(hyperparameter.problems().empty());
    }
};

QTEST_GUILESS_MAIN(TstCommandPreview)
#include "tst_command_preview.moc"
