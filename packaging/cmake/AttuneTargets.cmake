# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
# How a layer becomes a library and a test file a test.

# attune_layer(name [SHARED] FOLDERS ... LINK ...): a library, static unless said otherwise, of all sources below the
# folders, without any main.cpp.
function(attune_layer name)
    cmake_parse_arguments(LAYER "SHARED" "" "FOLDERS;LINK" ${ARGN})
    set(kind STATIC)
    if(LAYER_SHARED)
        set(kind SHARED)
    endif()
    set(sources)
    set(headers)
    foreach(folder ${LAYER_FOLDERS})
        file(GLOB_RECURSE found CONFIGURE_DEPENDS "${folder}/*.cpp")
        list(APPEND sources ${found})
        file(GLOB_RECURSE found CONFIGURE_DEPENDS "${folder}/*.h")
        list(APPEND headers ${found})
    endforeach()
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    if(NOT sources) # a layer of headers alone
        set(sources "${CMAKE_CURRENT_BINARY_DIR}/${name}_empty.cpp")
        file(TOUCH "${sources}")
    endif()
    add_library(${name} ${kind} ${sources})
    target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${headers})
    target_link_libraries(${name} PUBLIC attune_flags ${LAYER_LINK})
    set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()

# attune_tests(layer LINK ... PRECOMPILE <QtTest> ...): every tst_*.cpp of the current folder is one test of that name. The
# layer's first test compiles the headers named, the others take them from it.
function(attune_tests layer)
    cmake_parse_arguments(TESTS "" "" "LINK;DEPENDS;ENVIRONMENT;PRECOMPILE" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/tst_*.cpp")
    set(first)
    foreach(source ${sources})
        get_filename_component(test ${source} NAME_WE)
        add_executable(${test} ${source})
        set_target_properties(${test} PROPERTIES AUTOMOC ON)
        target_link_libraries(${test} PRIVATE ${TESTS_LINK} attune_test_support Qt6::Test)
        if(first)
            target_precompile_headers(${test} REUSE_FROM ${first})
        else()
            target_precompile_headers(${test} PRIVATE <QtTest> ${TESTS_PRECOMPILE})
            set(first ${test})
        endif()
        if(TESTS_DEPENDS)
            add_dependencies(${test} ${TESTS_DEPENDS})
        endif()
        add_test(NAME ${test} COMMAND ${test})
        set_tests_properties(${test} PROPERTIES LABELS "${layer}" TIMEOUT 120
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_SCALE_FACTOR=1;LC_ALL=C.UTF-8;${TESTS_ENVIRONMENT}")
    endforeach()
endfunction()

# attune_program(name main.cpp DESTINATION folder LINK ...): an executable, if its main is there. All programs stand side
# by side in the build tree, and find each other there.
function(attune_program name main)
    cmake_parse_arguments(PROGRAM "" "DESTINATION" "LINK" ${ARGN})
    if(NOT EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${main}")
        return()
    endif()
    add_executable(${name} ${main})
    target_link_libraries(${name} PRIVATE attune_flags ${PROGRAM_LINK})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin"
        BUILD_WITH_INSTALL_RPATH ON # the same in both trees: bin/ beside the libraries
        INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}/attune;$ORIGIN/../lib")
    if(PROGRAM_DESTINATION)
        install(TARGETS ${name} RUNTIME DESTINATION ${PROGRAM_DESTINATION})
    endif()
endfunction()
