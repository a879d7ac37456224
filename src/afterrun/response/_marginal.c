/* Interval-censored reports on a linear-Gaussian state space by expectation propagation, one evaluation per draw.
 *
 * The readable definition is marginal_numpy.py; this file does the same arithmetic in the same order, one draw at a
 * time, and the tests hold the two equal to 1e-9. Limited API, no dependency: it builds wherever a C99 compiler is.
 *
 * State, dimension d = 1 + q + l:
 *   [ background u (Ornstein-Uhlenbeck) | q exponentials that every run kicks | l static coefficients ]
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SQRT2 1.4142135623730951
#define INV_SQRT_2PI 0.3989422804014327
#define MAX_STATE 24
#define FARTHEST_Z 25.0 /* beyond this many sd the probability underflows; slide the interval back to it */
#define MIN_CURVATURE 1e-8
#define BRISK_SWEEPS 6 /* after these, half steps: full ones may swing for ever where answers contradict the draw */
#define GIVE_UP_SWEEPS 3 /* by then the likelihood is good to a few units */
#define MIN_NOISE 1e-6 /* variance of a site: rounding must not make it zero or negative */
#define MIN_LEFT 1e-6  /* share of the precision that a site may leave to the others */

enum { RUN = 0, REPORT = 1 };

typedef struct {
    Py_ssize_t draws, q, l, events, runs, reports;
    const double *scalars, *tau, *weight, *event_t, *lower, *upper, *amplitude, *design, *static_mean, *static_sd, *cavity0;
    const int32_t *event_kind, *event_index;
    int design_per_draw, max_iter;
    double tol, hopeless;
    double *loglik, *iterations, *mean, *cov, *cavity;
} Batch;

static double density(double z) { return isfinite(z) ? INV_SQRT_2PI * exp(-0.5 * z * z) : 0.0; }
static double z_density(double z) { return isfinite(z) ? z * INV_SQRT_2PI * exp(-0.5 * z * z) : 0.0; }

/* P(lower < eta + N(0, s^2) < upper); of its logarithm the first and the negative second derivative in eta. */
static double interval_likelihood(double lower, double upper, double eta, double s, double *slope, double *curvature) {
    double zl = (lower - eta) / s, zh = (upper - eta) / s, sign = 1.0;
    if (zl > 0) { /* work in the lower tail, where erfc keeps its digits */
        double t = zl;
        zl = -zh;
        zh = -t;
        sign = -1.0;
    }
    if (zh < -FARTHEST_Z) {
        double shift = -FARTHEST_Z - zh;
        zh += shift;
        zl += shift;
    }
    double p = 0.5 * (erfc(-zh / SQRT2) - erfc(-zl / SQRT2));
    if (p < 1e-300) p = 1e-300;
    double g = (density(zl) - density(zh)) / (s * p);
    double w = g * g - (z_density(zl) - z_density(zh)) / (s * s * p);
    *slope = sign * g;
    *curvature = w > MIN_CURVATURE ? w : MIN_CURVATURE;
    return p;
}

