# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler, linker and cache: what every target of Attune gets.

# Everything of ours is compiled with these; system headers are not ours to warn about.
add_library(attune_flags INTERFACE)
target_compile_options(attune_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow=local -Wnon-virtual-dtor
    -Woverloaded-virtual -Wno-psabi -ffp-contract=off
    # g++ 12 warns of its own std::string (GCC bugs 105651 and 105329).
    -Wno-restrict -Wno-stringop-overflow)
if(ATTUNE_WERROR)
    target_compile_options(attune_flags INTERFACE -Werror)
endif()
target_compile_definitions(attune_flags INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
    QT_NO_FOREACH QT_DEPRECATED_WARNINGS QT_MESSAGELOGCONTEXT)
if(ATTUNE_SANITIZE)
    target_compile_options(attune_flags INTERFACE -fsanitize=${ATTUNE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(attune_flags INTERFACE -fsanitize=${ATTUNE_SANITIZE})
endif()
target_include_directories(attune_flags INTERFACE "${PROJECT_SOURCE_DIR}")

# ccache where present; relative to this checkout, so that several checkouts share what they compiled.
find_program(ATTUNE_CCACHE ccache)
if(ATTUNE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${ATTUNE_CCACHE})
endif()

find_program(ATTUNE_MOLD mold)
if(ATTUNE_MOLD AND NOT ATTUNE_SANITIZE)
    add_link_options(-fuse-ld=mold)
endif()
