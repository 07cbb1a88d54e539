// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/autotune/autotune.h"

#include "core/protocol/command_template.h"

#include <QtTest>

#include <algorithm>

using namespace attune;
using namespace Qt::StringLiterals;

namespace {

StudySettings studyOf(std::string_view commandLine)
{
    StudySettings settings;
    settings.command = splitCommandLine(commandLine).value();
    settings.metrics = {{"loss", "loss (\\S+)", "epoch (\\d+)", {}}};
    settings.objectives.front().metric = "loss";
    return settings;
}

std::vector<ProposedChoice> advised(std::vector<ProposedChoice> proposals)
{
    std::erase_if(proposals, [](const ProposedChoice &proposal) { return !proposal.isAdvised; });
    return proposals;
}

ProposedChoice about(const std::vector<ProposedChoice> &proposals, std::string_view subject)
{
    for (const ProposedChoice &proposal : proposals) {
        if (proposal.subject == subject)
            return proposal;
    }
    return {};
}

/// The ranges, each as "lr 1e-05 to 0.1, logarithmic".
QStringList rangesIn(const std::vector<ProposedChoice> &proposals)
{
    QStringList ranges;
    for (const ProposedChoice &proposal : proposals) {
        if (std::holds_alternative<RangeChoice>(proposal.choice))
            ranges << QString::fromStdString(proposal.subject + ' ' + proposal.proposed);
    }
    return ranges;
}

/// A study whose command was pasted: `lr` varies as pasting made it.
StudySettings pastedStudy()
{
    StudySettings settings = studyOf("train --lr {lr} --batch-size {batch} --epochs 10");
    Hyperparameter lr;
    lr.name = "lr";
    lr.min = 1e-5;
    lr.max = 0.1;
    lr.scaling = Scaling::Logarithmic;
    lr.defaultValue = 0.001;
    Hyperparameter batch;
    batch.name = "batch";
    batch.type = HyperparameterType::Integer;
    batch.min = 8;
    batch.max = 128;
    batch.scaling = Scaling::Logarithmic;
    batch.defaultValue = std::int64_t(32);
    settings.space.hyperparameters = {lr, batch};
    return settings;
}

} // namespace

class AutotuneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void choosesRangesForTheCommandsOfRealTrainers_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("XGBoost")
            << u"xgboost train.conf eta=0.3 max_depth=6 subsample=0.8 booster=gbtree rate_drop=0.1 num_round=50 nthread=2"_s
            << QStringList{u"eta 0.003 to 1, logarithmic"_s, u"max_depth 2 to 12, linear"_s,
                           u"subsample 0.3 to 1, linear"_s, u"booster gbtree, dart or gblinear"_s,
                           u"rate_drop 0 to 0.9, linear"_s};
        QTest::newRow("LightGBM")
            << u"lightgbm task=train config=train.conf num_leaves=31 learning_rate=0.05 feature_fraction=0.9 min_data_in_leaf=20 num_trees=100 lambda_l2=0.1"_s
            << QStringList{u"num_leaves 7 to 124, logarithmic"_s,
                           u"learning_rate 0.0005 to 1, logarithmic"_s,
                           u"feature_fraction 0.3 to 1, linear"_s,
                           u"min_data_in_leaf 5 to 80, logarithmic"_s,
                           u"lambda_l2 0.001 to 100, logarithmic"_s};
        QTest::newRow("CatBoost")
            << u"catboost fit --learn-set t.tsv --iterations 500 --depth 6 --learning-rate 0.03 --l2-leaf-reg 3"_s
            << QStringList{u"depth 3 to 12, linear"_s, u"learning-rate 0.0003 to 1, logarithmic"_s,
                           u"l2-leaf-reg 0.001 to 100, logarithmic"_s};
        QTest::newRow("scikit-learn forest")
            << u"python forest.py --n-estimators 100 --max-depth 6 --min-samples-leaf 2 --max-features 0.5 --criterion gini --random-state 0 --n-jobs 2"_s
            << QStringList{
                   u"max-depth 2 to 12, linear"_s, u"min-samples-leaf 1 to 16, logarithmic"_s,
                   u"max-features 0.3 to 1, linear"_s, u"criterion gini, entropy or log_loss"_s};
        QTest::newRow("scikit-learn SVC")
            << u"python svm.py --kernel rbf --C 1.0 --gamma 0.01 --degree 3"_s
            << QStringList{u"kernel rbf, linear, poly or sigmoid"_s,
                           u"C 0.03 to 30000, logarithmic"_s, u"gamma 3e-05 to 10, logarithmic"_s,
                           u"degree 1 to 6, linear"_s};
        QTest::newRow("PyTorch ImageNet")
            << u"python main.py -a resnet18 --lr 0.1 --momentum 0.9 --weight-decay 1e-4 --batch-size 256 --epochs 90 --workers 4 --dist-url tcp://127.0.0.1:1 /data/imagenet"_s
            << QStringList{u"lr 0.001 to 1, logarithmic"_s,
                           u"momentum 0.5 to 0.999, reverse logarithmic"_s,
                           u"weight-decay 1e-06 to 0.1, logarithmic"_s,
                           u"batch-size 64, 128, 256, 512 or 1024, in this order"_s};
        QTest::newRow("PyTorch optimizer")
            << u"python train.py --optimizer sgd --lr 0.01 --momentum 0.9 --dropout 0.5"_s
            << QStringList{u"optimizer sgd, adam, adamw, rmsprop, adagrad or nadam"_s,
                           u"lr 0.0001 to 1, logarithmic"_s,
                           u"momentum 0.5 to 0.999, reverse logarithmic"_s,
                           u"dropout 0 to 0.9, linear"_s};
        QTest::newRow("Hugging Face run_glue.py")
            << u"python run_glue.py --model_name_or_path bert-base-cased --task_name mrpc --do_train --do_eval --max_seq_length 128 --per_device_train_batch_size 32 --learning_rate 2e-5 --num_train_epochs 3 --warmup_ratio 0.1 --weight_decay 0.01 --lr_scheduler_type linear --output_dir /tmp/mrpc --seed 42 --fp16"_s
            << QStringList{u"per_device_train_batch_size 8, 16, 32, 64 or 128, in this order"_s,
                           u"learning_rate 2e-07 to 0.002, logarithmic"_s,
                           u"warmup_ratio 0 to 0.3, linear"_s,
                           u"weight_decay 1e-06 to 0.1, logarithmic"_s,
                           u"lr_scheduler_type linear, constant, cosine, step or exponential"_s};
        QTest::newRow("Keras")
            << u"python keras_train.py --optimizer adam --learning_rate 0.001 --dropout 0.5 --units 128 --batch_size 32 --activation relu --epochs 20"_s
            << QStringList{u"optimizer adam, adamw, sgd, rmsprop, adagrad or nadam"_s,
                           u"learning_rate 1e-05 to 0.1, logarithmic"_s,
                           u"dropout 0 to 0.9, linear"_s,
                           u"units 32 to 512, logarithmic"_s,
                           u"batch_size 8, 16, 32, 64 or 128, in this order"_s,
                           u"activation relu, gelu, silu, tanh, elu or leakyrelu"_s};
        QTest::newRow("YOLO")
            << u"yolo detect train data=coco128.yaml model=yolov8n.pt epochs=100 imgsz=640 batch=16 lr0=0.01 momentum=0.937 weight_decay=0.0005 box=7.5 device=0"_s
            << QStringList{
                   u"batch 4, 8, 16, 32 or 64, in this order"_s, u"lr0 0.0001 to 1, logarithmic"_s,
                   u"momentum 0.5 to 0.999, reverse logarithmic"_s,
                   u"weight_decay 1e-06 to 0.1, logarithmic"_s, u"box 0.75 to 75, logarithmic"_s};
        QTest::newRow("YOLOv5")
            << u"python train.py --img 640 --batch 16 --epochs 300 --data coco.yaml --weights yolov5s.pt --hyp hyp.yaml"_s
            << QStringList{u"batch 4, 8, 16, 32 or 64, in this order"_s};
        QTest::newRow("fairseq")
            << u"fairseq-train data-bin/iwslt14 --arch transformer_iwslt_de_en --optimizer adam --clip-norm 0.1 --lr 5e-4 --lr-scheduler inverse_sqrt --dropout 0.3 --weight-decay 0.0001 --label-smoothing 0.1 --max-tokens 4096 --max-epoch 50"_s
            << QStringList{u"optimizer adam, adamw, sgd, rmsprop, adagrad or nadam"_s,
                           u"clip-norm 0.01 to 1, logarithmic"_s,
                           u"lr 5e-06 to 0.05, logarithmic"_s,
                           u"dropout 0 to 0.9, linear"_s,
                           u"weight-decay 1e-06 to 0.1, logarithmic"_s,
                           u"label-smoothing 0 to 0.3, linear"_s};
        QTest::newRow("vowpal wabbit")
            << u"vw -d train.vw --passes 20 -l 0.5 --l1 1e-6 --power_t 0.5 -b 18 --cache_file c -f model.vw"_s
            << QStringList{u"l 0 to 1, linear"_s, u"l1 1e-08 to 0.0001, logarithmic"_s,
                           u"power_t 0 to 1, linear"_s};
        QTest::newRow("fastText")
            << u"fasttext supervised -input train.txt -output model -lr 0.5 -epoch 25 -wordNgrams 2 -dim 100 -loss softmax -thread 2"_s
            << QStringList{u"lr 0.005 to 1, logarithmic"_s, u"wordNgrams 1 to 4, linear"_s,
                           u"dim 25 to 400, logarithmic"_s, u"loss softmax, hs, ns or ova"_s};
        QTest::newRow("LIBSVM") << u"svm-train -s 0 -t 2 -c 1 -g 0.01 -v 5 data.svm"_s
                                << QStringList{u"c 0.03 to 30000, logarithmic"_s,
                                               u"g 0.0001 to 1, logarithmic"_s};
        QTest::newRow("LIBLINEAR")
            << u"liblinear-train -s 2 -c 1 -e 0.01 -v 5 data.svm"_s
            << QStringList{u"c 0.03 to 30000, logarithmic"_s, u"e 0.0001 to 1, logarithmic"_s};
        QTest::newRow("reinforcement learning")
            << u"python ppo.py --env CartPole-v1 --learning-rate 3e-4 --gamma 0.99 --gae-lambda 0.95 --total-timesteps 500000 --num-envs 4 --seed 1"_s
            << QStringList{u"learning-rate 3e-06 to 0.03, logarithmic"_s,
                           u"gamma 0.9 to 0.9999, reverse logarithmic"_s,
                           u"gae-lambda 0.5 to 0.999, reverse logarithmic"_s};
        QTest::newRow("R") << u"Rscript forest.R --mtry 4 --ntree 500 --nodesize 5"_s
                           << QStringList{u"mtry 2 to 8, linear"_s, u"nodesize 2 to 10, linear"_s};
    }

    void choosesRangesForTheCommandsOfRealTrainers()
    {
        QFETCH(QString, line);
        QFETCH(QStringList, expected);
        const StudySettings settings = studyOf(line.toStdString());
        const std::vector<ProposedChoice> taken = advised(proposeAll(settings, {8}));
        QCOMPARE(rangesIn(taken), expected);
    }

    void whatItChoosesCanRun_data() { choosesRangesForTheCommandsOfRealTrainers_data(); }

    void whatItChoosesCanRun()
    {
        QFETCH(QString, line);
        const StudySettings settings = studyOf(line.toStdString());
        const std::vector<ProposedChoice> all = proposeAll(settings, {8});
        for (const ProposedChoice &proposal : all)
            QVERIFY2(proposal.reason.ends_with('.'), proposal.subject.c_str());
        const StudySettings chosen = withProposals(settings, advised(all));
        QCOMPARE(chosen.problems(), Problems());
        QCOMPARE(withProposals(settings, all).problems(), Problems());
    }

    void theFirstTrialIsTheCommandAsItWas()
    {
        const StudySettings settings =
            studyOf("xgboost train.conf eta=0.3 max_depth=6 booster=gbtree num_round=50");
        const StudySettings chosen = withProposals(settings, advised(proposeAll(settings, {4})));
        const auto defaults = chosen.space.defaults();
        QVERIFY(defaults.has_value());
        QCOMPARE(CommandTemplate(chosen.command).render(chosen.space, *defaults, {}),
                 settings.command);
    }

    void makesBatchSizesPowersOfTwoInOrder()
    {
        const auto proposal = about(proposeAll(studyOf("train --batch_size 32"), {}), "batch_size");
        const Hyperparameter &hyperparameter =
            std::get<RangeChoice>(proposal.choice).hyperparameter;
        QCOMPARE(hyperparameter.type, HyperparameterType::Categorical);
        QVERIFY(hyperparameter.isOrdered);
        QCOMPARE(proposal.proposed, std::string("8, 16, 32, 64 or 128, in this order"));
        QCOMPARE(about(proposeAll(studyOf("train --batch_size 100"), {}), "batch_size").proposed,
                 std::string("25 to 400, logarithmic"));
    }

    void keepsTheLengthOfTrainingAndSeedsAndSaysWhy()
    {
        const auto all = proposeAll(studyOf("train --lr 0.1 --epochs 50 --seed 7"), {});
        QVERIFY(!about(all, "epochs").isAdvised);
        QVERIFY(about(all, "epochs").reason.find("how long a trial trains") != std::string::npos);
        QVERIFY(!about(all, "seed").isAdvised);
        QVERIFY(about(all, "seed").reason.find("a seed is chance") != std::string::npos);
    }

    void boundsWhatOneChoiceAloneUses()
    {
        const StudySettings settings = studyOf("xgboost booster=gbtree rate_drop=0.1");
        const std::vector<ProposedChoice> all = proposeAll(settings, {});
        const StudySettings both = withProposals(settings, all);
        const std::vector<Condition> expected{{"booster", {std::string("dart")}}};
        QCOMPARE(both.space.find("rate_drop")->when, expected);
        QVERIFY(about(all, "rate_drop").reason.ends_with("Only used when booster is dart."));
        const StudySettings one = withProposals(settings, {about(all, "rate_drop")});
        QVERIFY(one.space.find("rate_drop")->when.empty());
        QCOMPARE(one.problems(), Problems());
    }

    void takesFixedValuesToo()
    {
        StudySettings settings = studyOf("train --lr {lr}");
        settings.space.fixed = {{"lr", "0.01"}, {"epochs", "20"}};
        const StudySettings chosen = withProposals(settings, advised(proposeAll(settings, {})));
        QCOMPARE(chosen.space.hyperparameters.size(), std::size_t(1));
        QCOMPARE(chosen.space.fixed.size(), std::size_t(1));
        QCOMPARE(chosen.command, settings.command);
        QCOMPARE(chosen.trialStopping.rule, TrialStoppingRule::Median);
    }

    void leavesAFrozenHyperparameterFrozen()
    {
        StudySettings settings = pastedStudy();
        const Hyperparameter frozen = settings.space.hyperparameters[0];
        settings.space.hyperparameters.erase(settings.space.hyperparameters.begin());
        settings.space.fixed = {{frozen.name, textOf(*frozen.defaultValue)}};
        const auto all = proposeAll(settings, {});
        QVERIFY(!about(all, frozen.name).subject.empty());
        QVERIFY(!about(all, frozen.name).isAdvised);
        QVERIFY(about(all, frozen.name).reason.find("You keep it fixed") != std::string::npos);
        const StudySettings chosen = withProposals(settings, advised(all));
        QCOMPARE(chosen.space.fixed, settings.space.fixed);
    }

    void improvesWhatPastingMadeAndLeavesOnesOwnRanges()
    {
        StudySettings settings = pastedStudy();
        const std::vector<ProposedChoice> pasted = proposeAll(settings, {});
        QVERIFY(about(pasted, "lr").subject.empty()); // is what would be proposed
        QVERIFY(about(pasted, "batch").isAdvised);
        settings.space.hyperparameters[1].max = 64;
        settings.space.hyperparameters[0].max = 0.05;
        const std::vector<ProposedChoice> own = proposeAll(settings, {});
        for (const char *name : {"lr", "batch"}) {
            QVERIFY(!about(own, name).isAdvised);
            QVERIFY(about(own, name).reason.ends_with("stays unless you tick this."));
        }
    }

    void saysOfValuesAtTheEdgeWhatTheirRangeDoes()
    {
        const auto all = proposeAll(
            studyOf("train --lr 0 --momentum 1 --beta2 1.0 --alpha 1e-300 --epochs 10"), {});
        QCOMPARE(about(all, "lr").proposed, std::string("0 to 1, linear"));
        QVERIFY2(about(all, "lr").reason.starts_with("No factor leads away from 0"),
                 about(all, "lr").reason.c_str());
        for (const auto &[name, range] :
             {std::pair{"momentum", "0.5 to 1, linear"}, std::pair{"beta2", "0.9 to 1, linear"}}) {
            QCOMPARE(about(all, name).proposed, std::string(range));
            QVERIFY2(about(all, name).reason.starts_with("At 1 or more there is no closeness"),
                     about(all, name).reason.c_str());
        }
        QVERIFY(!about(all, "alpha").isAdvised);
    }

    void asksForNoMoreThanTenAtOnce()
    {
        std::string line = "train";
        for (int i = 0; i < 14; ++i)
            line += " --thing" + std::string(1, static_cast<char>('a' + i)) + " 0.5";
        line += " --lr 0.1";
        const std::vector<ProposedChoice> taken = advised(proposeAll(studyOf(line), {}));
        QCOMPARE(rangesIn(taken).size(), 10);
        QVERIFY(!about(taken, "lr").subject.empty());
        QVERIFY(about(taken, "thingj").subject.empty());
    }

    void givesAFreeNameToAValueWhoseNameIsTaken()
    {
        StudySettings settings = pastedStudy();
        settings.command = splitCommandLine("train --lr {lr} --b {batch} --LR 0.5").value();
        const StudySettings chosen = withProposals(settings, advised(proposeAll(settings, {})));
        QCOMPARE(chosen.command.back(), std::string("{LR-2}"));
        QCOMPARE(chosen.problems(), Problems());
    }

    void choosesTheStrategy_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<QString>("trials");
        QTest::addColumn<QString>("stopping");
        QTest::newRow("one of four") << u"svm --kernel rbf"_s << u"Grid"_s << u"4"_s << u"Off"_s;
        QTest::newRow("two") << u"train --lr 0.1 --wd 1e-4 --epochs 20"_s << u"Bayesian"_s
                             << u"30"_s << u"Median rule from reading 4"_s;
        QTest::newRow("steps of unknown length")
            << u"train --lr 0.1 --max_steps 20000"_s << u"Bayesian"_s << u"30"_s
            << u"Median rule from reading 5"_s;
        QTest::newRow("five") << u"train --lr 0.1 --wd 1e-4 --dropout 0.5 --hidden 64 --layers 2"_s
                              << u"Bayesian"_s << u"50"_s << u"Off"_s;
        QTest::newRow("too short to judge")
            << u"train --lr 0.1 --epochs 3"_s << u"Bayesian"_s << u"30"_s << u"Off"_s;
    }

    void choosesTheStrategy()
    {
        QFETCH(QString, line);
        const auto all = proposeAll(studyOf(line.toStdString()), {4});
        QTEST(QString::fromStdString(about(all, "Strategy").proposed), "strategy");
        QTEST(QString::fromStdString(about(all, "Trials").proposed), "trials");
        QTEST(QString::fromStdString(about(all, "Early stopping").proposed), "stopping");
    }

    /// No end of settings, but a grid of 3 x 3 of them.
    void countsTheCombinationsOfOnesOwnGrid()
    {
        StudySettings settings = studyOf("train --lr {lr} --wd {wd}");
        for (const char *name : {"lr", "wd"}) {
            Hyperparameter each;
            each.name = name;
            each.min = 0.1;
            each.max = 1.0;
            settings.space.hyperparameters.push_back(each);
        }
        settings.search.strategy = Strategy::Grid;
        settings.search.gridPoints = 3;
        const ProposedChoice trials = about(proposeAll(settings, {}), "Trials");
        QCOMPARE(trials.proposed, std::string("9"));
    }

    void givesLongTrainingToHyperbandWhereItCanRun()
    {
        StudySettings settings = studyOf("train --lr 0.1 --wd 1e-4 --epochs 81");
        const auto all = proposeAll(settings, {});
        StudySettings hyperband = settings;
        hyperband.search.strategy = Strategy::Hyperband;
        hyperband.search.hyperband.maxResource = 81;
        const Problems problems = hyperband.problems();
        const bool canRun = std::none_of(problems.begin(), problems.end(), [](const auto &each) {
            return each.path.starts_with("search");
        });
        QCOMPARE(about(all, "Strategy").proposed, std::string(canRun ? "Hyperband" : "Bayesian"));
        QCOMPARE(about(all, "Early stopping").proposed,
                 std::string(canRun ? "Off" : "Median rule from reading 5"));
        QCOMPARE(about(all, "Trials").proposed, std::string(canRun ? "60" : "30"));
    }

    void doesNotGiveFoldsToHyperband()
    {
        StudySettings settings = studyOf("train --lr 0.1 --wd 1e-4 --epochs 81");
        settings.evaluation.folds = 5;
        const auto all = proposeAll(settings, {});
        QCOMPARE(about(all, "Strategy").proposed, std::string("Bayesian"));
        QCOMPARE(about(all, "Early stopping").proposed, std::string("Median rule from reading 5"));
    }

    void choosesHowManyRunAtOnce_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("processors");
        QTest::addColumn<QString>("expected");
        QTest::newRow("unknown threads") << u"train --lr 0.1"_s << 8 << u"2"_s;
        QTest::newRow("says its threads") << u"train --lr 0.1 nthread=2"_s << 6 << u"3"_s;
        QTest::newRow("more than it can learn from")
            << u"train --lr 0.1 --threads 1"_s << 64 << u"3"_s;
        QTest::newRow("a GPU") << u"train --lr 0.1 --device cuda:0"_s << 64 << u"1"_s;
        QTest::newRow("no GPU") << u"train --lr 0.1 --no-cuda"_s << 8 << u"2"_s;
        QTest::newRow("small machine") << u"train --lr 0.1"_s << 1 << u"1"_s;
    }

    void choosesHowManyRunAtOnce()
    {
        QFETCH(QString, line);
        QFETCH(int, processors);
        const auto all = proposeAll(studyOf(line.toStdString()), {processors});
        QTEST(QString::fromStdString(about(all, "Trials at once").proposed), "expected");
    }

    void usesEverySlot()
    {
        StudySettings settings = studyOf("train --lr 0.1 --device cuda");
        settings.slots.resize(3);
        QCOMPARE(about(proposeAll(settings, {64}), "Trials at once").proposed, std::string("3"));
    }

    void respectsWhatThePersonHasChosen()
    {
        StudySettings settings = studyOf("train --lr 0.1 --epochs 10");
        settings.search.strategy = Strategy::Random;
        settings.budget.trials = 500;
        settings.budget.parallel = 7;
        settings.trialStopping.rule = TrialStoppingRule::Patience;
        const auto all = proposeAll(settings, {8});
        for (const char *subject : {"Strategy", "Trials", "Early stopping", "Trials at once"})
            QVERIFY2(!about(all, subject).isAdvised, subject);
        const StudySettings chosen = withProposals(settings, advised(all));
        QCOMPARE(chosen.search, settings.search);
        QCOMPARE(chosen.budget, settings.budget);
        QCOMPARE(chosen.trialStopping, settings.trialStopping);
    }

    void proposesNothingWhereNothingCanVary()
    {
        QCOMPARE(proposeAll(studyOf("train data.csv"), {8}), std::vector<ProposedChoice>());
        QCOMPARE(proposeAll({}, {8}), std::vector<ProposedChoice>());
    }
};

QTEST_GUILESS_MAIN(AutotuneTest)
#include "tst_autotune.moc"
