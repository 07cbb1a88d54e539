// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/close_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

CloseDialog::CloseDialog(int runningTrials, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Close Study"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    auto *title = new QLabel(tr("%n trial(s) still running", nullptr, runningTrials));
    QFont font = headingFont();
    font.setPointSizeF(font.pointSizeF() + 1.5);
    title->setFont(font);
    auto *text =
        new DimLabel(tr("They can go on without this window: every line they print is kept, and "
                        "Attune follows them again when the study is opened. No new trials start "
                        "until then."));
    text->setWordWrap(true);
    auto *stop = new QPushButton(tr("Stop %n Trial(s)", nullptr, runningTrials));
    stop->setObjectName(u"stopTrials"_s);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancel"_s);
    auto *goOn = new QPushButton(tr("Let Them Go On"));
    goOn->setObjectName(u"letGoOn"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spaceS);
    buttons->addWidget(stop);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(goOn);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceXl, spaceXl, spaceXl, spaceL);
    layout->setSpacing(spaceS);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(spaceM);
    layout->addLayout(buttons);
    makePrimary(goOn);
    setFixedWidth(460);
    connect(stop, &QPushButton::clicked, this, [this] {
        Q_EMIT decided(RunningTrials::Stop);
        accept();
    });
    connect(goOn, &QPushButton::clicked, this, [this] {
        Q_EMIT decided(RunningTrials::LetGoOn);
        accept();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

} // namespace attune::ui
