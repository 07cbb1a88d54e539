// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/english_plurals.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace attune::ui {

QString EnglishPlurals::translate(const char * /*context*/, const char *sourceText,
                                  const char * /*disambiguation*/, int n) const
{
    if (n < 0 || !std::strstr(sourceText, "(s)"))
        return {};
    return QString::fromUtf8(sourceText).replace("(s)"_L1, n == 1 ? ""_L1 : "s"_L1);
}

} // namespace attune::ui
