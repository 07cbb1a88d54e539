#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains scikit-learn's MLPs with every setting of a grid, and writes the validation loss after each epoch: curves/NAME.csv.

    make_curves.py [NAME ...]                       # about 3 minutes of one core for each table; needs scikit-learn

A row is a setting. Its columns are the hyperparameters, the seconds of processor time that an epoch took on average, and the
loss (mean negative log-likelihood on rows that were not trained on) after epoch 1, 2, ..., 27. The tables are in the repository, so
that nobody has to train again, and all but the seconds come out the same again with the same versions of scikit-learn and numpy.
"""
import itertools
import os
import sys
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_digits, make_classification
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

EPOCHS = 27
GRID = {
    "learning_rate": [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1],
    "alpha": [1e-5, 1e-3, 1e-1],
    "batch_size": [32, 64, 128],
    "hidden_units": [8, 16, 32, 64],
    "activation": ["relu", "tanh", "logistic"],
    "solver": ["adam", "sgd"],
}
LEAST_PROBABILITY = 1e-6  # of the true class that the loss counts

# Data and how many rows to train on; up to 600 others tell the loss. digits and breast_cancer come with scikit-learn: Alpaydin and Kaynak
# (1998), Optical Recognition of Handwritten Digits, and Wolberg et al. (1995), Breast Cancer Wisconsin (Diagnostic), UCI Machine
# Learning Repository, both CC BY 4.0. The tables have none of their rows, only losses.
DATA = {
    "digits": (lambda: load_digits(return_X_y=True), 500),
    "breast_cancer": (lambda: load_breast_cancer(return_X_y=True), 285),
    "synthetic": (lambda: make_classification(2000, n_features=20, n_informative=10, n_redundant=4, n_classes=5, n_clusters_per_class=2,
                                              flip_y=0.05, class_sep=1.5, random_state=7), 500),
}


class RecordedClassifier(MLPClassifier):
    """Notes the validation loss after each epoch, and goes on to the last. With partial_fit() the checks of its input would take longer
    than the training."""

    def record(self, inputs, labels):
        self.inputs, self.labels, self.losses = inputs, labels, []
        return self

    def _update_no_improvement_count(self, *_):
        probability = self.predict_proba(self.inputs)[np.arange(len(self.labels)), self.labels]
        self.losses.append(float(np.mean(-np.log(np.clip(probability, LEAST_PROBABILITY, 1.0)))))
        self._no_improvement_count = 0


def curve(setting, train, validation):
    """The loss after each epoch and the seconds of an epoch."""
    model = RecordedClassifier(hidden_layer_sizes=(setting["hidden_units"],), activation=setting["activation"], solver=setting["solver"],
                               alpha=setting["alpha"], batch_size=setting["batch_size"], learning_rate_init=setting["learning_rate"],
                               max_iter=EPOCHS, random_state=0).record(*validation)
    start = time.process_time()
    model.fit(*train)
    return model.losses, (time.process_time() - start) / EPOCHS


def main():
    warnings.filterwarnings("ignore")
    sklearn.set_config(assume_finite=True, skip_parameter_validation=True)
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "curves")
    for name in sys.argv[1:] or DATA:
        make, rows = DATA[name]
        inputs, labels = make()
        train_x, other_x, train_y, other_y = train_test_split(inputs, labels, train_size=rows, stratify=labels, random_state=0)
        scaler = StandardScaler().fit(train_x)
        train, validation = (scaler.transform(train_x), train_y), (scaler.transform(other_x[:600]), other_y[:600])
        with open(os.path.join(folder, name + ".csv"), "w") as out:
            out.write(",".join([*GRID, "seconds", *(f"epoch_{e}" for e in range(1, EPOCHS + 1))]) + "\n")
            for values in itertools.product(*GRID.values()):
                losses, seconds = curve(dict(zip(GRID, values)), train, validation)
                assert len(losses) == EPOCHS, (values, losses)
                out.write(",".join([*map(str, values), f"{seconds:.2g}", *(f"{loss:.4g}" for loss in losses)]) + "\n")
        print(name, "done", flush=True)


if __name__ == "__main__":
    main()