/* inline with constant q and l where the caller knows them: the inner loops unroll, 2-3 times faster */
static inline
#if defined(__GNUC__)
__attribute__((always_inline))
#endif
double one_draw(const Batch *b, const int q, const int l, Py_ssize_t i, double *work) {
    const int d = 1 + q + l, nf = 1 + q;
    const Py_ssize_t E = b->events, n = b->reports;
    const double *sc = b->scalars + 4 * i, *tau = b->tau + q * i, *c = b->weight + q * i;
    const double *amp = b->amplitude + b->runs * i;
    const double *design = b->design + (b->design_per_draw ? i * n * l : 0);
    const double su2 = sc[0] * sc[0], tau_u = sc[1], s_e = sc[2], omega = sc[3];
    double *decay = work, *gain = decay + E * nf, *scaled = gain + n * d, *S_of = scaled + n, *h_of = S_of + n;
    double *target_of = h_of + n, *R_of = target_of + n, *tilted = R_of + n, *cavity_mean = tilted + n, *cavity_var = cavity_mean + n;
    double m[MAX_STATE], P[MAX_STATE][MAX_STATE], PH[MAX_STATE], H[MAX_STATE], lam[MAX_STATE], Lam[MAX_STATE][MAX_STATE];
    double loglik = 0.0, last = E ? b->event_t[0] : 0.0;
    int iteration = 0;

    for (Py_ssize_t e = 0; e < E; e++) {
        double dt = b->event_t[e] - last, *f = decay + e * nf;
        last = b->event_t[e];
        f[0] = exp(-dt / tau_u);
        for (int k = 0; k < q; k++) f[1 + k] = exp(-dt / tau[k]);
    }
    H[0] = 1.0;
    for (int k = 0; k < q; k++) H[1 + k] = c[k];
    memcpy(cavity_mean, b->cavity0, 2 * (size_t)n * sizeof(double)); /* variances follow the means in both */

    while (iteration < b->max_iter) {
        double total = 0.0, product = 1.0, moved = 0.0;
        const double pace = iteration < BRISK_SWEEPS ? 1.0 : 0.5;
        iteration++;
        for (int r = 0; r < d; r++) {
            m[r] = 0.0;
            for (int k = 0; k <= r; k++) P[r][k] = 0.0;
        }
        P[0][0] = su2;
        for (int k = 0; k < l; k++) {
            m[nf + k] = b->static_mean[k];
            P[nf + k][nf + k] = b->static_sd[k] * b->static_sd[k];
        }
        for (Py_ssize_t e = 0; e < E; e++) {
            const double *f = decay + e * nf;
            const Py_ssize_t ix = b->event_index[e];
            for (int r = 0; r < nf; r++) {
                m[r] *= f[r];
                for (int k = 0; k <= r; k++) P[r][k] *= f[r] * f[k];
            }
            for (int r = nf; r < d; r++)
                for (int k = 0; k < nf; k++) P[r][k] *= f[k];
            P[0][0] += su2 * (1.0 - f[0] * f[0]);
            if (b->event_kind[e] == RUN) {
                double A = amp[ix], v = omega * A;
                v *= v;
                for (int r = 1; r < nf; r++) {
                    m[r] += A;
                    for (int k = 1; k <= r; k++) P[r][k] += v;
                }
                continue;
            }
            double p, slope, curvature;
            const double cv = cavity_var[ix], s = sqrt(s_e * s_e + cv);
            p = interval_likelihood(b->lower[ix], b->upper[ix], cavity_mean[ix], s, &slope, &curvature);
            double width = 1.0 / curvature, target = cavity_mean[ix] + slope * width, h = 0.0;
            double R = width - cv > MIN_NOISE ? width - cv : MIN_NOISE, S = R;
            const double *x = design + ix * l;
            for (int k = 0; k < l; k++) H[nf + k] = x[k];
            for (int r = 0; r < d; r++) {
                double a = 0.0;
                for (int k = 0; k <= r; k++) a += P[r][k] * H[k];
                for (int k = r + 1; k < d; k++) a += P[k][r] * H[k];
                PH[r] = a;
                h += H[r] * m[r];
            }
            for (int r = 0; r < d; r++) S += H[r] * PH[r];
            double v = target - h, iS = 1.0 / S, *K = gain + ix * d;
            total += -0.5 * v * v * iS + 0.5 * slope * slope * width;
            if (p < 1e-50) {
                total += log(p);
                p = 1.0;
            }
            product *= width * iS * p * p; /* one log per dozens of reports instead of two each */
            if (product < 1e-150 || product > 1e150) {
                total += 0.5 * log(product);
                product = 1.0;
            }
            for (int r = 0; r < d; r++) {
                double kr = PH[r] * iS;
                K[r] = kr;
                m[r] += kr * v;
                for (int k = 0; k <= r; k++) P[r][k] -= kr * PH[k];
            }
            scaled[ix] = v * iS;
            S_of[ix] = S;
            h_of[ix] = h;
            target_of[ix] = target;
            R_of[ix] = R;
            tilted[ix] = cavity_mean[ix] + cv * slope;
        }
        loglik = total + 0.5 * log(product);
        /* adjoint (Bryson-Frazier) sweep: the smoothed mean of each report's own eta, and its variance */
        for (int r = 0; r < d; r++) {
            lam[r] = 0.0;
            for (int k = 0; k <= r; k++) Lam[r][k] = 0.0;
        }
        for (Py_ssize_t e = E - 1; e >= 0; e--) {
            if (b->event_kind[e] == REPORT) {
                const Py_ssize_t ix = b->event_index[e];
                const double *x = design + ix * l, *K = gain + ix * d;
                double kl = 0.0, w, fresh, step;
                for (int k = 0; k < l; k++) H[nf + k] = x[k];
                for (int r = 0; r < d; r++) kl += K[r] * lam[r];
                w = scaled[ix] - kl;
                for (int r = 0; r < d; r++) lam[r] += H[r] * w;
                kl = 0.0;
                for (int r = 0; r < d; r++) kl += K[r] * lam[r];
                fresh = h_of[ix] + S_of[ix] * kl;
                step = fabs(fresh - tilted[ix]); /* how far the mean is from what the answer itself says */
                if (step > moved) moved = step;
                double u[MAX_STATE], kappa = 0.0, g = 0.0, left, bump;
                for (int r = 0; r < d; r++) {
                    double a = 0.0;
                    for (int k = 0; k <= r; k++) a += Lam[r][k] * K[k];
                    for (int k = r + 1; k < d; k++) a += Lam[k][r] * K[k];
                    u[r] = a;
                    kappa += K[r] * a;
                    g += K[r] * H[r];
                }
                bump = kappa + 1.0 / S_of[ix];
                for (int r = 0; r < d; r++)
                    for (int k = 0; k <= r; k++) Lam[r][k] += H[r] * (H[k] * bump - u[k]) - u[r] * H[k];
                /* smoothed variance over site variance; taking the site out leaves the cavity */
                left = 1.0 - (g - R_of[ix] * kappa);
                if (left < MIN_LEFT) left = MIN_LEFT;
                cavity_var[ix] += pace * (R_of[ix] * (1.0 - left) / left - cavity_var[ix]);
                cavity_mean[ix] += pace * ((fresh - (1.0 - left) * target_of[ix]) / left - cavity_mean[ix]);
            }
            const double *f = decay + e * nf;
            for (int r = 0; r < nf; r++) lam[r] *= f[r];
            for (int r = 0; r < nf; r++)
                for (int k = 0; k <= r; k++) Lam[r][k] *= f[r] * f[k];
            for (int r = nf; r < d; r++)
                for (int k = 0; k < nf; k++) Lam[r][k] *= f[k];
        }
        if (moved < b->tol || (iteration >= GIVE_UP_SWEEPS && loglik < b->hopeless)) break;
    }
    for (int r = 0; r < d; r++) {
        b->mean[i * d + r] = m[r];
        for (int k = 0; k < d; k++) b->cov[(i * d + r) * d + k] = r >= k ? P[r][k] : P[k][r];
    }
    b->iterations[i] = iteration;
    return loglik;
}

