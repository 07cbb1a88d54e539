// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/run_bar.h"

#include "ui/commands/command_registry.h"
#include "ui/models/study_model.h"
#include "ui/theme/theme.h"
#include "ui/undo/study_document.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/value_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int barHeight = 47;
constexpr int progressHeight = 8;
constexpr int mostParallel = 999;
constexpr int roomForTimeLeft = 1060;
constexpr int roomForBestResult = 1260;

/// A budget may have become smaller than what has run, by an edit or an undo.
QString progressText(const StudyStatus &status)
{
    if (status.launched() == 0)
        return RunBar::tr("%n trial(s)", nullptr, status.budgetTrials);
    const QString text = status.launched() > status.budgetTrials
                             ? RunBar::tr("<b>%1</b> trials, budget %2")
                             : RunBar::tr("Trial <b>%1</b> of %2");
    return text.arg(status.launched()).arg(status.budgetTrials);
}

/// The best value in its own colour; follows the palette.
class BestLabel : public QLabel
{
protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setPen(colorsOf(palette()).best);
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, text());
    }
};

} // namespace

RunBar::RunBar(const StudyParts &parts, QWidget *parent) : QWidget(parent), m_parts(parts)
{
    setFixedHeight(barHeight);
    setAccessibleName(tr("Run"));
    build(parts);
    connect(m_parallel, &QSpinBox::valueChanged, this, &RunBar::parallelChosen);
    connect(parts.model, &StudyModel::statusChanged, this, &RunBar::showStatus);
    connect(parts.model, &StudyModel::trialsChanged, this, &RunBar::showBest);
    connect(parts.model, &StudyModel::settingsChanged, this, &RunBar::showStatus);
    connect(parts.document, &StudyDocument::settingsChanged, this, &RunBar::showParallel);
    showParallel();
    showStatus();
}

void RunBar::build(const StudyParts &parts)
{
    m_run = new ActionButton(parts.commands->action(u"study.run"_s));
    m_run->setObjectName(u"runButton"_s);
    auto *stop = new ActionButton(parts.commands->action(u"study.stop"_s));
    stop->setObjectName(u"stopButton"_s);
    auto *parallelWord = new DimLabel(tr("Parallel"));
    m_parallel = new QSpinBox;
    m_parallel->setObjectName(u"parallel"_s);
    m_parallel->setRange(1, mostParallel);
    m_parallel->setFixedWidth(62);
    m_parallel->setKeyboardTracking(false);
    m_parallel->installEventFilter(this);
    m_parallel->setAccessibleName(tr("Parallel trials"));
    parallelWord->setBuddy(m_parallel);
    m_progressText = new QLabel;
    m_progressText->setObjectName(u"progressText"_s);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(progressHeight);
    m_progress->setMinimumWidth(60);
    m_progress->setMaximumWidth(260);
    m_progress->setAccessibleName(tr("Finished trials"));
    m_timeLeft = new DimLabel;
    m_bestWord = new DimLabel(tr("Best"));
    m_bestValue = new BestLabel;
    m_bestValue->setObjectName(u"bestValue"_s);
    QFont font = headingFont();
    font.setPointSizeF(font.pointSizeF() + 2.25);
    m_bestValue->setFont(font);
    m_bestTrial = new QPushButton;
    connect(m_bestTrial, &QPushButton::clicked, parts.commands->action(u"study.showBest"_s),
            &QAction::trigger);
    m_bestTrial->setProperty("quiet", true);
    m_bestResult = new DimLabel;
    m_bestResult->setObjectName(u"bestResult"_s);
    m_exportBest = new ActionButton(parts.commands->action(u"file.export"_s));
    m_exportBest->hideIcon();
    m_exportBest->setProperty("primary", true);
    m_exportBest->setObjectName(u"exportButton"_s);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spaceM, 0, spaceM, 1);
    layout->setSpacing(spaceS);
    layout->addWidget(m_run);
    layout->addWidget(stop);
    layout->addSpacing(spaceS);
    layout->addWidget(parallelWord);
    layout->addWidget(m_parallel);
    layout->addSpacing(spaceM);
    layout->addWidget(m_progressText);
    layout->addWidget(m_progress, 1);
    layout->addWidget(m_timeLeft);
    layout->addStretch(1);
    layout->addWidget(m_bestWord);
    layout->addWidget(m_bestValue);
    layout->addWidget(m_bestTrial);
    layout->addWidget(m_bestResult);
    layout->addWidget(m_exportBest);
}

