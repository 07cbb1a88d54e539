// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"
#if __has_include("ui/pages/set_up_page.h")
#include "ui/pages/set_up_page.h"
#endif
#if __has_include("ui/pages/run_page.h")
#include "ui/pages/run_page.h"
#endif
#if __has_include("ui/pages/compare_page.h")
#include "ui/pages/compare_page.h"
#endif
#include <QLabel>

namespace attune::ui {

inline std::vector<Page> pagesOfStudy([[maybe_unused]] const StudyParts &parts)
{
    std::vector<Page> pages;
#if __has_include("ui/pages/set_up_page.h")
    auto *setUp = new SetUpPage(parts.document, parts.model, parts.gateway, parts.commands);
    pages.push_back({QStringLiteral("setUp"), QStringLiteral("Set Up"), QStringLiteral("set-up"),
                     setUp, [setUp] { return setUp->whyNotReady(); }});
#else
    pages.push_back(
        {QStringLiteral("setUp"), QStringLiteral("Set Up"), QStringLiteral("set-up"), new QLabel});
#endif
#if __has_include("ui/pages/run_page.h")
    pages.push_back({QStringLiteral("run"), QStringLiteral("Run"), QStringLiteral("run"),
                     new RunPage(parts.model, parts.selection, parts.gateway, parts.commands)});
#else
    pages.push_back(
        {QStringLiteral("run"), QStringLiteral("Run"), QStringLiteral("run"), new QLabel});
#endif
#if __has_include("ui/pages/compare_page.h")
    pages.push_back({QStringLiteral("compare"), QStringLiteral("Compare"),
                     QStringLiteral("compare"), new ComparePage(parts.model, parts.selection)});
#endif
    return pages;
}

} // namespace attune::ui
