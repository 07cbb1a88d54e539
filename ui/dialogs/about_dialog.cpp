// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/about_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("About Attune"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *icon = new QLabel;
    icon->setPixmap(QIcon(u":/icons/attune.svg"_s).pixmap(QSize(72, 72), devicePixelRatioF()));
    auto *name = new QLabel(u"Attune %1"_s.arg(QCoreApplication::applicationVersion()));
    QFont font = headingFont();
    font.setPointSizeF(font.pointSizeF() + 5);
    name->setFont(font);
    auto *what = new QLabel(tr("Tune any program that prints a number. Everything stays on this "
                               "machine."));
    what->setWordWrap(true);
    auto *licence = new DimLabel(
        tr("Free software under the GNU General Public License, version 3 or later; without any "
           "warranty. Made with Qt %1, Eigen and PCRE2. Fonts: Inter (SIL Open Font License) and "
           "DejaVu Sans Mono.")
            .arg(QString::fromLatin1(qVersion())));
    licence->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceXl, spaceXl, spaceXl, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(icon);
    layout->addWidget(name);
    layout->addWidget(what);
    layout->addWidget(licence);
    layout->addWidget(buttons);
    setFixedWidth(420);
}

} // namespace attune::ui
