// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/test_run_session.h"

#include "core/study/best_trials.h"
#include "ui/charts/base/number_text.h"
#include "ui/charts/range_editor/range_ticks.h"
#include "ui/ports/study_gateway.h"
#include "ui/undo/study_document.h"

#include <QPointer>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr int announceMs = 100;
constexpr std::size_t mostLines = 5000;      // read again in a few milliseconds when a rule changes
constexpr qsizetype longestLine = 64 * 1024; // a longer one is cut, as it is in trials

/// What decides how the command runs, besides the values.
bool runsAlike(const StudySettings &a, const StudySettings &b)
{
    return a.command == b.command && a.usesShell == b.usesShell &&
           a.lineBuffered == b.lineBuffered && a.workingDirectory == b.workingDirectory &&
           a.environment == b.environment && a.files == b.files && a.space.fixed == b.space.fixed;
}

MetricSeries &seriesOf(std::vector<MetricSeries> &series, const std::string &metric)
{
    const auto found = std::find_if(series.begin(), series.end(), [&](const MetricSeries &each) {
        return each.metric == metric;
    });
    if (found != series.end())
        return *found;
    return series.emplace_back(MetricSeries{metric, {}});
}

} // namespace

TestRunSession::TestRunSession(StudyDocument *document, StudyGateway *gateway, QObject *parent)
    : QObject(parent), m_document(document), m_gateway(gateway)
{
    m_announceTimer.setSingleShot(true);
    m_announceTimer.setInterval(announceMs);
    connect(&m_announceTimer, &QTimer::timeout, this, &TestRunSession::announceLines);
    connect(gateway, &StudyGateway::testRunOutput, this, &TestRunSession::takeOutput);
    connect(gateway, &StudyGateway::testRunFinished, this, &TestRunSession::takeResult);
    connect(
        document, &StudyDocument::settingsChanged, this,
        [this] {
            m_gateway->fetchFormerTestRun([self = QPointer(this), asked = m_document->settings()](
                                              const Result<std::optional<FormerTestRun>> &former) {
                if (self && former && *former)
                    self->restore(**former, asked);
            });
        },
        Qt::SingleShotConnection);
    connect(document, &StudyDocument::settingsChanged, this, [this] {
        if (m_document->settings().metrics != m_rules)
            readMetricsAgain();
        Q_EMIT stateChanged(); // it may be possible now, out of date, or current again
    });
}

void TestRunSession::start()
{
    if (m_state == State::Running)
        return;
    const Problems problems = m_document->settings().space.problems();
    if (!problems.empty()) {
        fail(QString::fromStdString(problems.front().sentence));
        return;
    }
    m_lines.clear();
    m_lineStreams.clear();
    m_bytes = 0;
    m_result.reset();
    m_sentence.clear();
    m_ran = m_document->settings();
    for (Stream &stream : m_streams)
        stream.rest.clear();
    readMetricsAgain();
    m_state = State::Running;
    Q_EMIT linesChanged(0);
    Q_EMIT stateChanged();
    m_document->flush();
    m_gateway->startTestRun(m_ran.space.defaultsOrMiddle(),
                            [self = QPointer(this)](const Result<void> &started) {
                                if (self && !started)
                                    self->fail(QString::fromStdString(started.error().message));
                            });
}

void TestRunSession::cancel()
{
    if (m_state == State::Running)
        m_gateway->cancelTestRun();
}

bool TestRunSession::isOutdated() const
{
    return m_state != State::Never && !runsAlike(m_ran, m_document->settings());
}

std::optional<double> TestRunSession::objective() const
{
    const StudySettings &settings = m_document->settings();
    if (settings.objectives.empty())
        return std::nullopt;
    const bool isAsRun =
        settings.metrics == m_ran.metrics && settings.objectives == m_ran.objectives;
    if (isAsRun && m_result && m_result->objective)
        return m_result->objective;
    for (const MetricSeries &series : m_series) {
        if (series.metric == settings.objectives.front().metric)
            return objectiveOf(settings.objectives.front(), series.points);
    }
    return std::nullopt;
}

bool TestRunSession::hasPassed() const
{
    return m_state == State::Succeeded && !isOutdated() && objective().has_value();
}

bool TestRunSession::cameOnlyAtTheEnd() const
{
    return m_result && m_result->cameOnlyAtTheEnd && !m_document->settings().lineBuffered;
}

QString TestRunSession::verdict() const
{
    switch (m_state) {
    case State::Never:
        return {};
    case State::Running:
        return m_lines.empty() && m_bytes > 0
                   ? tr("test run goes on; no whole line so far, %1")
                         .arg(bytesText(double(m_bytes)))
                   : tr("test run goes on; lines so far: %1").arg(m_lines.size());
    case State::Failed:
        return tr("✗ test run failed");
    case State::Succeeded:
        break;
    }
    if (isOutdated())
        return tr("test run is out of date");
    const auto value = objective();
    if (!value)
        return tr("test run: no objective read yet");
    const double seconds =
        m_result ? static_cast<double>(m_result->run.endedMs - m_result->run.startedMs) / 1000.0
                 : 0.0;
    return tr("✓ test run: %1 %2 in %3 s")
        .arg(QString::fromStdString(m_document->settings().objectives.front().metric),
             QString::number(*value, 'g', 4), QString::number(seconds, 'f', 1));
}

