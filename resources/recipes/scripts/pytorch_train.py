# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains a multilayer perceptron with PyTorch on LIBSVM files and prints its loss after every epoch."""
import argparse
import sys


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", required=True)
    parser.add_argument("--valid", required=True)
    parser.add_argument("--optimizer", choices=["adamw", "sgd"], default="adamw")
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--weight-decay", type=float, default=1e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def read_libsvm(path, torch, features=0):
    """Rows and labels of a LIBSVM file; features are numbered from 1."""
    labels, rows = [], []
    with open(path) as lines:
        for line in lines:
            label, *pairs = line.split("#")[0].split()
            labels.append(float(label))
            rows.append([(int(index), float(value)) for index, value in (pair.split(":") for pair in pairs)])
    width = max([features] + [index for row in rows for index, _ in row])
    matrix = torch.zeros(len(rows), width)
    for i, row in enumerate(rows):
        for index, value in row:
            matrix[i, index - 1] = value
    return matrix, labels


def perceptron(torch, inputs, classes, arguments):
    layers = []
    for _ in range(arguments.layers):
        layers += [torch.nn.Linear(inputs, arguments.width), torch.nn.ReLU(), torch.nn.Dropout(arguments.dropout)]
        inputs = arguments.width
    return torch.nn.Sequential(*layers, torch.nn.Linear(inputs, classes))


def main():
    arguments = read_arguments()
    try:
        import torch
    except ImportError:
        sys.exit("PyTorch is not installed: apt install python3-torch, or pip install torch")
    torch.manual_seed(arguments.seed % 2**63)
    device = arguments.device
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    x_train, train_labels = read_libsvm(arguments.train, torch)
    x_valid, valid_labels = read_libsvm(arguments.valid, torch, x_train.shape[1])
    number = {label: i for i, label in enumerate(sorted(set(train_labels) | set(valid_labels)))}
    y_train = torch.tensor([number[label] for label in train_labels]).to(device)
    y_valid = torch.tensor([number[label] for label in valid_labels]).to(device)
    mean, spread = x_train.mean(0), x_train.std(0) + 1e-8
    x_train = ((x_train - mean) / spread).to(device)
    x_valid = ((x_valid[:, :x_train.shape[1]] - mean) / spread).to(device)

    model = perceptron(torch, x_train.shape[1], len(number), arguments).to(device)
    if arguments.optimizer == "sgd":
        optimizer = torch.optim.SGD(model.parameters(), arguments.lr, arguments.momentum,
                                    weight_decay=arguments.weight_decay)
    else:
        optimizer = torch.optim.AdamW(model.parameters(), arguments.lr, weight_decay=arguments.weight_decay)
    for epoch in range(1, arguments.epochs + 1):
        model.train()
        for rows in torch.randperm(len(x_train), device=device).split(arguments.batch_size):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x_train[rows]), y_train[rows]).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            scores = model(x_valid)
            loss = torch.nn.functional.cross_entropy(scores, y_valid).item()
            accuracy = (scores.argmax(1) == y_valid).double().mean().item()
        print(f"epoch {epoch} valid_loss {loss:.6g} valid_accuracy {accuracy:.6g}", flush=True)


if __name__ == "__main__":
    main()
