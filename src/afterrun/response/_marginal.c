/* Interval-censored reports on a linear-Gaussian state space by expectation propagation, many draws at once.
 *
 * The readable definition is marginal_numpy.py; _lanes.h does the same arithmetic, several draws side by side, and the
 * tests hold the two equal to 1e-9. This file checks the buffers and picks the widest registers that the processor has.
 * Limited API, no dependency: it builds wherever a C99 compiler is.
 *
 * State, dimension d = 1 + q + l:
 *   [ background u (Ornstein-Uhlenbeck) | q exponentials that every run kicks | l static coefficients ]
 * The last `walks` static coefficients c scale the kicks: run j kicks by amplitude_j (1 + walk_j c), and by luck of sd
 * luck_j, which c does not scale. A report shows `loading` times what the runs have left.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define INV_SQRT_2PI 0.3989422804014327
#define LOG_2 0.6931471805599453
#define MAX_MOVING 24 /* background and exponentials; of static coefficients there may be any number */
#define FARTHEST_Z 25.0 /* beyond this many sd the probability underflows; slide the interval back to it */
#define FARTHEST_CUT 37.0 /* nothing is left beyond it */
#define MIN_CURVATURE 1e-8
#define SETTLING 0.7 /* a sweep that moves more than this share of what the last one did does not settle by full steps: they may swing for ever */
#define CAREFUL_PACE 0.7 /* such a draw takes shorter ones from then on, */
#define MOMENTUM 0.2     /* and adds some of the step before */
#define GIVE_UP_SWEEPS 3 /* by then the likelihood is good to a few units */
#define MOST_LOGLIK 1.0 /* a probability of answers is at most 1, but for small errors; more is a sweep that burst */
#define MIN_NOISE 1e-6 /* variance of a site: rounding must not make it zero or negative */
#define MIN_LEFT 1e-6  /* share of the precision that a site may leave to the others */
#define ALIGNMENT 64
#define CHUNK 16 /* reports at a time: with 24 columns they fill less than half of the nearest memory, 32 kB */
#define PADDED(l) (((l) + 2) / 2 * 2) /* coefficients and a place for the innovation, to an even number; the rest is 0 */

enum { RUN = 0, REPORT = 1 };

typedef struct {
    Py_ssize_t draws, q, l, own_count, walks, events, runs, reports;
    const double *scalars, *tau, *weight, *event_t, *lower, *upper, *amplitude, *luck, *walk, *loading, *design, *own, *static_mean, *static_sd, *walk_sd, *cavity0;
    const int32_t *event_kind, *event_index, *own_at;
    int walk_per_draw, loading_per_draw, walk_sd_per_draw, max_iter;
    double tol, hopeless;
    double *loglik, *iterations, *mean, *cov, *cavity;
} Batch;

#if defined(__GNUC__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#define LANES 2 /* every 64-bit processor has registers for two */
#else
#define ALWAYS_INLINE inline
#define LANES 1
#endif
#define NAME(x) x##_plain
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__)
#define CHOICES /* processors of the last ten years take one of the wider ones: no effort for the others */
#else
#define USUAL_SIZES
#endif
#include "_lanes.h"

#ifdef CHOICES
#define USUAL_SIZES
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#define LANES 4
#define NAME(x) x##_avx2
#include "_lanes.h"
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,fma,prefer-vector-width=512")
#define LANES 8
#define NAME(x) x##_avx512
#include "_lanes.h"
#pragma GCC pop_options
#endif

/* The most draws side by side that this processor can do, or fewer if so wanted (0: no wish). */
static int widest(int wanted) {
    int lanes = 2;
#ifdef CHOICES
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) lanes = 4;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) lanes = 8;
#endif
    return wanted && wanted < lanes ? wanted : lanes;
}

static int run_batch(const Batch *b, int lanes) {
    if (!b->draws) return 0;
#ifdef CHOICES
    if (lanes >= 8) return run_avx512(b);
    if (lanes >= 4) return run_avx2(b);
#endif
    return run_plain(b);
}

static void cdf(const double *z, double *below, Py_ssize_t count, int lanes) {
#ifdef CHOICES
    if (lanes >= 8) cdf_avx512(z, below, count);
    else if (lanes >= 4) cdf_avx2(z, below, count);
    else
#endif
        cdf_plain(z, below, count);
}