void RunBar::showStatus()
{
    const StudyStatus &status = m_parts.model->status();
    const bool isRunning = status.state == StudyState::Running;
    m_run->setAction(m_parts.commands->action(isRunning ? u"study.pause"_s : u"study.run"_s));
    showNextAct();
    m_parallel->setEnabled(status.state != StudyState::ReadOnly);
    const int finished = status.complete + status.stopped + status.failed;
    m_progressText->setText(progressText(status));
    m_progress->setRange(0, std::max(1, status.budgetTrials));
    m_progress->setValue(std::min(finished, status.budgetTrials));
    const bool isGoing = isRunning && status.secondsLeft;
    m_timeLeft->setText(isGoing ? tr("about %1 left").arg(durationText(*status.secondsLeft))
                                : QString());
    showBest();
}

/// As it is defined, which is in force a moment later.
void RunBar::showParallel()
{
    const QSignalBlocker blocker(m_parallel);
    const StudySettings &settings = m_parts.document->settings();
    const int parallel = settings.budget.parallel;
    // Too many for the slots are shown, too: they can be made fewer here.
    const int slotCount = static_cast<int>(settings.slots.size());
    m_parallel->setMaximum(slotCount > 0 ? std::max(slotCount, parallel) : mostParallel);
    const QString meaning = tr("How many trials run at the same time; changes at once");
    m_parallel->setToolTip(
        slotCount > 0 ? tr("%1. There are %n slot(s).", nullptr, slotCount).arg(meaning) : meaning);
    m_parallel->setValue(parallel);
}

void RunBar::setReadiness(std::function<QString()> whyNotReady)
{
    m_whyNotReady = std::move(whyNotReady);
    showNextAct();
}

void RunBar::showNextAct()
{
    const bool isReady = !m_whyNotReady || m_whyNotReady().isEmpty();
    m_run->setProperty("primary", isReady && m_parts.model->status().launched() == 0);
    m_run->update();
}

void RunBar::showBest()
{
    const StudyStatus &status = m_parts.model->status();
    const Trial *const best = m_parts.model->best();
    showBestResult();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_bestValue, m_bestTrial, m_exportBest})
        widget->setVisible(status.hasBest());
    const QString none = QString::fromStdString(status.whyNoneMeets);
    m_bestWord->setVisible(status.hasBest() || !none.isEmpty());
    m_bestWord->setToolTip(none);
    if (!status.hasBest()) {
        m_bestWord->setText(tr("No trial meets the requirements"));
    } else if (!status.front.empty()) {
        m_bestWord->setText(tr("On the front"));
        m_bestValue->setText(QString::number(status.front.size()));
        m_bestTrial->setText(tr("trial(s)", nullptr, static_cast<int>(status.front.size())));
    } else if (best && best->objective()) {
        m_bestWord->setText(tr("Best"));
        m_bestValue->setText(valueText(*best->objective()));
        m_bestTrial->setText(tr("trial %1").arg(best->number));
    }
    const bool isExplained = best && status.incumbent && status.incumbent->trial == best->number;
    const QString reason =
        isExplained ? QString::fromStdString(status.incumbent->reason) : QString();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_bestValue, m_bestResult})
        widget->setToolTip(reason);
}

/// Where results are noisy, the best of them need not be that of the best trial.
void RunBar::showBestResult()
{
    const StudyStatus &status = m_parts.model->status();
    const bool isOther = status.isReportedForItsMean() && status.bestTrial && status.bestValue;
    m_bestResult->setVisible(isOther && width() >= roomForBestResult);
    if (isOther)
        m_bestResult->setText(tr("best result %1, trial %2")
                                  .arg(valueText(*status.bestValue))
                                  .arg(*status.bestTrial));
}

void RunBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Colors &colors = colorsOf(palette());
    painter.fillRect(rect(), colors.panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.line);
}

bool RunBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore(); // lets the window's action have it
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RunBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_timeLeft->setVisible(width() >= roomForTimeLeft);
    showBestResult();
}

} // namespace attune::ui
