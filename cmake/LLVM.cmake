# The one place that says which LLVM majors are supported.
set(ISRLINT_LLVM_MAJORS 19 22)

# Adds plugin/ once for each supported major that is installed.  CMake keeps a
# found package for the whole scope, so each major gets a scope of its own:
# Clang_DIR and LLVM_DIR are ordinary variables there, and find_package() is
# called without a version (with one it rejects Debian's packages).
function(isrlint_add_clang_parts)
  set(found "")
  foreach(major IN LISTS ISRLINT_LLVM_MAJORS)
    set(prefix ${ISRLINT_LLVM_${major}})
    if(NOT prefix)
      set(prefix "/usr/lib/llvm-${major}")
    endif()
    if(EXISTS "${prefix}/lib/cmake/clang/ClangConfig.cmake")
      list(APPEND found ${major})
      set(ISRLINT_LLVM_MAJOR ${major})
      set(ISRLINT_LLVM_PREFIX ${prefix})
      set(Clang_DIR "${prefix}/lib/cmake/clang")
      set(LLVM_DIR "${prefix}/lib/cmake/llvm")
      add_subdirectory(plugin plugin-${major})
    else()
      message(STATUS "LLVM ${major}: not found below ${prefix} "
                     "(set ISRLINT_LLVM_${major} to its prefix); skipped")
    endif()
  endforeach()
  if(NOT found)
    message(FATAL_ERROR
      "no supported LLVM found (supported: ${ISRLINT_LLVM_MAJORS}); install "
      "libclang-19-dev and llvm-19-dev, or use -DISRLINT_CLANG=OFF")
  endif()
  add_custom_target(clang-parts)
  foreach(major IN LISTS found)
    add_dependencies(clang-parts isrlint-${major} isrlint-extract-${major})
  endforeach()
  set(ISRLINT_LLVM_FOUND ${found} PARENT_SCOPE)
endfunction()
