// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress.h"

#include "app/cli/text.h"

#include <algorithm>

namespace attune::cli {

std::string progressLine(const StudyStatus &status, int columns)
{
    const int done = status.complete + status.stopped + status.failed;
    const int budget = std::max(1, status.budgetTrials);
    std::string text = std::to_string(done) + '/' + std::to_string(status.budgetTrials);
    if (status.running > 0)
        text += "  " + std::to_string(status.running) + " running";
    if (status.bestTrial)
        text += "  best " + numberText(status.bestValue) + " (trial " +
                std::to_string(*status.bestTrial) + ')';
    if (!status.front.empty())
        text += "  " + std::to_string(status.front.size()) + " on the front";
    if (!status.whyNoneMeets.empty())
        text += "  none meets the requirements";
    if (status.state == StudyState::Stopping)
        text += "  stopping";
    else if (status.secondsLeft)
        text += "  " + durationText(*status.secondsLeft) + " left";
    constexpr int widest = 30;
    constexpr int narrowest = 5;
    const int room = columns - static_cast<int>(text.size()) - 4;
    if (room < narrowest)
        return text.substr(0, static_cast<std::size_t>(std::max(0, columns - 1)));
    const int width = std::min(room, widest);
    const int filled = std::clamp(width * done / budget, 0, width);
    return '[' + std::string(static_cast<std::size_t>(filled), '#') +
           std::string(static_cast<std::size_t>(width - filled), '.') + "] " + text;
}

} // namespace attune::cli
