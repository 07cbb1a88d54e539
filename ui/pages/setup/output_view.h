// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/metric_guess.h"

#include <QPlainTextEdit>

#include <optional>
#include <string>
#include <vector>

namespace attune::ui {

/// The output of a test run. Numbers that look like metrics are underlined and can be clicked;
/// what the rules read already is tinted: values pink, steps green.
class OutputView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit OutputView(QWidget *parent = nullptr);

    /// Shows all of `lines`, of which `removed` went from the front since the last time.
    void setLines(const std::vector<std::string> &lines, int removed);
    void setRules(const std::vector<MetricRule> &rules);

    /// The number at a place of the viewport that could be a metric.
    [[nodiscard]] std::optional<NumberSpan> numberAt(const QPoint &position) const;
    /// Where that number stands in the viewport, for tests.
    [[nodiscard]] QRect rectOf(const NumberSpan &number) const;
    [[nodiscard]] const std::vector<NumberSpan> &numbers() const { return m_numbers; }

Q_SIGNALS:
    void numberClicked(const attune::NumberSpan &number);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    /// What is shown of a line: a text widget lays out a line as a whole.
    [[nodiscard]] static std::string_view shownPart(const std::string &line);
    /// Whether the line that is shown stands for this one.
    [[nodiscard]] static bool isShownAs(const std::string &shown, const std::string &line);
    void findNumbersAgain();
    void mark();
    void addMark(QList<QTextEdit::ExtraSelection> &marks, int line, int begin, int end,
                 const QTextCharFormat &format) const;
    [[nodiscard]] QTextCursor cursorFor(int line, int begin, int end) const;

    std::vector<std::string> m_lines;  ///< as they are shown
    int m_firstSearched = 0;           ///< line at which `m_numbers` begins
    std::vector<NumberSpan> m_numbers; ///< `line` counts from the first line shown
    MetricMatcher m_matcher;
    bool m_hasRules = false;
    std::optional<NumberSpan> m_hovered;
    QPoint m_pressed;
};

} // namespace attune::ui
