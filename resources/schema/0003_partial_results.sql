-- SPDX-FileCopyrightText: 2026 The Attune developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 3: how far trials came, and what they showed on the way.

-- Steps used in all (0: unknown), and the first objective after about 1, 3, 9, 27, ... of them: "1:0.62 3:0.31".
ALTER TABLE result ADD COLUMN resource INTEGER NOT NULL DEFAULT 0;
ALTER TABLE result ADD COLUMN partial TEXT NOT NULL DEFAULT '';
ALTER TABLE parent_trial ADD COLUMN resource INTEGER NOT NULL DEFAULT 0;
ALTER TABLE parent_trial ADD COLUMN partial TEXT NOT NULL DEFAULT '';
ALTER TABLE parent_trial ADD COLUMN error REAL NOT NULL DEFAULT 0;
