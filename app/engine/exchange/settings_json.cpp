// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/settings_json.h"

namespace attune::engine {

Json jsonOf(const Settings &settings)
{
    Json object = Json::object();
    for (const auto &[name, value] : settings)
        std::visit([&](const auto &content) { object[name] = content; }, value);
    return object;
}

Settings settingsFrom(const Json &object)
{
    Settings settings;
    for (const auto &[name, value] : object.items()) {
        if (value.is_boolean())
            settings[name] = value.get<bool>();
        else if (value.is_number_integer())
            settings[name] = value.get<std::int64_t>();
        else if (value.is_number_float())
            settings[name] = value.get<double>();
        else
            settings[name] = value.get<std::string>();
    }
    return settings;
}

} // namespace attune::engine