static double dispatch(const Batch *b, Py_ssize_t i, double *work) {
    const int q = (int)b->q, l = (int)b->l;
    switch (8 * q + l) {
    case 8 * 2 + 2: return one_draw(b, 2, 2, i, work);
    case 8 * 2 + 3: return one_draw(b, 2, 3, i, work);
    case 8 * 2 + 4: return one_draw(b, 2, 4, i, work);
    case 8 * 3 + 2: return one_draw(b, 3, 2, i, work);
    case 8 * 3 + 3: return one_draw(b, 3, 3, i, work);
    case 8 * 3 + 4: return one_draw(b, 3, 4, i, work);
    case 8 * 4 + 2: return one_draw(b, 4, 2, i, work);
    case 8 * 4 + 3: return one_draw(b, 4, 3, i, work);
    case 8 * 4 + 4: return one_draw(b, 4, 4, i, work);
    }
    return one_draw(b, q, l, i, work);
}

static int run_batch(const Batch *b) {
    const size_t n = (size_t)b->reports, d = (size_t)(1 + b->q + b->l);
    const size_t before = (size_t)b->events * (size_t)(1 + b->q) + n * (d + 6); /* where one_draw keeps its cavities */
    double *work = malloc((before + 2 * n + 1) * sizeof(double));
    if (!work) return -1;
    for (Py_ssize_t i = 0; i < b->draws; i++) {
        double value = dispatch(b, i, work);
        b->loglik[i] = isfinite(value) ? value : -1e300;
        if (b->cavity) memcpy(b->cavity + (size_t)i * 2 * n, work + before, 2 * n * sizeof(double));
    }
    free(work);
    return 0;
}

