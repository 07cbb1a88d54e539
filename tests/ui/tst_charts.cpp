// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_study_gateway.h"
#include "ui/charts/base/chart_table_dialog.h"
#include "ui/charts/chart_image.h"
#include "ui/charts/curves/curves_chart.h"
#include "ui/charts/history/history_chart.h"
#include "ui/charts/scatter/scatter_chart.h"
#include "ui/models/study_model.h"
#include "ui/selection/trial_selection.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// How many pixels of a picture differ clearly from its corner.
int drawnPixels(const QImage &image)
{
    const QColor ground = image.pixelColor(image.width() - 1, 0);
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            count += std::abs(color.lightness() - ground.lightness()) > 12 ||
                     std::abs(color.saturation() - ground.saturation()) > 60;
        }
    }
    return count;
}

/// The share of pixels that differ by more than a little.
double difference(const QImage &a, const QImage &b)
{
    if (a.size() != b.size())
        return 1.0;
    int differing = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QColor p = a.pixelColor(x, y);
            const QColor q = b.pixelColor(x, y);
            differing += std::abs(p.red() - q.red()) + std::abs(p.green() - q.green()) +
                             std::abs(p.blue() - q.blue()) >
                         72;
        }
    }
    return double(differing) / (a.width() * a.height());
}

/// What of a widget was painted since this watches it.
class PaintedRegion : public QObject
{
public:
    QRegion region;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeStudyGateway> m_gateway;
    std::unique_ptr<StudyModel> m_model;
    std::unique_ptr<TrialSelection> m_selection;

    void fill(int trials)
    {
        if (trials > 0)
            fillWithTrials(*m_gateway, trials);
        else
            m_gateway->settings = digitsSettings();
        m_gateway->load();
    }

    /// One complete trial with this curve.
    void fillWith(const std::vector<double> &values)
    {
        m_gateway->settings = digitsSettings();
        Trial trial;
        trial.state = TrialState::Complete;
        trial.objectives = {values.empty() ? std::nullopt : std::optional(values.back())};
        trial.settings = {{"eta", 0.1}};
        m_gateway->trials = {trial};
        MetricSeries series{"validation error", {}};
        for (std::size_t i = 0; i < values.size(); ++i)
            series.points.push_back({std::int64_t(i), values[i], std::int64_t(i) * 1000});
        m_gateway->series[0] = {series};
        m_gateway->load();
    }

    template<typename Chart>
    std::unique_ptr<Chart> chart(QSize size = {640, 360})
    {
        auto made = std::make_unique<Chart>(m_model.get(), m_selection.get());
        made->setCaption(u"digits-xgboost"_s);
        made->resize(size);
        made->setAttribute(Qt::WA_DontShowOnScreen);
        made->show();
        QCoreApplication::processEvents();
        return made;
    }

    static void moveTo(ChartView *chart, QPointF pixel)
    {
        QMouseEvent move(QEvent::MouseMove, pixel, chart->viewport()->mapToGlobal(pixel),
                         Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(chart->viewport(), &move);
    }

    void compareWithGolden(const QImage &image, const QString &name)
    {
        const QString path = QStringLiteral(ATTUNE_SOURCE_DIR) + u"/tests/golden/"_s + name;
        if (qEnvironmentVariableIsSet("ATTUNE_UPDATE_GOLDEN"))
            QVERIFY(image.save(path));
        const QImage golden(path);
        QVERIFY2(!golden.isNull(), qPrintable(path));
        const double share = difference(image, golden);
        QVERIFY2(share < 0.01, qPrintable(u"%1 of the pixels differ"_s.arg(share)));
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(u"^(?!This plugin does not support|QStandardPaths: XDG)"_s));
        applyTheme(*qApp, ThemeChoice::Light);
        m_gateway = std::make_unique<FakeStudyGateway>();
        m_model = std::make_unique<StudyModel>(m_gateway.get());
        m_selection = std::make_unique<TrialSelection>();
    }

