"""The one thing pyproject.toml cannot say in a stable way: an optional C extension on the limited API.

Where no compiler is at hand the build goes on without it and the NumPy twin is used; ``afterrun check`` tells which.
What is handed to others must hold it: with $AFTERRUN_REQUIRE_KERNEL set, a build without a compiler fails.
"""

import os

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension(
            "afterrun.response._marginal",
            sources=["src/afterrun/response/_marginal.c"],
            define_macros=[("Py_LIMITED_API", "0x030B0000")],
            py_limited_api=True,
            depends=["src/afterrun/response/_lanes.h"],
            # contraction: multiply and add in one instruction where there is one
            extra_compile_args=["-O3", "-g0", "-std=c99", "-fno-math-errno", "-ffp-contract=fast", "-Wno-psabi"],
            optional=not os.environ.get("AFTERRUN_REQUIRE_KERNEL"),
        )
    ],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
