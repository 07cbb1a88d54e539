// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/confirmation_race.h"

#include "core/base/rng.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace attune;
using namespace Qt::StringLiterals;

namespace {

Contender contender(int trial, std::vector<double> values)
{
    return {.trial = trial, .searchValue = 0.5, .values = std::move(values)};
}

/// Runs a race to its end with reruns that are normally distributed around `means`.
RaceStanding raced(const std::vector<double> &means, double deviation,
                   const ConfirmationOptions &options, std::uint64_t seed)
{
    std::vector<Rng> noise;
    std::vector<Contender> contenders;
    for (std::size_t i = 0; i < means.size(); ++i) {
        noise.emplace_back(seed, RandomPurpose::Bootstrap, i);
        contenders.push_back(contender(int(i), {}));
    }
    RaceStanding standing;
    for (int round = 0; standing.state == RaceState::Running && round < options.rounds; ++round) {
        for (std::size_t i = 0; i < means.size(); ++i) {
            const auto isThis = [i](const ContenderStanding &each) { return each.trial == int(i); };
            const auto own = std::ranges::find_if(standing.contenders, isThis);
            if (own == standing.contenders.end() || !own->isOut)
                contenders[i].values.push_back(means[i] + deviation * noise[i].normal());
        }
        standing = standingOf(contenders, Direction::Minimize, options);
    }
    return standing;
}

} // namespace

class TestConfirmationRace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatMissesARequirementLeaves();
    void whoLostToOneThatLeavesIsInTheRaceAgain();
    void theLastOneMustMeetTheRequirementsToo();
    void welchsTestGivesTheNumbersOfItsFormulas();
    void looksOnlyFromTheThirdRoundOn();
    void namesTheBestOnceTheOthersAreSignificantlyWorse();
    void leavesTheLoserOutAndGoesOnWithTheRest();
    void saysThatItCannotTellThemApart();
    void maximizesTheOtherWayRound();
    void valuesThatDoNotVaryAreToldApartAtOnce();
    void valuesThatAreAllTheSameNeverAre();
    void aFailedRerunTakesAContenderOut();
    void namesOneOfEqualsNoMoreOftenThanPromised();
    void findsTheBestWhereItIsClear();
    void listsEveryProblemOfTheOptions();
};

void TestConfirmationRace::welchsTestGivesTheNumbersOfItsFormulas()
{
    // t = 1.28963 with 7.63656 degrees of freedom; the tail by numerical integration.
    const std::vector<double> low = {27.5, 21.0, 19.0, 23.6, 17.0, 17.9};
    const std::vector<double> high = {27.1, 22.0, 20.8, 23.4, 23.4, 23.5};
    const double p = welchTest(Direction::Minimize, low, high);
    QVERIFY(std::abs(p - 0.11743) < 5e-5);
    QVERIFY(std::abs(p + welchTest(Direction::Minimize, high, low) - 1.0) < 1e-12);
}

void TestConfirmationRace::looksOnlyFromTheThirdRoundOn()
{
    const ConfirmationOptions options{.contenders = 2};
    const auto two = standingOf({contender(4, {0.1, 0.101}), contender(7, {0.9, 0.901})},
                                Direction::Minimize, options);
    QCOMPARE(two.state, RaceState::Running);
    QCOMPARE(two.round, 2);
    QVERIFY(two.sentence.empty());
}

void TestConfirmationRace::namesTheBestOnceTheOthersAreSignificantlyWorse()
{
    const ConfirmationOptions options{.contenders = 2};
    const auto standing =
        standingOf({contender(4, {0.9, 0.901, 0.899}), contender(7, {0.1, 0.101, 0.099})},
                   Direction::Minimize, options);
    QCOMPARE(standing.state, RaceState::Separated);
    QCOMPARE(standing.level, 0.05 / (2 * 8)); // one pair, both ways; looks at rounds 3 to 10
    QCOMPARE(standing.contenders[0].trial, 7);
    QVERIFY(standing.contenders[1].isOut);
    QCOMPARE(QString::fromStdString(standing.sentence),
             u"Trial 7 is the best of 2 with 95 % confidence: 0.1 ± 0.0005774 over 3 reruns, 0.5 "
             "in the search."_s);
}

