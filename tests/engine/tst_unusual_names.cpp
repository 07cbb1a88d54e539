// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/study_fixture.h"

#include <QFile>

using namespace attune;
using namespace attune::engine;
using namespace attune::engine::tests;

/// Metrics whose names are what a program printed.
class UnusualNamesTest : public QObject
{
    Q_OBJECT

private:
    /// A study of a shell script that prints, read by a preset; `loss` is the objective.
    [[nodiscard]] StudySettings printingStudy(const char *preset, const QByteArray &script) const
    {
        const QString path = m_place.filePath(u"script-%1"_s.arg(++m_scripts));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(script) != script.size())
            qFatal("Cannot write the script");
        StudySettings settings = fakeStudy({}, 1);
        settings.command = {"sh", path.toStdString(), "{lr}"};
        MetricRule rule;
        rule.preset = preset;
        settings.metrics = {rule};
        return settings;
    }

    QTemporaryDir m_place;
    mutable int m_scripts = 0;

private Q_SLOTS:
    void aNameThatIsNotUtf8IsMadeText()
    {
        const StudyFixture study(printingStudy(
            "json-lines", R"(printf '{"loss": 0.5, "a\377": 1, "a\376": 2, "\303\244": 3}\n')"
                          "\n"
                          R"(printf '{"loss": 0.4, "a\377": 1, "a\376": 2, "\303\244": 4}\n')"));
        const auto runner = study.open();
        const QSignalSpy failures(runner.get(), &StudyRunner::failed);
        QVERIFY(runToEnd(*runner));
        QVERIFY(failures.isEmpty());
        QCOMPARE(count(*runner, TrialState::Complete), 1);
        QCOMPARE(pointsOf(*runner, 0, "a\xEF\xBF\xBD").size(), std::size_t(4));
        const std::vector<MetricPoint> umlaut = pointsOf(*runner, 0, "\xC3\xA4");
        QCOMPARE(umlaut.size(), std::size_t(2));
        QCOMPARE(umlaut.back().step, std::int64_t(2));
    }
};

QTEST_GUILESS_MAIN(UnusualNamesTest)
#include "tst_unusual_names.moc"
