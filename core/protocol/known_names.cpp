// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/known_names.h"

#include "core/protocol/number_text.h"

#include <algorithm>
#include <tuple>

namespace attune {
namespace {

std::string joined(std::span<const std::string> words)
{
    std::string text = " ";
    for (const std::string &word : words)
        text += word + ' ';
    return text;
}

/// Where a phrase stands in a name. In `train_batch_size` or `lr_decay_epochs` the last words say
/// what it is, so of two phrases the later one counts, and of two that end together the longer.
struct PhraseMatch
{
    std::size_t end = 0; ///< 0: not in the name
    std::size_t length = 0;

    bool operator<(const PhraseMatch &other) const
    {
        return std::tie(end, length) < std::tie(other.end, other.length);
    }
};

PhraseMatch matchPhrase(const std::string &joinedName, std::string_view phrase)
{
    const std::size_t found = joinedName.rfind(' ' + std::string(phrase) + ' ');
    if (found == std::string::npos)
        return {};
    return {found + 1 + phrase.size(), phrase.size()};
}

PhraseMatch bestMatch(const std::string &joinedName, std::span<const std::string_view> phrases)
{
    PhraseMatch best;
    for (const std::string_view phrase : phrases)
        best = std::max(best, matchPhrase(joinedName, phrase));
    return best;
}

/// Rates and shares: what training itself goes by.
std::vector<KnownName> knownRates()
{
    return {
        {{"weight decay", "wd", "decay", "l2 regularization", "l2 reg", "weightdecay"},
         RangeShape::Decay,
         "Weight decay acts by its order of magnitude."},
        {{"lr", "learning rate", "learningrate", "learn rate", "eta", "step size", "stepsize"},
         RangeShape::Magnitudes,
         "Learning rates act by their order of magnitude."},
        {{"beta 2", "beta2", "b2"},
         RangeShape::VeryNearOne,
         "What counts is how close the value is to 1."},
        {{"momentum", "beta", "beta 1", "beta1", "b1", "rho", "ema", "gae lambda", "discount"},
         RangeShape::NearOne,
         "What counts is how close the value is to 1."},
        {{"dropout", "drop", "rate drop", "skip drop", "drop rate", "droprate", "drop path"},
         RangeShape::Dropped,
         "A share that is dropped: from nothing to nearly all."},
        {{"subsample", "sub sample", "colsample", "col sample", "feature fraction",
          "bagging fraction", "sub row", "subrow", "max features", "max samples"},
         RangeShape::Share,
         "A share of rows or columns: from a third to all."},
        {{"label smoothing", "warmup ratio", "mixup", "smoothing", "validation fraction"},
         RangeShape::SmallShare,
         "A small share: from none to a third."},
    };
}

/// Sizes, counts and strengths: what the model goes by.
std::vector<KnownName> knownSizes()
{
    return {
        {{"batch size", "batch", "batchsize", "bs", "minibatch"},
         RangeShape::Powers,
         "Batch sizes act by doubling."},
        {{"max depth", "maxdepth", "depth limit", "tree depth"},
         RangeShape::TreeDepth,
         "From stumps to deep trees."},
        {{"hidden",
          "units",
          "hidden size",
          "width",
          "dim",
          "channels",
          "neurons",
          "num leaves",
          "leaves",
          "max bin",
          "filters",
          "embedding",
          "rank",
          "nodes",
          "max leaves",
          "buckets",
          "bucket",
          "min data in leaf",
          "min samples leaf",
          "ffn"},
         RangeShape::Powers,
         "Sizes act by doubling."},
        {{"layers", "depth", "heads", "blocks", "kernel size", "ngrams", "word ngrams", "degree",
          "neighbors", "k", "min count", "window", "ws", "neg", "patience"},
         RangeShape::Halves,
         "A small count: from half to twice the value."},
        {{"min child weight", "min split loss", "max delta step"},
         RangeShape::FromZero,
         "From none to four times the value."},
        {{"c", "cost"}, RangeShape::SvmCost, "The usual range of a support vector machine's cost."},
        {{"gamma"}, RangeShape::SvmGamma, "The usual range of a kernel's gamma."},
        {{"alpha", "lambda", "l1", "l2", "reg", "regularization", "penalty", "reg alpha",
          "reg lambda", "coef"},
         RangeShape::Penalty,
         "Penalties act by their order of magnitude."},
        {{"temperature", "tau", "clip", "clipping", "grad norm", "epsilon", "eps", "tol",
          "tolerance", "sigma", "scale", "noise", "std", "margin", "bandwidth", "length scale",
          "lengthscale"},
         RangeShape::Factor,
         "A scale: a factor of ten each way."},
    };
}

const std::vector<KnownName> &knownNames()
{
    static const std::vector<KnownName> names = [] {
        std::vector<KnownName> all = knownRates();
        const std::vector<KnownName> sizes = knownSizes();
        all.insert(all.end(), sizes.begin(), sizes.end());
        return all;
    }();
    return names;
}

const std::vector<ChoiceFamily> &choiceFamilies()
{
    static const std::vector<ChoiceFamily> families{
        {"optimizers", {"Adam", "AdamW", "SGD", "RMSprop", "Adagrad", "NAdam"}},
        {"kernels", {"linear", "poly", "rbf", "sigmoid"}},
        {"activations", {"ReLU", "GELU", "SiLU", "Tanh", "ELU", "LeakyReLU"}},
        {"boosters", {"gbtree", "dart", "gblinear"}},
        {"boosting types", {"gbdt", "dart", "goss"}},
        {"schedules", {"constant", "linear", "cosine", "step", "exponential"}},
        {"tree methods", {"hist", "approx", "exact"}},
        {"grow policies", {"depthwise", "lossguide"}},
        {"split criteria", {"gini", "entropy", "log_loss"}},
        {"penalties", {"l1", "l2", "elasticnet"}},
        {"weights", {"uniform", "distance"}},
        {"losses", {"softmax", "hs", "ns", "ova"}},
        {"initializations", {"xavier", "kaiming", "orthogonal", "normal"}},
        {"norms", {"batch", "layer", "group", "instance"}},
        {"solvers", {"lbfgs", "liblinear", "newton-cg", "sag", "saga"}},
        {"solvers", {"svd", "cholesky", "lsqr", "sparse_cg"}},
        {"pooling", {"max", "avg", "mean"}},
    };
    return families;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return toLower(x) == toLower(y); });
}