void TestRunSession::takeOutput(OutputStream stream, const QByteArray &bytes)
{
    m_bytes += bytes.size();
    QByteArray &rest = m_streams[stream == OutputStream::Stdout ? 0 : 1].rest;
    qsizetype end = rest.size(); // what was there before has no line end
    rest += bytes;
    qsizetype begin = 0;
    for (; end < rest.size(); ++end) {
        const bool isEnd = rest.at(end) == '\n' || rest.at(end) == '\r';
        if (!isEnd && end - begin < longestLine)
            continue;
        if (end > begin)
            takeLine(stream, rest.mid(begin, end - begin));
        begin = isEnd ? end + 1 : end;
    }
    rest.remove(0, begin);
    if (!m_announceTimer.isActive())
        m_announceTimer.start();
}

void TestRunSession::takeLine(OutputStream stream, const QByteArray &line)
{
    m_lines.push_back(QString::fromUtf8(line).toStdString()); // never invalid UTF-8
    m_lineStreams.push_back(stream);
    readMetrics(m_lines.size() - 1);
    if (m_lines.size() < 2 * mostLines)
        return;
    const auto surplus = static_cast<std::ptrdiff_t>(m_lines.size() - mostLines);
    m_lines.erase(m_lines.begin(), m_lines.begin() + surplus);
    m_lineStreams.erase(m_lineStreams.begin(), m_lineStreams.begin() + surplus);
    m_removed += static_cast<int>(surplus);
}

void TestRunSession::takeResult(const TestRunResult &result)
{
    if (m_state != State::Running)
        return;
    for (const OutputStream stream : {OutputStream::Stdout, OutputStream::Stderr}) {
        QByteArray &rest = m_streams[stream == OutputStream::Stdout ? 0 : 1].rest;
        if (!rest.isEmpty())
            takeLine(stream, std::exchange(rest, {}));
    }
    m_result = result;
    const bool hasEndedWell = result.run.end == RunEnd::Exited && result.run.exitCode == 0;
    m_state = hasEndedWell ? State::Succeeded : State::Failed;
    m_sentence =
        QString::fromStdString(result.sentence.empty() ? result.run.sentence : result.sentence);
    if (hasEndedWell)
        m_sentence.clear(); // that no metric was found yet is shown where metrics are made
    else if (m_sentence.isEmpty())
        m_sentence =
            (m_lines.empty() ? tr("The program ended with exit code %1 and printed nothing.")
                             : tr("The program ended with exit code %1. See its last lines below."))
                .arg(result.run.exitCode);
    announceLines();
    Q_EMIT stateChanged();
}

void TestRunSession::fail(const QString &sentence)
{
    m_state = State::Failed;
    m_sentence = sentence;
    Q_EMIT stateChanged();
}

void TestRunSession::restore(const FormerTestRun &former, const StudySettings &ran)
{
    if (m_state != State::Never)
        return;
    m_ran = ran;
    readMetricsAgain();
    m_state = State::Running; // until its result is taken, at once
    takeOutput(OutputStream::Stdout, QByteArray::fromStdString(former.out));
    takeOutput(OutputStream::Stderr, QByteArray::fromStdString(former.err));
    takeResult(former.result);
}

void TestRunSession::readMetrics(std::size_t line)
{
    auto &metrics = m_streams[m_lineStreams[line] == OutputStream::Stdout ? 0 : 1].metrics;
    if (!metrics)
        return;
    std::vector<MetricStream::Point> points;
    metrics->read(m_lines[line], points);
    for (const MetricStream::Point &point : points)
        seriesOf(m_series, point.metric).points.push_back({point.step, point.value, 0});
}

void TestRunSession::readMetricsAgain()
{
    m_rules = m_document->settings().metrics;
    m_series.clear();
    const auto matcher = MetricMatcher::compile(m_rules);
    for (Stream &stream : m_streams) {
        stream.metrics.reset();
        if (matcher && !m_rules.empty())
            stream.metrics.emplace(*matcher);
    }
    for (std::size_t line = 0; line < m_lines.size(); ++line)
        readMetrics(line);
    Q_EMIT seriesChanged();
}

void TestRunSession::announceLines()
{
    m_announceTimer.stop();
    Q_EMIT linesChanged(std::exchange(m_removed, 0));
    Q_EMIT seriesChanged();
    if (m_state == State::Running)
        Q_EMIT stateChanged();
}

} // namespace attune::ui