void TestConfirmationRace::leavesTheLoserOutAndGoesOnWithTheRest()
{
    const std::vector<Contender> contenders = {contender(0, {0.10, 0.12, 0.11}),
                                               contender(1, {0.11, 0.10, 0.12}),
                                               contender(2, {9.10, 9.12, 9.11})};
    const auto standing = standingOf(contenders, Direction::Minimize, {});
    QCOMPARE(standing.state, RaceState::Running);
    QCOMPARE(standing.round, 3);
    QVERIFY(!standing.contenders[0].isOut && !standing.contenders[1].isOut);
    QCOMPARE(standing.contenders[2].trial, 2);
    QVERIFY(standing.contenders[2].isOut);
}

void TestConfirmationRace::saysThatItCannotTellThemApart()
{
    const ConfirmationOptions options{.contenders = 2, .rounds = 3};
    const auto standing = standingOf({contender(4, {1.0, 2.0, 3.0}), contender(7, {2.0, 3.0, 1.5})},
                                     Direction::Minimize, options);
    QCOMPARE(standing.state, RaceState::Undecided);
    QCOMPARE(QString::fromStdString(standing.sentence),
             u"Trials 4, 7 cannot be told apart with 95 % confidence after 3 reruns of each: 2 "
             "± 0.5774, 2.167 ± 0.441. Take any of them, or allow more reruns."_s);
}

void TestConfirmationRace::maximizesTheOtherWayRound()
{
    const auto standing =
        standingOf({contender(0, {0.9, 0.901, 0.899}), contender(1, {0.1, 0.101, 0.099})},
                   Direction::Maximize, {.contenders = 2});
    QCOMPARE(standing.state, RaceState::Separated);
    QCOMPARE(standing.contenders[0].trial, 0);
}

void TestConfirmationRace::valuesThatDoNotVaryAreToldApartAtOnce()
{
    const auto standing = standingOf({contender(0, {0.2, 0.2, 0.2}), contender(1, {0.1, 0.1, 0.1})},
                                     Direction::Minimize, {.contenders = 2});
    QCOMPARE(standing.state, RaceState::Separated);
    QCOMPARE(standing.contenders[0].trial, 1);
    QVERIFY(standing.sentence.find("does not use {trial.seed}") != std::string::npos);
    const auto varied =
        standingOf({contender(0, {0.2, 0.2, 0.2}), contender(1, {0.1, 0.1, 0.1001})},
                   Direction::Minimize, {.contenders = 2});
    QCOMPARE(varied.state, RaceState::Separated);
    QVERIFY(varied.sentence.find("{trial.seed}") == std::string::npos);
}

void TestConfirmationRace::valuesThatAreAllTheSameNeverAre()
{
    const auto standing = standingOf({contender(0, {0.1, 0.1, 0.1}), contender(1, {0.1, 0.1, 0.1})},
                                     Direction::Minimize, {.contenders = 2, .rounds = 3});
    QCOMPARE(standing.state, RaceState::Undecided);
}

void TestConfirmationRace::aFailedRerunTakesAContenderOut()
{
    Contender failed = contender(3, {0.1});
    failed.hasFailed = true;
    const auto one = standingOf({failed, contender(4, {0.2})}, Direction::Minimize, {});
    QCOMPARE(one.state, RaceState::Separated);
    QCOMPARE(QString::fromStdString(one.sentence),
             u"Trial 4 is the only one left: reruns of the others gave no value."_s);
    QCOMPARE(standingOf({failed, failed}, Direction::Minimize, {}).state, RaceState::Failed);
}

void TestConfirmationRace::namesOneOfEqualsNoMoreOftenThanPromised()
{
    const ConfirmationOptions options{.contenders = 3, .confidence = 0.9};
    int named = 0;
    constexpr int races = 2000;
    for (int i = 0; i < races; ++i)
        named +=
            raced({1.0, 1.0, 1.0}, 0.1, options, std::uint64_t(i)).state == RaceState::Separated
                ? 1
                : 0;
    QVERIFY2(named <= races / 10, qPrintable(QString::number(named)));
}

void TestConfirmationRace::findsTheBestWhereItIsClear()
{
    int right = 0;
    int reruns = 0;
    constexpr int races = 200;
    for (int i = 0; i < races; ++i) {
        const RaceStanding standing = raced({1.2, 1.0, 1.5}, 0.05, {}, std::uint64_t(i));
        right += standing.state == RaceState::Separated && standing.contenders[0].trial == 1;
        for (const ContenderStanding &each : standing.contenders)
            reruns += each.runs;
    }
    QVERIFY(right >= races * 95 / 100);
    QVERIFY2(reruns < races * 21, qPrintable(QString::number(reruns))); // of 30 each without a race
}

