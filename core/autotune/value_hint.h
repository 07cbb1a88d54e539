// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <optional>
#include <string>
#include <vector>

namespace attune {

/// A value that works today, from which a range can grow.
struct ValueHint
{
    std::string name;
    std::string text;             ///< as it stands
    int argument = -1;            ///< of the command; -1: a fixed value or a hyperparameter
    std::string templateArgument; ///< the argument with `{name}` in the place of the value
    bool isSwitch = false;        ///< `--nesterov`: given or left out
};

/// The named values that are written out in the command, and the fixed ones. Arguments that hold a
/// placeholder already are left alone, and so are numbers without a name.
[[nodiscard]] std::vector<ValueHint> valueHints(const StudySettings &settings);

/// How long one trial trains, by a value that the study keeps as it is: `epochs=50`.
struct TrainingLength
{
    std::string name;
    std::int64_t amount = 0;
    bool isCounted = false; ///< in epochs or rounds, after each of which a metric is usual
};

/// From the command's values and the fixed ones; nothing when none is a number of epochs, rounds,
/// trees or steps.
[[nodiscard]] std::optional<TrainingLength> trainingLength(const StudySettings &settings);

/// How many threads the command asks for: `nthread=4`, `--num_threads 4`, OMP_NUM_THREADS.
struct ThreadCount
{
    std::string source; ///< "nthread"
    int threads = 1;
};
[[nodiscard]] std::optional<ThreadCount> threadCount(const StudySettings &settings);

/// The argument that asks for a GPU (`--device cuda`, `tree_method=gpu_hist`), or empty.
[[nodiscard]] std::string gpuArgument(const StudySettings &settings);

} // namespace attune
