// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/study_pages.h"

#include "ui/pages/compare_page.h"
#include "ui/pages/run_page.h"
#include "ui/pages/set_up_page.h"
#include "ui/undo/study_document.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace attune::ui {

std::vector<Page> makeStudyPages(const StudyParts &parts)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Pages", text); };
    auto *setUp = new SetUpPage(parts.document, parts.model, parts.gateway, parts.commands);
    auto *run = new RunPage(parts.model, parts.selection, parts.gateway, parts.commands,
                            parts.document->undoStack());
    auto *compare = new ComparePage(parts.model, parts.selection);
    return {{u"setUp"_s, tr("Set Up"), u"set-up"_s, setUp, [setUp] { return setUp->whyNotReady(); },
             [setUp](QObject *context, const std::function<void()> &act) {
                 QObject::connect(setUp, &SetUpPage::readinessChanged, context, act);
             }},
            {u"run"_s, tr("Run"), u"run"_s, run},
            {u"compare"_s, tr("Compare"), u"compare"_s, compare}};
}

} // namespace attune::ui
