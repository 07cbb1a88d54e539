-- SPDX-FileCopyrightText: 2026 The Attune developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 1. Docs: docs/storage.md. Times are milliseconds since the epoch.

-- One row: where the study stands.
CREATE TABLE study (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    created_ms INTEGER NOT NULL,
    source_folder TEXT NOT NULL,
    state TEXT NOT NULL,                 -- idle running paused stopping finished
    reason TEXT NOT NULL DEFAULT '',
    ran_seconds REAL NOT NULL DEFAULT 0,
    change INTEGER NOT NULL DEFAULT 0    -- counts commits; rows carry the one that wrote them
);

-- Every edit of the set-up. `rules_revision`: the revision that last changed how values are read
-- (metric rules, objectives); results and log positions belong to one of those.
CREATE TABLE study_revision (
    number INTEGER PRIMARY KEY,
    made_ms INTEGER NOT NULL,
    rules_revision INTEGER NOT NULL,
    budget_trials INTEGER NOT NULL,
    budget_parallel INTEGER NOT NULL
);

-- What is tuned under a revision: study.json as text. Several algorithms are several rows.
CREATE TABLE definition (
    revision INTEGER NOT NULL REFERENCES study_revision (number),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (revision, number)
) WITHOUT ROWID;

CREATE TABLE trial (
    number INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    definition INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,                 -- waiting running complete stopped failed cancelled
    origin TEXT NOT NULL,                -- sampler default person
    started_ms INTEGER NOT NULL DEFAULT 0,
    ended_ms INTEGER NOT NULL DEFAULT 0,
    sentence TEXT NOT NULL DEFAULT '',
    stopped_at_step INTEGER,
    is_excluded INTEGER NOT NULL DEFAULT 0,
    is_starred INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    -- The basis: what the suggestion was computed from. Its known results are the first
    -- `basis_kept` of the trial before, then `basis_added`.
    basis_revision INTEGER NOT NULL DEFAULT 0,
    basis_kept INTEGER NOT NULL DEFAULT 0,
    basis_added TEXT NOT NULL DEFAULT '',
    basis_pending TEXT NOT NULL DEFAULT '',
    basis_fit INTEGER NOT NULL DEFAULT 0,
    basis_prefix INTEGER NOT NULL DEFAULT 0,
    basis_isa TEXT NOT NULL DEFAULT '',
    change INTEGER NOT NULL
);
CREATE INDEX trial_by_change ON trial (change);

-- Settings, typed. `kind`: boolean integer real text; exactly that column is used (booleans: integer).
CREATE TABLE trial_value (
    trial INTEGER NOT NULL REFERENCES trial (number),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    integer_value INTEGER,
    real_value REAL,
    text_value TEXT,
    PRIMARY KEY (trial, name)
) WITHOUT ROWID;

-- How trials ended, as the search was told, in the order in which it became known. Kept for every
-- revision of the rules, so that suggestions made under an earlier one can be computed again.
CREATE TABLE result (
    rules_revision INTEGER NOT NULL,
    trial INTEGER NOT NULL REFERENCES trial (number),
    sequence INTEGER NOT NULL,
    outcome TEXT NOT NULL,               -- complete stopped failed
    seconds REAL NOT NULL,
    PRIMARY KEY (rules_revision, trial)
) WITHOUT ROWID;

CREATE TABLE trial_objective (
    trial INTEGER NOT NULL REFERENCES trial (number),
    rules_revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    value REAL,                          -- null: none, or not finite
    PRIMARY KEY (trial, rules_revision, position)
) WITHOUT ROWID;

-- One execution of the command; a test run has no trial. (trial -1 never occurs: it is null.)
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    trial INTEGER REFERENCES trial (number),
    fold INTEGER NOT NULL,
    replicate INTEGER NOT NULL,
    rung INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    directory TEXT NOT NULL,
    command TEXT NOT NULL,               -- argv as a JSON array
    slot INTEGER NOT NULL,
    seed INTEGER NOT NULL,               -- unsigned, stored as signed 64 bits
    started_ms INTEGER NOT NULL DEFAULT 0,
    ended_ms INTEGER NOT NULL DEFAULT 0,
    end_reason TEXT NOT NULL DEFAULT 'none',
    exit_code INTEGER NOT NULL DEFAULT 0,
    signal INTEGER NOT NULL DEFAULT 0,
    cpu_seconds REAL NOT NULL DEFAULT 0,
    peak_memory_bytes INTEGER NOT NULL DEFAULT 0,
    sentence TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX run_by_key ON run (coalesce(trial, -1), fold, replicate, rung, attempt);

-- How far a log has been read, and the state of its reader: stored together with its points.
CREATE TABLE log_position (
    run INTEGER NOT NULL REFERENCES run (id),
    stream INTEGER NOT NULL,             -- 0 stdout, 1 stderr
    rules_revision INTEGER NOT NULL,
    log_offset INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (run, stream, rules_revision)
) WITHOUT ROWID;

-- One metric of one run under one revision of the rules. While the run is live its points are in
-- `point_chunk`; when it ends they become `points`, with an envelope for drawing.
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id),
    rules_revision INTEGER NOT NULL,
    metric TEXT NOT NULL,
    point_count INTEGER NOT NULL DEFAULT 0,
    points BLOB,
    envelope BLOB,
    UNIQUE (run, rules_revision, metric)
);

-- Points that one look at the logs brought: `sequence` is the index of the first in its series.
CREATE TABLE point_chunk (
    series INTEGER NOT NULL REFERENCES series (id),
    sequence INTEGER NOT NULL,
    point_count INTEGER NOT NULL,
    points BLOB NOT NULL,
    PRIMARY KEY (series, sequence)
) WITHOUT ROWID;

-- The chain of model fits: on which results each was made, and the fitted values.
CREATE TABLE model_fit (
    number INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    previous INTEGER NOT NULL,           -- 0: the first of a chain
    prefix INTEGER NOT NULL,
    results TEXT NOT NULL,               -- the first `prefix` results, in order: trial numbers
    hyperparameters BLOB NOT NULL,       -- doubles, little-endian
    isa TEXT NOT NULL,
    seconds REAL NOT NULL
);

-- The journal: everything that a person or the engine did. Rows are only ever added.
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    trial INTEGER,
    text TEXT NOT NULL,
    data TEXT NOT NULL DEFAULT ''        -- JSON: what undo needs
);

-- Requests of other processes that have been carried out, so that none is twice.
CREATE TABLE taken_request (
    id TEXT PRIMARY KEY,
    taken_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- Warm start: parents are copied in when the study is made, never referred to.
CREATE TABLE parent_study (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,                  -- same related
    definition TEXT NOT NULL
);
CREATE TABLE parent_trial (
    parent INTEGER NOT NULL REFERENCES parent_study (id),
    number INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    objective REAL,
    seconds REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (parent, number)
) WITHOUT ROWID;
CREATE TABLE parent_trial_value (
    parent INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    integer_value INTEGER,
    real_value REAL,
    text_value TEXT,
    PRIMARY KEY (parent, number, name),
    FOREIGN KEY (parent, number) REFERENCES parent_trial (parent, number)
) WITHOUT ROWID;
