// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/value.h"

#include <QSqlQuery>
#include <QVariantList>

namespace attune::engine {

/// A value as the columns kind, integer_value, real_value and text_value.
[[nodiscard]] QVariantList columnsOf(const Value &value);

/// Back, from the four columns that begin with `first`.
[[nodiscard]] Value valueOf(const QSqlQuery &row, int first);

} // namespace attune::engine
