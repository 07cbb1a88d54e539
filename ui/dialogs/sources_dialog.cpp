// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/sources_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/scrolled.h"

#include <QDialogButtonBox>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// The text with its addresses as links.
QString linked(const QString &text)
{
    static const QRegularExpression address(u"(https?://(?:[^\\s,;&)]|&amp;)+)(?<!\\.)"_s);
    return text.toHtmlEscaped().replace(address, u"<a href=\"\\1\">\\1</a>"_s);
}

} // namespace

SourcesDialog::SourcesDialog(const Recipe &recipe, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Where the Ranges of %1 Come From").arg(recipe.title));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *content = new QWidget;
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, spaceM, 0);
    rows->setSpacing(spaceXs);
    for (const auto &[name, source] : recipe.sources) {
        auto *heading = new QLabel(name);
        heading->setFont(headingFont());
        auto *text = new DimLabel(linked(source));
        text->setTextFormat(Qt::RichText);
        text->setTextInteractionFlags(Qt::TextBrowserInteraction);
        text->setOpenExternalLinks(true);
        text->setWordWrap(true);
        rows->addWidget(heading);
        rows->addWidget(text);
        rows->addSpacing(spaceM);
    }
    rows->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(scrolled(content), 1);
    layout->addWidget(buttons);
    resize(620, 520);
}

} // namespace attune::ui
