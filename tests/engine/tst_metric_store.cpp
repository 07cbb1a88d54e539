// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/metric_store.h"

#include "app/engine/storage/connection.h"
#include "app/engine/storage/study_database.h"
#include "app/engine/storage/study_folder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::engine;

using namespace Qt::StringLiterals;

/// Series of points in a study's database.
class TestMetricStore : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_place;
    std::unique_ptr<StudyDatabase> m_database;
    qint64 m_run = 0;

    static std::vector<StoredPoint> somePoints(int count)
    {
        std::vector<StoredPoint> points;
        for (int i = 0; i < count; ++i)
            points.push_back({{i, 0.5 * i, 1000 + i}, OutputStream::Stdout, 10 * (i + 1)});
        return points;
    }

    [[nodiscard]] qint64 numberOf(const QString &sql) const
    {
        const auto value = m_database->connection().single(sql);
        return value ? value->toLongLong() : -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto made = StudyDatabase::create(StudyFolder(m_place.path()));
        QVERIFY(made);
        m_database = std::move(*made);
        Trial trial;
        QVERIFY(m_database->trials().insert(trial, {}, 1));
        Run run;
        run.key = RunKey{.trial = 0, .attempt = 1};
        const auto id = m_database->runs().insert(run);
        QVERIFY(id);
        m_run = *id;
    }

    void aSeriesThatEndsBecomesOneBlob()
    {
        MetricStore &store = m_database->metrics();
        const std::vector<StoredPoint> points = somePoints(7);
        const auto id = store.addSeries(m_run, 1, "loss");
        QVERIFY(id);
        QVERIFY(store.append(*id, 0, points));
        QVERIFY(store.finish(*id, points));
        QCOMPARE(numberOf(u"SELECT count(*) FROM point_chunk"_s), 0);
        const auto stored = store.series(m_run, 1);
        QVERIFY(stored && stored->size() == 1);
        QVERIFY(stored->front().points == points);
    }

    void aTailBeginsWhereAChunkDoes()
    {
        MetricStore &store = m_database->metrics();
        const std::vector<StoredPoint> points = somePoints(7);
        const auto id = store.addSeries(m_run, 3, "loss");
        QVERIFY(id);
        QVERIFY(store.append(*id, 0, std::span(points).first(3)));
        QVERIFY(store.append(*id, 3, std::span(points).subspan(3)));
        for (const auto &[known, first] : {std::pair(3, 3), std::pair(5, 0), std::pair(2, 0)}) {
            const auto tails = store.tails(m_run, 3, {{"loss", std::size_t(known)}});
            QVERIFY(tails && tails->size() == 1);
            QCOMPARE(tails->front().first, std::size_t(first));
            QVERIFY(tails->front().points == plainPoints({points.begin() + first, points.end()}));
        }
        const auto all = store.tails(m_run, 3, {{"loss", 7}});
        QVERIFY(all && all->empty());
        QVERIFY(store.dropAll(m_run));
    }

    void whatIsTooLongForOneBlobIsStoredInSeveral()
    {
        MetricStore &store = m_database->metrics();
        const std::vector<StoredPoint> points = somePoints(11);
        const auto id = store.addSeries(m_run, 2, "loss");
        QVERIFY(id);
        QVERIFY(store.append(*id, 0, points));
        for (int time = 0; time < 2; ++time) { // the same again
            QVERIFY(store.finish(*id, points, 4));
            QCOMPARE(numberOf(u"SELECT count(*) FROM point_chunk"_s), 2);
            QCOMPARE(numberOf(u"SELECT point_count FROM series WHERE rules_revision = 2"_s), 11);
            const auto stored = store.series(m_run, 2);
            QVERIFY(stored && stored->size() == 1);
            QVERIFY(stored->front().points == points);
            std::vector<MetricPoint> curve;
            QVERIFY(store.curves(2, "loss",
                                 [&](const RunKey &run, const std::vector<MetricPoint> &read) {
                                     QCOMPARE(run.trial, 0);
                                     curve = read;
                                 }));
            QVERIFY(curve == plainPoints(points));
        }
    }
};

QTEST_GUILESS_MAIN(TestMetricStore)
#include "tst_metric_store.moc"
