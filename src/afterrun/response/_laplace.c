#include <Python.h>
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "_laplace", 0, -1, 0};
PyMODINIT_FUNC PyInit__laplace(void) { return PyModule_Create(&def); }