bool holds(const ChoiceFamily &family, std::string_view text)
{
    return std::any_of(
        family.spellings.begin(), family.spellings.end(),
        [&](std::string_view spelling) { return equalsIgnoringCase(spelling, text); });
}

} // namespace

const KnownName *findKnownName(std::span<const std::string> nameWords)
{
    const std::string name = joined(nameWords);
    const KnownName *bestKnown = nullptr;
    PhraseMatch best;
    for (const KnownName &known : knownNames()) {
        const PhraseMatch match = bestMatch(name, known.words);
        if (best < match) {
            best = match;
            bestKnown = &known;
        }
    }
    return bestKnown;
}

bool isRarelyTuned(std::span<const std::string> nameWords)
{
    static constexpr std::string_view phrases[] = {
        "seed",       "random state", "port",       "epochs",     "epoch",      "threads",
        "thread",     "nthread",      "jobs",       "workers",    "verbose",    "verbosity",
        "silent",     "debug",        "quiet",      "path",       "dir",        "directory",
        "folder",     "file",         "data",       "dataset",    "output",     "out",
        "input",      "log",          "logs",       "logdir",     "save",       "load",
        "checkpoint", "ckpt",         "config",     "device",     "gpu",        "gpus",
        "cuda",       "cpu",          "num round",  "rounds",     "round",      "iterations",
        "iters",      "max iter",     "max iters",  "n iter",     "steps",      "max steps",
        "interval",   "every",        "period",     "local rank", "world size", "host",
        "url",        "address",      "project",    "tag",        "version",    "estimators",
        "trees",      "nproc",        "nnodes",     "per node",   "master",     "resume",
        "folds",      "cv",           "eval",       "metric",     "objective",  "classes",
        "num class",  "print",        "timeout",    "limit",      "name",       "run",
        "experiment", "amp",          "fp16",       "precision",  "pretrained", "cache",
        "tmp",        "download",     "test",       "valid",      "train",      "model",
        "task",       "num classes",  "v",          "j",          "o",          "ntree",
        "ntrees",     "passes",       "timesteps",  "nrounds",    "envs",       "img",
        "imgsz",      "img size",     "image size", "resolution", "max tokens", "seq length",
        "seq len",    "max length",
    };
    const std::string name = joined(nameWords);
    const PhraseMatch rare = bestMatch(name, phrases);
    const KnownName *known = findKnownName(nameWords);
    return rare.end > 0 && (!known || bestMatch(name, known->words) < rare);
}

bool isModelSwitch(std::span<const std::string> nameWords)
{
    static constexpr std::string_view phrases[] = {
        "nesterov",      "amsgrad",
        "augment",       "augmentation",
        "bias",          "batch norm",
        "batchnorm",     "layer norm",
        "layernorm",     "bn",
        "normalize",     "standardize",
        "shuffle",       "bootstrap",
        "residual",      "attention",
        "bidirectional", "pre norm",
        "tie weights",   "weight norm",
        "warm start",    "shrinking",
        "ema",           "balanced",
        "gated",         "skip connections",
        "dropout",       "early stopping",
        "centered",      "intercept",
        "mixup",         "cutmix",
        "flip",          "one drop",
    };
    return bestMatch(joined(nameWords), phrases).end > 0;
}

const ChoiceFamily *findChoiceFamily(std::string_view text, std::span<const std::string> nameWords)
{
    const ChoiceFamily *first = nullptr;
    for (const ChoiceFamily &family : choiceFamilies()) {
        if (!holds(family, text))
            continue;
        const bool isNamed = std::any_of(nameWords.begin(), nameWords.end(), [&](const auto &word) {
            return word.size() >= 4 &&
                   family.what.find(word.substr(0, 5)) != std::string_view::npos;
        });
        if (isNamed)
            return &family;
        if (!first)
            first = &family;
    }
    return first;
}

} // namespace attune
