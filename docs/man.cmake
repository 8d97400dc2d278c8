# Makes the manual page: PROGRAM's table of keys goes into the template INPUT. Called by the build.
execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C.UTF-8 ${PROGRAM} keys --man
    OUTPUT_VARIABLE KEYS OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
configure_file(${INPUT} ${OUTPUT} @ONLY)
