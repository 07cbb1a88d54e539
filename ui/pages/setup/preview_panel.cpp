// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/preview_panel.h"

#include "core/protocol/command_template.h"
#include "ui/pages/setup/command_preview.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/chip_button.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/wrapped_text.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>

#include <utility>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineCount = 10;
constexpr int pauseMs = 60; // between two refreshes: a drag redraws its range oftener

/// A hairline between two commands.
class Hairline : public QWidget
{
public:
    Hairline() { setFixedHeight(1); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), colorsOf(palette()).line);
    }
};

QString richTextOf(const PreviewLine &line)
{
    QString html;
    int position = 0;
    for (const auto &[begin, length] : line.varying) {
        html += line.text.mid(position, begin - position).toHtmlEscaped();
        html += u"<b>"_s + line.text.mid(begin, length).toHtmlEscaped() + u"</b>"_s;
        position = begin + length;
    }
    return u"<span style=\"white-space:pre-wrap\">"_s + html +
           line.text.mid(position).toHtmlEscaped() + u"</span>"_s;
}

} // namespace

PreviewPanel::PreviewPanel(StudyDocument *document, QWidget *parent)
    : Panel(tr("What will run"), parent), m_document(document)
{
    auto *resample = new ChipButton(tr("%n samples ↻", nullptr, lineCount));
    resample->setObjectName(u"resample"_s);
    resample->setToolTip(tr("Draws ten others"));
    resample->setAccessibleName(tr("Draw other samples"));
    header()->addWidget(resample);
    connect(resample, &ChipButton::clicked, this, &PreviewPanel::resample);

    m_hint = new DimLabel;
    m_hint->setWordWrap(true);
    body()->addWidget(m_hint);
    auto *list = new QWidget;
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(spaceS - 1);
    for (int index = 0; index < lineCount; ++index) {
        m_texts << new WrappedText;
        m_rules << new Hairline;
        rows->addWidget(m_texts.back());
        rows->addWidget(m_rules.back());
    }
    rows->addStretch(1);
    m_scroll = new QScrollArea;
    m_scroll->setWidget(list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    body()->addWidget(m_scroll, 1);
    m_filler = new QWidget;
    body()->addWidget(m_filler, 1);

    m_pauseTimer.setSingleShot(true);
    m_pauseTimer.setInterval(pauseMs);
    connect(&m_pauseTimer, &QTimer::timeout, this, [this] {
        if (std::exchange(m_isStale, false))
            refreshSoon();
    });
    connect(document, &StudyDocument::settingsChanged, this, &PreviewPanel::refreshSoon);
    refresh();
}

QStringList PreviewPanel::lines() const
{
    QStringList lines;
    for (const WrappedText *text : m_texts) {
        if (!text->toPlainText().isEmpty())
            lines << text->toPlainText();
    }
    return lines;
}

void PreviewPanel::refreshSoon()
{
    if (m_pauseTimer.isActive()) {
        m_isStale = true;
        return;
    }
    refresh();
    m_pauseTimer.start();
}

void PreviewPanel::resample()
{
    ++m_draw;
    refresh();
}

void PreviewPanel::refresh()
{
    const StudySettings &settings = m_document->settings();
    std::vector<PreviewLine> lines;
    QString hint;
    if (settings.command.empty())
        hint = tr("Ten command lines will stand here as they would be run. Paste your command at "
                  "the left.");
    else if (!settings.space.problems().empty() ||
             !CommandTemplate(settings.command).problems(settings.space).empty())
        hint = tr("Solve the problems at the left to see what will run.");
    else
        lines = sampledCommands(settings, lineCount, m_draw);
    if (hint.isEmpty() && lines.empty())
        hint = tr("No sampled settings fulfil the constraints.");
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_scroll->setVisible(hint.isEmpty());
    m_filler->setVisible(!hint.isEmpty());
    for (int index = 0; index < lineCount; ++index) {
        const bool isUsed = index < static_cast<int>(lines.size());
        m_texts[index]->setRichText(isUsed ? richTextOf(lines[static_cast<std::size_t>(index)])
                                           : QString());
        m_texts[index]->setVisible(isUsed);
        m_rules[index]->setVisible(isUsed && index + 1 < static_cast<int>(lines.size()));
    }
}

} // namespace attune::ui
