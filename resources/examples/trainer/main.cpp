// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/examples/trainer/data_set.h"
#include "resources/examples/trainer/options.h"
#include "resources/examples/trainer/perceptron.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>

using namespace example;

int main(int argc, char **argv)
{
    if (argc == 2 && std::strcmp(argv[1], "--help") == 0) {
        std::fputs(usage().c_str(), stdout);
        return 0;
    }
    const auto fail = [](const std::string &sentence) {
        std::fprintf(stderr, "attune-example-trainer: %s\n", sentence.c_str());
        return 2;
    };
    const auto parsed = parseOptions(argc, argv);
    if (const auto *sentence = std::get_if<std::string>(&parsed))
        return fail(*sentence);
    const auto &options = std::get<Options>(parsed);
    const auto train = readLibsvm(options.trainFile);
    const auto valid = readLibsvm(options.validFile);
    if (const auto *sentence = std::get_if<std::string>(&train))
        return fail(*sentence);
    if (const auto *sentence = std::get_if<std::string>(&valid))
        return fail(*sentence);
    const auto &trainData = std::get<DataSet>(train);
    const auto &validData = std::get<DataSet>(valid);
    if (trainData.features.cols() < validData.features.cols())
        return fail("the validation file has features that the training file lacks.");

    DataSet padded = validData;
    padded.features.conservativeResizeLike(
        Eigen::MatrixXf::Zero(validData.features.rows(), trainData.features.cols()));
    Perceptron network(static_cast<int>(trainData.features.cols()),
                       std::max(trainData.classes, validData.classes), options);
    int done = 0;
    if (std::filesystem::exists(options.checkpoint)) {
        const auto saved = network.load(options.checkpoint);
        if (!saved)
            return fail("cannot go on from \"" + options.checkpoint +
                        "\": it is of another network.");
        done = *saved;
    }
    for (int epoch = done + 1; epoch <= options.epochs; ++epoch) {
        const double loss = network.trainEpoch(trainData);
        const Score score = network.score(padded);
        std::printf("epoch %d train_loss %.5f val_loss %.5f val_accuracy %.5f\n", epoch, loss,
                    score.loss, score.accuracy);
        std::fflush(stdout);
    }
    if (!options.checkpoint.empty() &&
        !network.save(options.checkpoint, std::max(done, options.epochs)))
        return fail("cannot write \"" + options.checkpoint + "\".");
    return 0;
}
