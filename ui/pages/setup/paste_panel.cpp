// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/paste_panel.h"

#include "ui/pages/setup/hyperparameter_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace attune::ui {

using namespace Qt::StringLiterals;

PastePanel::PastePanel(QWidget *parent) : QFrame(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceM, spaceM, spaceM, spaceM);
    layout->setSpacing(spaceS);
    auto *heading = new QLabel(tr("Which of these values may vary?"));
    heading->setFont(headingFont());
    layout->addWidget(heading);
    m_rows = new QGridLayout;
    m_rows->setHorizontalSpacing(spaceL);
    m_rows->setVerticalSpacing(spaceXs);
    m_rows->setColumnStretch(4, 1);
    layout->addLayout(m_rows);
    auto *done = new QPushButton(tr("Done"));
    done->setObjectName(u"pasteDone"_s);
    layout->addWidget(done, 0, Qt::AlignLeft);
    connect(done, &QPushButton::clicked, this, &PastePanel::finished);
    setVisible(false);
}

void PastePanel::show(const CommandGuess &guess)
{
    m_guess = guess;
    m_ticks.clear();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    if (guess.guesses.empty())
        m_rows->addWidget(new DimLabel(tr("No value in this command looks like a hyperparameter. "
                                          "Write {name} where a value may vary.")),
                          0, 0, 1, 5);
    for (int index = 0; index < static_cast<int>(guess.guesses.size()); ++index)
        addRow(index);
    setVisible(true);
}

void PastePanel::addRow(int index)
{
    const HyperparameterGuess &guess = m_guess.guesses[static_cast<std::size_t>(index)];
    const Hyperparameter &hyperparameter = guess.hyperparameter;
    const QString name = QString::fromStdString(hyperparameter.name);
    auto *tick = new QCheckBox(name);
    tick->setChecked(guess.isLikely);
    tick->setObjectName(u"tick-"_s + name);
    tick->setToolTip(QString::fromStdString(guess.reason));
    connect(tick, &QCheckBox::toggled, this,
            [this, index](bool isChosen) { Q_EMIT choiceChanged(index, isChosen); });
    m_ticks.push_back(tick);
    auto *value = new QLabel(QString::fromStdString(guess.valueText));
    value->setFont(monoFont());
    const QString scaling = scalingText(hyperparameter);
    auto *reason = new DimLabel(QString::fromStdString(guess.reason));
    reason->setWordWrap(true);
    m_rows->addWidget(tick, index, 0);
    m_rows->addWidget(value, index, 1);
    m_rows->addWidget(new QLabel(rangeSummary(hyperparameter)), index, 2);
    m_rows->addWidget(new DimLabel(scaling.isEmpty() ? typeText(hyperparameter.type)
                                                     : typeText(hyperparameter.type) + u", "_s +
                                                           scaling.toLower()),
                      index, 3);
    m_rows->addWidget(reason, index, 4);
}

std::vector<bool> PastePanel::chosen() const
{
    std::vector<bool> chosen;
    for (const QCheckBox *tick : m_ticks)
        chosen.push_back(tick->isChecked());
    return chosen;
}

void PastePanel::setChosen(const std::vector<bool> &chosen)
{
    for (std::size_t index = 0; index < m_ticks.size() && index < chosen.size(); ++index) {
        const QSignalBlocker blocker(m_ticks[index]);
        m_ticks[index]->setChecked(chosen[index]);
    }
}

void PastePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors &colors = colorsOf(palette());
    painter.setPen(colors.accent);
    painter.setBrush(colors.accentTint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.0, 5.0);
}

} // namespace attune::ui
