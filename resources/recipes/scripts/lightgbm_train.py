# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains LightGBM on LIBSVM files and prints its loss after every round."""
import argparse
import sys


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", required=True)
    parser.add_argument("--valid", required=True)
    parser.add_argument("--learning-rate", type=float, default=0.1)
    parser.add_argument("--num-leaves", type=int, default=31)
    parser.add_argument("--min-child-samples", type=int, default=20)
    parser.add_argument("--colsample-bytree", type=float, default=1.0)
    parser.add_argument("--reg-alpha", type=float, default=0.0)
    parser.add_argument("--reg-lambda", type=float, default=0.0)
    parser.add_argument("--max-bin", type=int, default=255)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def read_libsvm(path, features=0):
    """Rows and labels of a LIBSVM file; features are numbered from 1."""
    import numpy
    labels, rows = [], []
    with open(path) as lines:
        for line in lines:
            label, *pairs = line.split("#")[0].split()
            labels.append(float(label))
            rows.append([(int(index), float(value)) for index, value in (pair.split(":") for pair in pairs)])
    width = max([features] + [index for row in rows for index, _ in row])
    matrix = numpy.zeros((len(rows), width))
    for i, row in enumerate(rows):
        for index, value in row:
            matrix[i, index - 1] = value
    return matrix, numpy.array(labels)


def main():
    arguments = read_arguments()
    try:
        import lightgbm
        import numpy
    except ImportError:
        sys.exit("LightGBM is not installed: pip install lightgbm")
    x_train, y_train = read_libsvm(arguments.train)
    x_valid, y_valid = read_libsvm(arguments.valid, x_train.shape[1])
    classes, y_train = numpy.unique(y_train, return_inverse=True)
    y_valid = numpy.searchsorted(classes, y_valid)
    train = lightgbm.Dataset(x_train, y_train)
    valid = lightgbm.Dataset(x_valid[:, :x_train.shape[1]], y_valid, reference=train)
    settings = {
        "objective": "multiclass", "num_class": len(classes), "metric": ["multi_logloss", "multi_error"],
        "learning_rate": arguments.learning_rate, "num_leaves": arguments.num_leaves,
        "min_child_samples": arguments.min_child_samples, "colsample_bytree": arguments.colsample_bytree,
        "reg_alpha": arguments.reg_alpha, "reg_lambda": arguments.reg_lambda, "max_bin": arguments.max_bin,
        "num_threads": arguments.threads, "seed": arguments.seed % 2**31, "verbosity": -1}

    def report(state):
        values = {name: value for _, name, value, _ in state.evaluation_result_list}
        print(f"round {state.iteration + 1} valid_loss {values['multi_logloss']:.6g} "
              f"valid_accuracy {1 - values['multi_error']:.6g}", flush=True)

    lightgbm.train(settings, train, arguments.rounds, valid_sets=[valid], callbacks=[report])


if __name__ == "__main__":
    main()
