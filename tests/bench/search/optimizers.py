#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The optimizers that compare.py runs, behind one interface: ask() gives (token, x), tell(token, x, y) returns the result.

x is a list with one entry per dimension: a float in [0, 1], a level or the index of a category. y is None for a crashed trial.
Every optimizer runs with its own defaults; packages are imported only where they are used.
"""
import json
import os
import shlex
import subprocess
import tempfile

import numpy as np


class ServeProcess:
    """Talks to `attune-cli serve --space FILE --seed N`, one JSON object a line, about a study."""

    def __init__(self, study, seed, command):
        self.space = tempfile.NamedTemporaryFile("w", suffix=".json", delete=False)
        json.dump(study, self.space)
        self.space.close()
        self.process = subprocess.Popen(shlex.split(command) + ["--space", self.space.name, "--seed", str(seed)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def call(self, request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        os.unlink(self.space.name)


class Attune(ServeProcess):
    def __init__(self, problem, seed, command):
        self.dims = problem.dims
        parameters = []
        for i, dim in enumerate(problem.dims):
            if dim[0] == "c":
                parameters.append({"name": f"x{i}", "type": "continuous", "min": 0, "max": 1, "scaling": "linear"})
            elif dim[0] == "i":
                parameters.append({"name": f"x{i}", "type": "integer", "min": 0, "max": dim[1] - 1, "scaling": "linear"})
            else:
                parameters.append({"name": f"x{i}", "type": "categorical", "values": [f"c{j}" for j in range(dim[1])]})
        for child, (parent, levels) in problem.extra.get("when", {}).items():
            parameters[child]["when"] = {f"x{parent}": [f"c{level}" for level in levels]}
        study = {"attune": 1, "command": ["true"], "hyperparameters": parameters,
                 "metrics": [{"name": "y", "pattern": "y=(.*)"}], "objective": {"metric": "y", "direction": "minimize"},
                 "constraints": problem.extra.get("constraints", []), "search": {"strategy": "bayesian"}}
        super().__init__(study, seed, command)

    def ask(self):
        trial = self.call({"ask": 1})["trials"][0]
        x = []
        for i, dim in enumerate(self.dims):
            value = trial["values"].get(f"x{i}")
            if value is None:  # not active
                x.append(0)
                continue
            x.append(int(value[1:]) if dim[0] == "k" else int(value) if dim[0] == "i" else float(value))
        return trial["trial"], x

    def tell(self, token, x, y):
        self.call({"tell": token, "state": "failed"} if y is None else {"tell": token, "value": y})

    def reported(self):
        """The trial that Attune would have a person use."""
        answer = self.call({"best": True})
        return answer["trial"], answer.get("observed", answer)["trial"]


class Optuna:
    def __init__(self, problem, seed, kind):
        import optuna
        from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        samplers = optuna.samplers
        self.failed = optuna.trial.TrialState.FAIL
        sampler = {"gp": lambda: samplers.GPSampler(seed=seed), "tpe": lambda: samplers.TPESampler(seed=seed, multivariate=True),
                   "cma": lambda: samplers.CmaEsSampler(seed=seed), "random": lambda: samplers.RandomSampler(seed=seed)}[kind]()
        self.study = optuna.create_study(sampler=sampler)
        self.space = {f"x{i}": FloatDistribution(0, 1) if d[0] == "c" else IntDistribution(0, d[1] - 1) if d[0] == "i"
                      else CategoricalDistribution([f"c{j}" for j in range(d[1])]) for i, d in enumerate(problem.dims)}
        self.dims = problem.dims

    def ask(self):
        trial = self.study.ask(self.space)
        values = [trial.params[f"x{i}"] for i in range(len(self.dims))]
        return trial, [int(v[1:]) if d[0] == "k" else v for d, v in zip(self.dims, values)]

    def tell(self, token, x, y):
        self.study.tell(token, y) if y is not None else self.study.tell(token, state=self.failed)

    def close(self):
        pass


class Hebo:
    def __init__(self, problem, seed, _):
        import torch
        from hebo.design_space.design_space import DesignSpace
        from hebo.optimizers.hebo import HEBO
        np.random.seed(seed)
        torch.manual_seed(seed)
        self.dims = problem.dims
        self.hebo = HEBO(DesignSpace().parse([
            {"name": f"x{i}", "type": "num", "lb": 0, "ub": 1} if d[0] == "c" else
            {"name": f"x{i}", "type": "int", "lb": 0, "ub": d[1] - 1} if d[0] == "i" else
            {"name": f"x{i}", "type": "cat", "categories": [str(j) for j in range(d[1])]} for i, d in enumerate(self.dims)]),
            scramble_seed=seed)

    def ask(self):
        rows = self.hebo.suggest(1)
        row = rows.iloc[0]
        return rows, [float(row[f"x{i}"]) if d[0] == "c" else int(row[f"x{i}"]) for i, d in enumerate(self.dims)]

    def tell(self, token, x, y):
        self.hebo.observe(token, np.array([[np.nan if y is None else y]]))

    def close(self):
        pass


class Smac:
    """SMAC3's facade for hyperparameters: a random forest and expected improvement of the logarithm."""

    def __init__(self, problem, seed, _):
        from ConfigSpace import Categorical, ConfigurationSpace, Float, Integer
        from smac import HyperparameterOptimizationFacade, Scenario
        from smac.runhistory.dataclasses import TrialValue
        from smac.runhistory.enumerations import StatusType
        self.value, self.status, self.dims = TrialValue, StatusType, problem.dims
        space = ConfigurationSpace(seed=seed)
        space.add([Float(f"x{i}", (0.0, 1.0)) if d[0] == "c" else Integer(f"x{i}", (0, d[1] - 1)) if d[0] == "i"
                   else Categorical(f"x{i}", list(range(d[1]))) for i, d in enumerate(self.dims)])
        self.folder = tempfile.TemporaryDirectory()
        scenario = Scenario(space, output_directory=self.folder.name, n_trials=100, seed=seed, deterministic=True)
        self.smac = HyperparameterOptimizationFacade(scenario, lambda config, seed=0: 0.0, overwrite=True, logging_level=False)

    def ask(self):
        info = self.smac.ask()
        values = [info.config[f"x{i}"] for i in range(len(self.dims))]
        return info, [float(v) if d[0] == "c" else int(v) for d, v in zip(self.dims, values)]

    def tell(self, token, x, y):
        crashed = y is None
        self.smac.tell(token, self.value(cost=float("inf") if crashed else y, status=self.status.CRASHED if crashed else self.status.SUCCESS))

    def close(self):
        self.folder.cleanup()


