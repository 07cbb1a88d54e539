-- SPDX-FileCopyrightText: 2026 The Attune developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 4: trials that are paused at the rungs of Hyperband and go on in another run.

ALTER TABLE trial ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;

-- What the run was told to reach and end; 0: it runs to its own end.
ALTER TABLE run ADD COLUMN resource INTEGER NOT NULL DEFAULT 0;

-- What the search was told of a trial each time that it was paused; `sequence` goes on through these
-- and the rows of `result`, which has how the trial ended at last.
CREATE TABLE rung_result (
    rules_revision INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    trial INTEGER NOT NULL REFERENCES trial (number),
    seconds REAL NOT NULL,
    resource INTEGER NOT NULL DEFAULT 0,
    partial TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (rules_revision, sequence)
) WITHOUT ROWID;

-- Its values then, by position like those of `trial_objective`.
CREATE TABLE rung_value (
    rules_revision INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    position INTEGER NOT NULL,
    value REAL,
    PRIMARY KEY (rules_revision, sequence, position),
    FOREIGN KEY (rules_revision, sequence) REFERENCES rung_result (rules_revision, sequence)
) WITHOUT ROWID;
