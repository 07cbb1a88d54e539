#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains fastText on train.txt and tests it on valid.txt: sh fasttext.sh MODEL [options of fasttext supervised]
set -e
model=$1
shift
fasttext supervised -input train.txt -output "$model" "$@"
fasttext test "$model.bin" valid.txt
rm -f "$model.bin" "$model.vec"