class Ax:
    """Ax's default: Sobol points, then BoTorch."""

    def __init__(self, problem, seed, _):
        import logging
        from ax.api.client import Client
        from ax.api.configs import ChoiceParameterConfig, RangeParameterConfig
        logging.disable(logging.WARNING)
        self.dims = problem.dims
        self.client = Client(random_seed=seed)
        self.client.configure_experiment(parameters=[
            RangeParameterConfig(name=f"x{i}", parameter_type="float", bounds=(0.0, 1.0)) if d[0] == "c" else
            RangeParameterConfig(name=f"x{i}", parameter_type="int", bounds=(0, d[1] - 1)) if d[0] == "i" else
            ChoiceParameterConfig(name=f"x{i}", parameter_type="str", values=[f"c{j}" for j in range(d[1])], is_ordered=False)
            for i, d in enumerate(self.dims)])
        self.client.configure_optimization(objective="-y")

    def ask(self):
        (token, values), = self.client.get_next_trials(max_trials=1).items()
        x = [values[f"x{i}"] for i in range(len(self.dims))]
        return token, [int(v[1:]) if d[0] == "k" else int(v) if d[0] == "i" else float(v) for d, v in zip(self.dims, x)]

    def tell(self, token, x, y):
        if y is None:
            self.client.mark_trial_failed(trial_index=token)
        else:
            self.client.complete_trial(trial_index=token, raw_data={"y": y})

    def close(self):
        pass


class Random:
    def __init__(self, problem, seed, _):
        self.dims, self.rng = problem.dims, np.random.RandomState(seed + 77)

    def ask(self):
        return None, [self.rng.rand() if d[0] == "c" else self.rng.randint(d[1]) for d in self.dims]

    def tell(self, token, x, y):
        pass

    def close(self):
        pass


OPTIMIZERS = {"random": (Random, None), "optuna-gp": (Optuna, "gp"), "optuna-tpe": (Optuna, "tpe"),
              "optuna-cma": (Optuna, "cma"), "hebo": (Hebo, None), "smac": (Smac, None), "ax": (Ax, None)}
