// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/metric_rule.h"
#include "core/study/metric_series.h"
#include "core/study/study_settings.h"
#include "core/study/study_status.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace attune::ui {

class StudyDocument;
class StudyGateway;

/// The test run of a study: starts it, keeps the last lines of its output, and reads the metrics
/// out of them by the rules as they are now, so that a new rule shows its effect at once.
class TestRunSession : public QObject
{
    Q_OBJECT

public:
    enum class State { Never, Running, Succeeded, Failed };

    TestRunSession(StudyDocument *document, StudyGateway *gateway, QObject *parent = nullptr);

    void start();
    void cancel();

    [[nodiscard]] State state() const { return m_state; }
    /// The command, environment or folder was changed after the run.
    [[nodiscard]] bool isOutdated() const;
    /// The objective by the rules as they are now.
    [[nodiscard]] std::optional<double> objective() const;
    /// Ran to a good end, as the study is now, and its objective was read.
    [[nodiscard]] bool hasPassed() const;

    /// The last lines of both streams, in the order they came.
    [[nodiscard]] const std::vector<std::string> &lines() const { return m_lines; }
    [[nodiscard]] const std::vector<MetricSeries> &series() const { return m_series; }
    [[nodiscard]] bool cameOnlyAtTheEnd() const;

    /// `✓ test run: validation error 0.0412 in 8.1 s`, or what is missing; a few words.
    [[nodiscard]] QString verdict() const;
    /// What went wrong, as a sentence; empty when nothing did.
    [[nodiscard]] QString sentence() const { return m_sentence; }

Q_SIGNALS:
    void stateChanged();
    /// At most ten times a second. `removed` lines went from the front before new ones came.
    void linesChanged(int removed);
    void seriesChanged();

private:
    struct Stream
    {
        QByteArray rest; ///< an unfinished line, of less than longestLine bytes
        std::optional<MetricStream> metrics;
    };

    void takeOutput(OutputStream stream, const QByteArray &bytes);
    void takeLine(OutputStream stream, const QByteArray &line);
    void takeResult(const TestRunResult &result);
    void fail(const QString &sentence);
    /// Takes over what the last test run before the study was opened left; `ran`: the definition
    /// that was asked about.
    void restore(const FormerTestRun &former, const StudySettings &ran);
    void readMetrics(std::size_t line);
    void readMetricsAgain();
    void announceLines();

    StudyDocument *m_document = nullptr;
    StudyGateway *m_gateway = nullptr;
    State m_state = State::Never;
    StudySettings m_ran; ///< the definition as it was at the start
    std::optional<TestRunResult> m_result;
    QString m_sentence;
    std::array<Stream, 2> m_streams;
    qint64 m_bytes = 0; ///< of output
    std::vector<std::string> m_lines;
    std::vector<OutputStream> m_lineStreams;
    std::vector<MetricSeries> m_series;
    std::vector<MetricRule> m_rules;
    int m_removed = 0;
    QTimer m_announceTimer;
};

} // namespace attune::ui