static PyObject *marginal_batch(PyObject *self, PyObject *args) {
    /* Sizes and dtypes are checked in marginal.py, which is the only caller; byte lengths are checked again here. */
    enum { SCALARS, TAU, WEIGHT, EVENT_T, EVENT_KIND, EVENT_INDEX, LOWER, UPPER, AMPLITUDE, DESIGN, STATIC_MEAN, STATIC_SD, CAVITY0,
           LOGLIK, ITERATIONS, MEAN, COV, CAVITY, COUNT };
    Py_buffer v[COUNT];
    PyObject *items[COUNT];
    Batch b;
    int got = 0, status = 0, wrong = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "nnnnnnpiddOOOOOOOOOOOOOOOOOO", &b.draws, &b.q, &b.l, &b.events, &b.runs, &b.reports, &b.design_per_draw,
                          &b.max_iter, &b.tol, &b.hopeless, &items[0], &items[1], &items[2], &items[3], &items[4], &items[5], &items[6], &items[7],
                          &items[8], &items[9], &items[10], &items[11], &items[12], &items[13], &items[14], &items[15], &items[16],
                          &items[17]))
        return NULL;
    const Py_ssize_t M = b.draws, d = 1 + b.q + b.l;
    const Py_ssize_t want[COUNT] = {8 * 4 * M, 8 * M * b.q, 8 * M * b.q, 8 * b.events, 4 * b.events, 4 * b.events, 8 * b.reports,
                                    8 * b.reports, 8 * M * b.runs, 8 * (b.design_per_draw ? M : 1) * b.reports * b.l, 8 * b.l, 8 * b.l,
                                    2 * 8 * b.reports, 8 * M, 8 * M, 8 * M * d, 8 * M * d * d, 2 * 8 * M * b.reports};
    for (; got < COUNT; got++) {
        int flags = got >= LOGLIK ? PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE : PyBUF_C_CONTIGUOUS;
        if (PyObject_GetBuffer(items[got], &v[got], flags)) break;
        if (v[got].len != want[got] && !(got == CAVITY && v[got].len == 0)) wrong = 1;
    }
    if (got == COUNT && (wrong || d > MAX_STATE)) PyErr_SetString(PyExc_ValueError, "buffer sizes must match the batch");
    if (got == COUNT && !wrong && d <= MAX_STATE) {
        b.scalars = v[SCALARS].buf, b.tau = v[TAU].buf, b.weight = v[WEIGHT].buf, b.event_t = v[EVENT_T].buf;
        b.event_kind = v[EVENT_KIND].buf, b.event_index = v[EVENT_INDEX].buf, b.lower = v[LOWER].buf, b.upper = v[UPPER].buf;
        b.amplitude = v[AMPLITUDE].buf, b.design = v[DESIGN].buf, b.static_mean = v[STATIC_MEAN].buf, b.static_sd = v[STATIC_SD].buf;
        b.cavity0 = v[CAVITY0].buf, b.loglik = v[LOGLIK].buf, b.iterations = v[ITERATIONS].buf, b.mean = v[MEAN].buf;
        b.cov = v[COV].buf, b.cavity = v[CAVITY].len ? v[CAVITY].buf : NULL;
        Py_BEGIN_ALLOW_THREADS
        status = run_batch(&b);
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
        for (Py_ssize_t i = 0; i < count; i++) to[i] = 0.5 * erfc(-from[i] / SQRT2);
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
