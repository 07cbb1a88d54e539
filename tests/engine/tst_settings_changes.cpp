// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/settings_changes.h"

#include "app/engine/exchange/json_document.h"

#include <QtTest>

using namespace attune;
using namespace attune::engine;

namespace {

Hyperparameter continuous(const std::string &name)
{
    Hyperparameter made;
    made.name = name;
    made.min = 0.001;
    made.max = 1.0;
    return made;
}

StudySettings study()
{
    StudySettings settings;
    settings.name = "digits";
    settings.command = {"train", "{eta}", "{depth}"};
    settings.space.hyperparameters = {continuous("eta"), continuous("depth")};
    return settings;
}

} // namespace

class TstSettingsChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatChanged()
    {
        StudySettings after = study();
        after.space.hyperparameters[1].max = 0.5;
        const SettingsChanges changes = changesOf(study(), after);
        QCOMPARE(changes.sentence,
                 "The definition was edited: hyperparameters.depth.max from 1.0 to 0.5.");
        const Json json = parseJson(changes.json).root;
        QCOMPARE(json.size(), std::size_t(1));
        QCOMPARE(json[0]["path"].get<std::string>(), "hyperparameters.depth.max");
        QCOMPARE(json[0]["from"].get<double>(), 1.0);
        QCOMPARE(json[0]["to"].get<double>(), 0.5);
    }

    void showsTheNewCommand()
    {
        StudySettings after = study();
        after.command = {"python3", "train.py", "--learning-rate", "{eta}",
                         "--depth", "{depth}",  "--data",          "/some/where/far/away"};
        QCOMPARE(changesOf(study(), after).sentence,
                 "The definition was edited: the command to python3 train.py --learning-rate {eta} "
                 "--depth {depth} --data /some/where/far/away.");
    }

    void tellsARemovedHyperparameterFromAChangedOne()
    {
        StudySettings after = study();
        after.space.hyperparameters.erase(after.space.hyperparameters.begin());
        const Json json = parseJson(changesOf(study(), after).json).root;
        QCOMPARE(json.size(), std::size_t(1));
        QCOMPARE(json[0]["path"].get<std::string>(), "hyperparameters.eta");
        QVERIFY(json[0]["to"].is_null());
        QCOMPARE(json[0]["from"]["name"].get<std::string>(), "eta");
    }

    void noticesAnotherOrder()
    {
        StudySettings after = study();
        std::swap(after.space.hyperparameters[0], after.space.hyperparameters[1]);
        const Json json = parseJson(changesOf(study(), after).json).root;
        QCOMPARE(json.size(), std::size_t(1));
        QCOMPARE(json[0]["path"].get<std::string>(), "hyperparameters");
    }

    void countsWhatItDoesNotName()
    {
        StudySettings after = study();
        after.name = "letters";
        after.budget.trials = 7;
        after.budget.parallel = 3;
        after.limits.seconds = 60;
        after.search.seed = 9;
        const std::string sentence = changesOf(study(), after).sentence;
        QVERIFY2(sentence.ends_with("; and 2 more."), sentence.c_str());
        QVERIFY(sentence.find("\"digits\" to \"letters\"") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TstSettingsChanges)
#include "tst_settings_changes.moc"
