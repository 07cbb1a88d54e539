// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/examples/trainer/options.h"

#include <charconv>
#include <cstring>
#include <functional>
#include <map>
#include <system_error>

namespace example {

namespace {

using Setter = std::function<bool(Options &, const std::string &)>;

template<typename T>
Setter number(T Options::*member, double low, double high)
{
    return [member, low, high](Options &options, const std::string &text) {
        T value{};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        options.*member = value;
        return error == std::errc{} && end == text.data() + text.size() &&
               static_cast<double>(value) >= low && static_cast<double>(value) <= high;
    };
}

bool setActivation(Options &options, const std::string &text)
{
    if (text == "relu")
        options.activation = Activation::Relu;
    else if (text == "tanh")
        options.activation = Activation::Tanh;
    else if (text == "sigmoid")
        options.activation = Activation::Sigmoid;
    else
        return false;
    return true;
}

const std::map<std::string, Setter> &setters()
{
    static const std::map<std::string, Setter> all = {
        {"--lr", number(&Options::learningRate, 0.0, 1e6)},
        {"--momentum", number(&Options::momentum, 0.0, 0.999999)},
        {"--weight-decay", number(&Options::weightDecay, 0.0, 1e6)},
        {"--dropout", number(&Options::dropout, 0.0, 0.99)},
        {"--hidden", number(&Options::hidden, 1, 4096)},
        {"--layers", number(&Options::layers, 1, 4)},
        {"--batch-size", number(&Options::batchSize, 1, 1 << 20)},
        {"--epochs", number(&Options::epochs, 1, 1 << 20)},
        {"--seed", number(&Options::seed, 0, 1.9e19)},
        {"--activation", setActivation},
        {"--train",
         [](Options &o, const std::string &t) {
             o.trainFile = t;
             return true;
         }},
        {"--checkpoint",
         [](Options &o, const std::string &t) {
             o.checkpoint = t;
             return true;
         }},
        {"--valid",
         [](Options &o, const std::string &t) {
             o.validFile = t;
             return true;
         }},
    };
    return all;
}

} // namespace

std::variant<Options, std::string> parseOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; i += 2) {
        const std::string name = argv[i];
        const auto setter = setters().find(name);
        if (setter == setters().end())
            return "There is no option \"" + name + "\".";
        if (i + 1 >= argc)
            return "The option " + name + " needs a value.";
        if (!setter->second(options, argv[i + 1]))
            return "\"" + std::string(argv[i + 1]) + "\" is no value for " + name + ".";
    }
    if (options.trainFile.empty() || options.validFile.empty())
        return std::string("Say --train FILE and --valid FILE.");
    return options;
}

std::string usage()
{
    return "attune-example-trainer --train FILE --valid FILE [options]\n"
           "Trains a multilayer perceptron on LIBSVM files and prints one line of metrics per "
           "epoch.\n"
           "  --lr 0.01  --momentum 0.9  --weight-decay 0.0001  --dropout 0\n"
           "  --hidden 32  --layers 1  --batch-size 32  --epochs 20\n"
           "  --activation relu|tanh|sigmoid  --seed 1\n"
           "  --checkpoint FILE  go on from the epoch saved there, and save the last one\n";
}

} // namespace example