    void valuesOfEveryKindAreDrawn_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<bool>("isEmpty");
        QTest::newRow("none") << QList<double>{} << true;
        QTest::newRow("one point") << QList<double>{0.5} << true;
        QTest::newRow("one finite point") << QList<double>{notANumber, 0.5} << true;
        QTest::newRow("only NaN") << QList<double>{notANumber, notANumber} << true;
        QTest::newRow("NaN between") << QList<double>{0.5, notANumber, 0.3, 0.2} << false;
        QTest::newRow("infinite") << QList<double>{infinity, 0.5, -infinity, 0.3} << false;
        QTest::newRow("equal") << QList<double>{0.5, 0.5, 0.5} << false;
        QTest::newRow("zero") << QList<double>{0.0, 0.0} << false;
        QTest::newRow("negative") << QList<double>{-3.0, -5.0} << false;
        QTest::newRow("huge") << QList<double>{1e300, -1e300, 1.0} << false;
        QTest::newRow("tiny") << QList<double>{1e-300, 2e-300} << false;
    }

    void valuesOfEveryKindAreDrawn()
    {
        QFETCH(QList<double>, values);
        QFETCH(bool, isEmpty);
        fillWith({values.begin(), values.end()});
        const auto curves = chart<CurvesChart>();
        QCOMPARE(curves->isEmpty(), isEmpty);
        for (const AxisScale scale : {AxisScale::Linear, AxisScale::Logarithmic}) {
            curves->setScales(scale, scale);
            QVERIFY(!curves->image(1.0).isNull());
        }
        QVERIFY(!chart<HistoryChart>()->image(1.0).isNull());
    }

    void singleReadingsAreASentenceInsteadOfAColumnOfDots()
    {
        fillWith({0.5});
        QCOMPARE(chart<CurvesChart>()->accessibleDescription(),
                 u"Each trial printed validation error once, so there are no curves. History "
                 "shows the values."_s);
    }

    void theLastLabelHasRoom()
    {
        fillWith(std::vector<double>(12001, 0.5)); // the last of 12,000 steps, at the very end
        const auto curves = chart<CurvesChart>();
        const double half = QFontMetricsF(uiFont(-1)).horizontalAdvance(u"12000"_s) / 2.0;
        QVERIFY(curves->chart()->plotArea().right() + half <= curves->width());
    }

    void allIsPaintedAnewWhenThePlotMoves()
    {
        fillWith({0.5, 0.4, 0.3});
        const auto curves = chart<CurvesChart>();
        PaintedRegion painted;
        curves->viewport()->installEventFilter(&painted);
        const QRectF plot = curves->mapping().area;
        Q_EMIT curves->chart()->plotAreaChanged(plot); // its lines alone would be asked for
        QCoreApplication::processEvents();
        QVERIFY(painted.region.contains(plot.toRect()));
        QCOMPARE(painted.region.boundingRect(), curves->viewport()->rect());
    }

    void darkAndLightAndTwiceTheSize()
    {
        fill(40);
        auto curves = chart<CurvesChart>();
        const int light = drawnPixels(curves->image(1.0));
        QVERIFY(light > 1000);
        QCOMPARE(curves->image(2.0).size(), QSize(1280, 720));
        curves->setPalette(darkPalette());
        QVERIFY(curves->image(1.0).pixelColor(639, 0).lightness() < 80);
        QVERIFY(drawnPixels(curves->image(1.0)) > 1000);
    }

    void tenThousandTrialsDoNotHoldUpAFrame()
    {
        fill(10'000);
        auto curves = chart<CurvesChart>(QSize(830, 330));
        auto history = chart<HistoryChart>(QSize(450, 330));
        curves->finishPainting();
        history->finishPainting();
        QElapsedTimer clock;
        clock.start();
        const QImage frame = curves->grab().toImage();
        const qint64 curvesMs = clock.restart();
        history->grab();
        qInfo() << "a frame of 10,000 curves" << curvesMs << "ms, of 10,000 marks"
                << clock.elapsed() << "ms";
        QVERIFY(drawnPixels(frame) > 5000);
    }

    void theCardNamesTheTrialUnderThePointer()
    {
        fill(40);
        auto curves = chart<CurvesChart>();
        const int best = m_model->best()->number;
        const MetricPoint point = m_model->points(best, "validation error").back();
        const QPointF pixel = curves->mapping().toPixel(double(point.step), point.value);
        moveTo(curves.get(), pixel);
        QVERIFY(m_selection->hovered().has_value());
        moveTo(curves.get(), QPointF(400, 20));
        QVERIFY(!m_selection->hovered().has_value());
    }

    void shiftAndDragSelectsMarks()
    {
        fill(40);
        auto history = chart<HistoryChart>();
        const QRectF area = history->mapping().area;
        QTest::mousePress(history->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                          area.topLeft().toPoint());
        QTest::mouseMove(history->viewport(), area.bottomRight().toPoint());
        QTest::mouseRelease(history->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                            area.bottomRight().toPoint());
        QVERIFY(m_selection->selected().size() > 30);
        QVERIFY(!history->isZoomed());
    }

    void dragZoomsIntoARectangle()
    {
        fill(40);
        auto history = chart<HistoryChart>();
        const QRectF area = history->mapping().area;
        QTest::mousePress(history->viewport(), Qt::LeftButton, {}, area.center().toPoint());
        QTest::mouseMove(history->viewport(), area.bottomRight().toPoint());
        QTest::mouseRelease(history->viewport(), Qt::LeftButton, {}, area.bottomRight().toPoint());
        QVERIFY(history->isZoomed());
        QTest::mouseDClick(history->viewport(), Qt::LeftButton, {}, area.center().toPoint());
        QVERIFY(!history->isZoomed());
    }

    void theTableSaysWhatTheChartShows()
    {
        fill(40);
        const ChartTable table = chart<HistoryChart>()->table();
        QCOMPARE(table.rows.size(), 40U);
        QCOMPARE(table.headers.front(), u"trial"_s);
        const ChartTableDialog dialog(u"History"_s, table);
        QCOMPARE(dialog.text().count(u'\n'), 40);
        QVERIFY(chart<CurvesChart>()->summary().contains(u"The best is trial"_s));
    }

    void aScatterSpreadsColourAndSize()
    {
        fill(40);
        const std::vector<TrialColumn> columns = trialColumns(*m_model);
        const auto named = [&](const char *name) {
            return *std::ranges::find(columns, std::string(name), &TrialColumn::name);
        };
        ScatterChoice choice{named("eta"),       named("objective"),     named("objective"),
                             named("max_depth"), AxisScale::Logarithmic, AxisScale::Linear};
        const ScatterData data = scatterOf(*m_model, choice, 0);
        QVERIFY(data.color.isReversed); // the lowest error is the brightest
        QCOMPARE(data.x.range.scale, AxisScale::Logarithmic);
        double brightest = 0.0;
        for (const ScatterPoint &point : data.points)
            brightest = std::max(brightest, point.color.value_or(0.0));
        QCOMPARE(brightest, 1.0);
        choice.x = named("booster");
        choice.scaleX = AxisScale::Linear;
        QCOMPARE(scatterOf(*m_model, choice, 0).x.categories,
                 (QStringList{u"gbtree"_s, u"dart"_s}));
        auto scatter = chart<ScatterChart>();
        scatter->setChoice(choice);
        QVERIFY(!scatter->isEmpty());
        QVERIFY(drawnPixels(scatter->image(1.0)) > 500);
    }

    void picturesAreWrittenInThreeFormats()
    {
        fill(40);
        const QTemporaryDir folder;
        for (const ChartKind kind : {ChartKind::History, ChartKind::Curves}) {
            for (const char *ending : {"png", "svg", "pdf"}) {
                const QString path =
                    folder.filePath(u"chart.%1"_s.arg(QString::fromLatin1(ending)));
                QVERIFY(renderChart(m_model.get(), {kind, ChartLook::Dark, {900, 500}}, path));
                QVERIFY(QFileInfo(path).size() > 5000);
            }
        }
        QCOMPARE(QImage(folder.filePath(u"chart.png"_s)).size(), QSize(900, 500));
    }

    void picturesShowTheMetricAskedFor()
    {
        fillWithTrials(*m_gateway, 40);
        giveGoals(*m_gateway);
        m_gateway->load();
        const QTemporaryDir folder;
        const auto picture = [&](ChartKind kind, const QString &metric) {
            const QString path = folder.filePath(u"of-%1.png"_s.arg(metric));
            const Result<void> drawn =
                renderChart(m_model.get(), {kind, ChartLook::Light, {900, 500}, metric}, path);
            return drawn ? QImage(path) : QImage();
        };
        for (const ChartKind kind : {ChartKind::History, ChartKind::Curves}) {
            const QImage first = picture(kind, {});
            QCOMPARE(first.size(), QSize(900, 500));
            QCOMPARE(picture(kind, u"validation error"_s), first);
            QVERIFY(picture(kind, u"size"_s) != first);
            QVERIFY(!picture(kind, u"size"_s).isNull());
        }
        const Result<void> unknown = renderChart(
            m_model.get(), {.kind = ChartKind::History, .metric = u"sise"_s}, u"chart.png"_s);
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().kind, ErrorKind::Invalid);
        QVERIFY(unknown.error().message.find("validation error, size") != std::string::npos);
    }

    void picturesThatCannotBeWrittenSayWhy()
    {
        fill(40);
        const Result<void> wrongEnding = renderChart(m_model.get(), {}, u"chart.gif"_s);
        QVERIFY(!wrongEnding);
        QCOMPARE(wrongEnding.error().kind, ErrorKind::Invalid);
        const Result<void> noFolder = renderChart(m_model.get(), {}, u"/nowhere/chart.png"_s);
        QCOMPARE(noFolder.error().kind, ErrorKind::Io);
        StudyModel empty(nullptr);
        const Result<void> nothing = renderChart(&empty, {}, u"chart.png"_s);
        QCOMPARE(nothing.error().kind, ErrorKind::NotFound);
    }

    void looksAsAgreed()
    {
        fill(40);
        compareWithGolden(chart<CurvesChart>()->image(1.0), u"curves-light.png"_s);
        auto history = chart<HistoryChart>();
        history->setPalette(darkPalette());
        compareWithGolden(history->image(1.0), u"history-dark.png"_s);
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