void TestConfirmationRace::listsEveryProblemOfTheOptions()
{
    const ConfirmationOptions options{.contenders = 1, .confidence = 1.0, .rounds = 2};
    QCOMPARE(options.problems().size(), 3u);
    QVERIFY(ConfirmationOptions().problems().empty());
}

void TestConfirmationRace::whatMissesARequirementLeaves()
{
    const std::vector<std::string> requirements = {"accuracy >= 0.9", "size < 20"};
    // The best by far, but its accuracy is 0.89 on average; of another the size was not read once.
    std::vector<Contender> contenders = {
        contender(4, {0.1, 0.1, 0.1}), contender(7, {0.2, 0.2, 0.21}),
        contender(8, {0.5, 0.5, 0.5}), contender(9, {0.4, 0.4, 0.4})};
    contenders[0].required = {{0.93, 5.0}, {0.93, 5.0}, {0.81, 5.0}};
    contenders[1].required = {{0.95, 5.0}, {0.95, 5.0}, {0.95, std::nullopt}};
    contenders[2].required = {{0.89, 5.0}, {0.95, 5.0}, {0.95, 5.0}}; // once is not on average
    contenders[3].required = {{0.95, 5.0}, {0.95, 5.0}, {0.95, 5.0}};
    const auto standing = standingOf(contenders, Direction::Minimize, {}, requirements);
    QCOMPARE(standing.state, RaceState::Separated);
    QCOMPARE(standing.contenders.front().trial, 9);
    QCOMPARE(
        QString::fromStdString(standing.sentence),
        QStringLiteral("Trial 9 is the best of 2 with 95 % confidence: 0.4 ± 0 over 3 reruns, "
                       "0.5 in the search. Trial 4 misses accuracy >= 0.9 with 0.89 on average. "
                       "Trial 7 misses size < 20 without a value."));
    QVERIFY(standing.contenders[2].isOut);
    QCOMPARE(standingOf(contenders, Direction::Minimize, {}).contenders.front().trial, 4);

    contenders.resize(2);
    const auto none = standingOf(contenders, Direction::Minimize, {}, requirements);
    QCOMPARE(none.state, RaceState::Failed);
    QVERIFY(QString::fromStdString(none.sentence)
                .startsWith(QStringLiteral("None of the settings is confirmed. Trial 4 misses ")));
}

void TestConfirmationRace::whoLostToOneThatLeavesIsInTheRaceAgain()
{
    const std::vector<std::string> requirements = {"accuracy >= 0.9"};
    std::vector<Contender> contenders = {contender(1, {1.0, 1.001, 0.999, 1.0}),
                                         contender(2, {1.1, 1.101, 1.099}),
                                         contender(3, {1.0, 1.3, 0.9, 1.6})};
    contenders[0].required = {{0.91}, {0.9}, {0.9}, {0.8}}; // on average 0.903, then 0.878
    contenders[1].required = {{0.95}, {0.95}, {0.95}};
    contenders[2].required = {{0.95}, {0.95}, {0.95}, {0.95}};
    // After three rounds the first leads, and the second has lost to it. Then it leaves, and
    // the two others, which cannot be told apart, need a fourth rerun of the second.
    const auto standing = standingOf(contenders, Direction::Minimize, {}, requirements);
    QCOMPARE(standing.state, RaceState::Running);
    QCOMPARE(standing.round, 3);
    QVERIFY(!standing.contenders[0].isOut && !standing.contenders[1].isOut);
    QCOMPARE(standing.contenders[2].trial, 1);
    QVERIFY(!standing.contenders[2].missed.empty());
}

void TestConfirmationRace::theLastOneMustMeetTheRequirementsToo()
{
    const std::vector<std::string> requirements = {"accuracy >= 0.9"};
    std::vector<Contender> contenders = {contender(4, {0.1}), contender(7, {0.2})};
    contenders[0].hasFailed = true;
    contenders[1].required = {{0.95}};
    const auto met = standingOf(contenders, Direction::Minimize, {}, requirements);
    QCOMPARE(QString::fromStdString(met.sentence),
             QStringLiteral("Trial 7 is the only one left: reruns of the others gave no value."));
    contenders[1].required = {{0.85}};
    const auto missed = standingOf(contenders, Direction::Minimize, {}, requirements);
    QCOMPARE(missed.state, RaceState::Failed);
    QCOMPARE(
        QString::fromStdString(missed.sentence),
        QStringLiteral("None of the settings is confirmed. Trial 7 misses accuracy >= 0.9 with "
                       "0.85 on average."));
}

QTEST_GUILESS_MAIN(TestConfirmationRace)
#include "tst_confirmation_race.moc"
