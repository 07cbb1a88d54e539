// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace example {

enum class Activation { Relu, Tanh, Sigmoid };

/// What may be said on the command line of the example trainer.
struct Options
{
    std::string trainFile;
    std::string validFile;
    std::string checkpoint; ///< a file to go on from, and to save to; empty: none
    double learningRate = 0.01;
    double momentum = 0.9;
    double weightDecay = 1e-4;
    double dropout = 0.0;
    int hidden = 32;
    int layers = 1;
    int batchSize = 32;
    int epochs = 20;
    Activation activation = Activation::Relu;
    std::uint64_t seed = 1;
};

/// The options, or a sentence saying what is wrong.
std::variant<Options, std::string> parseOptions(int argc, char **argv);

std::string usage();

} // namespace example
