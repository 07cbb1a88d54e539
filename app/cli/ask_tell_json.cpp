// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_tell_json.h"

#include "app/engine/exchange/json_object_reader.h"
#include "core/space/typed_value.h"

#include <utility>

namespace attune::cli {

using engine::Json;

Error invalid(std::string sentence)
{
    return {ErrorKind::Invalid, std::move(sentence)};
}

Json jsonOf(const Settings &settings)
{
    Json json = Json::object();
    for (const auto &[name, value] : settings)
        json[name] = engine::jsonOfValue(value);
    return json;
}

Result<void> checkKeys(const Json &request, std::initializer_list<const char *> known)
{
    engine::JsonFindings findings;
    engine::JsonObjectReader reader(request, {}, findings);
    for (const char *key : known)
        reader.find(key);
    reader.finish();
    if (!findings.problems.empty())
        return invalid(findings.problems.front().sentence);
    return {};
}

} // namespace attune::cli
