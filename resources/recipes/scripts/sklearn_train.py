# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains histogram gradient boosting of scikit-learn on LIBSVM files and prints its loss after every few rounds."""
import argparse
import sys


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", required=True)
    parser.add_argument("--valid", required=True)
    parser.add_argument("--learning-rate", type=float, default=0.1)
    parser.add_argument("--max-leaf-nodes", type=int, default=31)
    parser.add_argument("--min-samples-leaf", type=int, default=20)
    parser.add_argument("--l2-regularization", type=float, default=0.0)
    parser.add_argument("--max-bins", type=int, default=255)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--report-every", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def main():
    arguments = read_arguments()
    try:
        from sklearn.datasets import load_svmlight_files
        from sklearn.ensemble import HistGradientBoostingClassifier
        from sklearn.metrics import log_loss
    except ImportError:
        sys.exit("scikit-learn is not installed: apt install python3-sklearn, or pip install scikit-learn")
    x_train, y_train, x_valid, y_valid = load_svmlight_files([arguments.train, arguments.valid])
    model = HistGradientBoostingClassifier(
        learning_rate=arguments.learning_rate, max_leaf_nodes=arguments.max_leaf_nodes,
        min_samples_leaf=arguments.min_samples_leaf, l2_regularization=arguments.l2_regularization,
        max_bins=arguments.max_bins, early_stopping=False, warm_start=True,
        random_state=arguments.seed % 2**32)
    done = 0
    while done < arguments.rounds:
        done = min(arguments.rounds, done + arguments.report_every)
        model.set_params(max_iter=done)
        model.fit(x_train.toarray(), y_train)
        probabilities = model.predict_proba(x_valid.toarray())
        loss = log_loss(y_valid, probabilities, labels=model.classes_)
        accuracy = (model.classes_[probabilities.argmax(axis=1)] == y_valid).mean()
        print(f"round {done} valid_loss {loss:.6g} valid_accuracy {accuracy:.6g}", flush=True)


if __name__ == "__main__":
    main()