static PyObject *marginal_batch(PyObject *self, PyObject *args) {
    /* Sizes and dtypes are checked in marginal.py, which is the only caller; byte lengths are checked again here. */
    enum { SCALARS, TAU, WEIGHT, EVENT_T, EVENT_KIND, EVENT_INDEX, LOWER, UPPER, AMPLITUDE, LUCK, WALK, LOADING, DESIGN, OWN, OWN_AT,
           STATIC_MEAN, STATIC_SD, WALK_SD, CAVITY0, LOGLIK, ITERATIONS, MEAN, COV, CAVITY, COUNT };
    Py_buffer v[COUNT];
    PyObject *items[COUNT];
    Batch b;
    int got = 0, status = 0, wrong = 0, lanes;
    (void)self;
    PyObject *arrays;
    if (!PyArg_ParseTuple(args, "nnnnnnnnpppiddiO!", &b.draws, &b.q, &b.l, &b.own_count, &b.walks, &b.events, &b.runs, &b.reports,
                          &b.walk_per_draw, &b.loading_per_draw, &b.walk_sd_per_draw, &b.max_iter, &b.tol, &b.hopeless, &lanes,
                          &PyTuple_Type, &arrays))
        return NULL;
    if (PyTuple_Size(arrays) != COUNT) {
        PyErr_SetString(PyExc_ValueError, "there must be one buffer for each array");
        return NULL;
    }
    for (int k = 0; k < COUNT; k++) items[k] = PyTuple_GetItem(arrays, k);
    const Py_ssize_t M = b.draws, d = 1 + b.q + b.l;
    const Py_ssize_t want[COUNT] = {8 * 3 * M, 8 * M * b.q, 8 * M * b.q, 8 * b.events, 4 * b.events, 4 * b.events, 8 * b.reports,
                                    8 * b.reports, 8 * M * b.runs, 8 * M * b.runs, 8 * (b.walk_per_draw ? M : 1) * b.runs * b.walks,
                                    8 * (b.loading_per_draw ? M : 1) * b.reports, 8 * b.reports * b.l,
                                    8 * M * b.reports * b.own_count, 4 * b.own_count, 8 * b.l, 8 * (b.l - b.walks),
                                    8 * (b.walk_sd_per_draw ? M : 1), 2 * 8 * b.reports, 8 * M, 8 * M, 8 * M * d, 8 * M * d * d, 2 * 8 * M * b.reports};
    for (; got < COUNT; got++) {
        int flags = got >= LOGLIK ? PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE : PyBUF_C_CONTIGUOUS;
        if (PyObject_GetBuffer(items[got], &v[got], flags)) break;
        if (v[got].len != want[got] && !(got >= MEAN && v[got].len == 0)) wrong = 1; /* not wanted */
    }
    for (Py_ssize_t k = 0; got == COUNT && !wrong && k < b.own_count; k++) {
        const int32_t at = ((const int32_t *)v[OWN_AT].buf)[k];
        if (at < 0 || at >= b.l - b.walks) wrong = 1;
    }
    if (b.q >= MAX_MOVING || b.walks > b.l) wrong = 1;
    if (got == COUNT && wrong) PyErr_SetString(PyExc_ValueError, "buffer sizes must match the batch");
    if (got == COUNT && !wrong) {
        b.scalars = v[SCALARS].buf, b.tau = v[TAU].buf, b.weight = v[WEIGHT].buf, b.event_t = v[EVENT_T].buf;
        b.event_kind = v[EVENT_KIND].buf, b.event_index = v[EVENT_INDEX].buf, b.lower = v[LOWER].buf, b.upper = v[UPPER].buf;
        b.amplitude = v[AMPLITUDE].buf, b.luck = v[LUCK].buf, b.walk = v[WALK].buf, b.loading = v[LOADING].buf, b.design = v[DESIGN].buf, b.own = v[OWN].buf;
        b.own_at = v[OWN_AT].buf, b.static_mean = v[STATIC_MEAN].buf, b.static_sd = v[STATIC_SD].buf, b.walk_sd = v[WALK_SD].buf;
        b.cavity0 = v[CAVITY0].buf, b.loglik = v[LOGLIK].buf, b.iterations = v[ITERATIONS].buf, b.mean = v[MEAN].len ? v[MEAN].buf : NULL;
        b.cov = v[COV].len ? v[COV].buf : NULL, b.cavity = v[CAVITY].len ? v[CAVITY].buf : NULL;
        Py_BEGIN_ALLOW_THREADS
        status = run_batch(&b, widest(lanes));
        Py_END_ALLOW_THREADS
        if (status) PyErr_NoMemory();
    }
    for (int k = 0; k < got; k++) PyBuffer_Release(&v[k]);
    if (PyErr_Occurred()) return NULL;
    Py_RETURN_NONE;
}

static PyObject *normal_cdf(PyObject *self, PyObject *args) {
    PyObject *z_obj, *out_obj;
    Py_buffer z, out;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO", &z_obj, &out_obj)) return NULL;
    if (PyObject_GetBuffer(z_obj, &z, PyBUF_C_CONTIGUOUS)) return NULL;
    if (PyObject_GetBuffer(out_obj, &out, PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE)) {
        PyBuffer_Release(&z);
        return NULL;
    }
    int same = z.len == out.len;
    if (same) {
        const double *from = z.buf;
        double *to = out.buf;
        const Py_ssize_t count = z.len / (Py_ssize_t)sizeof(double);
        Py_BEGIN_ALLOW_THREADS
        cdf(from, to, count, widest(0));
        Py_END_ALLOW_THREADS
    }
    PyBuffer_Release(&z);
    PyBuffer_Release(&out);
    if (!same) {
        PyErr_SetString(PyExc_ValueError, "buffer sizes must match");
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"marginal_batch", marginal_batch, METH_VARARGS, "Fill the output buffers; see marginal.py."},
    {"normal_cdf", normal_cdf, METH_VARARGS, "Standard normal distribution function, buffer to buffer."},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_marginal", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit__marginal(void) { return PyModule_Create(&module); }
