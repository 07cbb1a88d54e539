-- SPDX-FileCopyrightText: 2026 The Attune developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 2: against what a trial was stopped, and how sure its objective is.

-- The value at stopped_at_step, and the median, percentile, quantile or threshold it was compared with.
ALTER TABLE trial ADD COLUMN stopped_value REAL;
ALTER TABLE trial ADD COLUMN stopped_against REAL;

-- Standard error of a mean over folds or replicates; null where a single run gave the value.
ALTER TABLE trial_objective ADD COLUMN error REAL;
