/* Several draws side by side, one in each lane of a vector register.
 *
 * Included by _marginal.c once for each width, with NAME (a suffix), LANES (draws side by side) and, where lanes are more
 * than one, a target that has registers of that width. GNU vector extensions: no intrinsics, any processor.
 *
 * A lane's draw is swept until it settles; then the lane takes the next draw. What one lane does never changes another,
 * so the answer for a draw does not depend on its neighbours.
 */
#if LANES > 1
typedef double NAME(Real) __attribute__((vector_size(8 * LANES)));
typedef int64_t NAME(Int) __attribute__((vector_size(8 * LANES)));
#define LANE(v, k) ((v)[k])
#else
typedef double NAME(Real);
typedef int64_t NAME(Int);
#define LANE(v, k) (v)
#endif
#define Real NAME(Real)
#define Int NAME(Int)

static ALWAYS_INLINE Real NAME(all)(double x) {
    Real v;
    for (int k = 0; k < LANES; k++) LANE(v, k) = x;
    return v;
}
#define ALL(x) NAME(all)(x)

static ALWAYS_INLINE Int NAME(bits)(Real x) {
    Int i;
    memcpy(&i, &x, sizeof i);
    return i;
}
static ALWAYS_INLINE Real NAME(real)(Int i) {
    Real x;
    memcpy(&x, &i, sizeof x);
    return x;
}
/* where `chosen` (all bits set or none) take a, elsewhere b */
static ALWAYS_INLINE Real NAME(select)(Int chosen, Real a, Real b) {
    return NAME(real)((NAME(bits)(a) & chosen) | (NAME(bits)(b) & ~chosen));
}
#if LANES > 1
#define LESS(a, b) ((Int)((a) < (b)))
#else
#define LESS(a, b) (-(Int)((a) < (b)))
#endif
#define SELECT(chosen, a, b) NAME(select)(chosen, a, b)
#define AT_LEAST(x, least) SELECT(LESS(x, ALL(least)), ALL(least), x)
#define AT_MOST(x, most) SELECT(LESS(ALL(most), x), ALL(most), x)

static ALWAYS_INLINE Real NAME(root)(Real x) {
    Real v;
    for (int k = 0; k < LANES; k++) LANE(v, k) = sqrt(LANE(x, k));
    return v;
}

/* exp(x) for -700 < x <= 0: 2^n times the Taylor series of the rest, |rest| <= log(2)/2, to 2e-16. */
static ALWAYS_INLINE Real NAME(exponential)(Real x) {
    const double round = 6755399441055744.0; /* 1.5 * 2^52: adding it leaves the nearest integer in the low bits */
    const Real n_bits = x * 1.4426950408889634 + round, n = n_bits - round;
    const Real r = (x - n * 0.6931471803691238) - n * 1.9082149292705877e-10; /* log 2 in two parts */
    Real p = ALL(1.0 / 6227020800);
    p = p * r + 1.0 / 479001600;
    p = p * r + 1.0 / 39916800;
    p = p * r + 1.0 / 3628800;
    p = p * r + 1.0 / 362880;
    p = p * r + 1.0 / 40320;
    p = p * r + 1.0 / 5040;
    p = p * r + 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    return NAME(real)(NAME(bits)(p) + (NAME(bits)(n_bits) << 52));
}

/* Of the standard normal at z, |z| <= FARTHEST_CUT: the distribution function, and the density.
 * Phi(-a) = exp(-a^2/2) E(a)/2, E(a) = exp(a^2/2) erfc(a/sqrt 2). As Shepherd & Laframboise (1981, doi
 * 10.1090/S0025-5718-1981-0595058-X) do, (1 + c a) E(a) is a polynomial in (a - K)/(a + K): one piece from 0 to
 * FARTHEST_CUT. Our own least-squares fit, relative error 7e-15. */
static ALWAYS_INLINE void NAME(normal)(Real z, Real *below, Real *density) {
    static const double c[] = {1.1078974308957685,      -0.1545314246635203,    0.034976319179537,      0.046566906196566046,
                               -0.080121427200322,      0.07565249255660003,    -0.05261131068899481,   0.028236481138534837,
                               -0.011374927088415627,   0.002995570846979908,   -0.00017670495275613218, -0.00024439859089507305,
                               9.97499613252298e-05,    1.2331244777616942e-07, -1.2472928901724213e-05, 2.4781117543731897e-06,
                               1.3464203939477203e-06,  -3.812933479222356e-07, -1.5598251328905045e-07};
    const Int negative = LESS(z, ALL(0.0));
    const Real a = SELECT(negative, -z, z), t = (a - 5.5) / (a + 5.5), tt = t * t, bell = NAME(exponential)(-0.5 * a * a);
    Real even = ALL(c[18]), odd = ALL(c[17]); /* two chains of half the length */
    for (int k = 8; k >= 0; k--) {
        even = even * tt + c[2 * k];
        if (k > 0) odd = odd * tt + c[2 * k - 1];
    }
    const Real tail = 0.5 * bell * (even + t * odd) / (1.0 + 1.25 * a);
    *below = SELECT(negative, tail, 1.0 - tail);
    *density = INV_SQRT_2PI * bell;
}

/* P(lower < eta + N(0, s^2) < upper); of its logarithm the first and the negative second derivative in eta. */
static ALWAYS_INLINE Real NAME(interval)(double lower, double upper, Real eta, Real s, Real *slope, Real *curvature) {
    const Real per_s = 1.0 / s;
    Real zl = (lower - eta) * per_s, zh = (upper - eta) * per_s, below_l, below_h, density_l, density_h;
    const Int above = LESS(ALL(0.0), zl); /* work in the lower tail, where the digits are kept */
    const Real mirrored_l = SELECT(above, -zh, zl), mirrored_h = SELECT(above, -zl, zh);
    const Real slide = AT_LEAST(-FARTHEST_Z - mirrored_h, 0.0);
    zl = AT_LEAST(mirrored_l + slide, -FARTHEST_CUT); /* an open end is a cut beyond which nothing is left */
    zh = AT_MOST(mirrored_h + slide, FARTHEST_CUT);
    NAME(normal)(zl, &below_l, &density_l);
    NAME(normal)(zh, &below_h, &density_h);
    const Real p = AT_LEAST(below_h - below_l, 1e-300), scale = per_s / p;
    const Real g = (density_l - density_h) * scale, w = g * g - (zl * density_l - zh * density_h) * scale * per_s;
    *slope = SELECT(above, -g, g);
    *curvature = AT_LEAST(w, MIN_CURVATURE);
    return p;
}

/* The product of many positive numbers as a number in [1, 2) and a power of 2, so that one logarithm does for all. */
typedef struct {
    Real mantissa;
    Int exponent;
} NAME(Product);
static ALWAYS_INLINE void NAME(times)(NAME(Product) * product, Real x) {
    const Int i = NAME(bits)(product->mantissa * x);
    product->exponent += (i >> 52) - 1023;
    product->mantissa = NAME(real)((i & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
}

/* What the lanes work on. Everything is indexed by event, run or report; each entry holds all lanes. */
typedef struct {
    Real su2, s_e, weight[MAX_MOVING];
    Real *decay, *luck, *kick, *scale, *loading, *offset, *column, *gain, *across, *S, *h, *target, *R, *tilted, *fresh, *left;
    Real *cavity_mean, *cavity_var, *mean_before, *var_before; /* above: by event, run or report; below: of the coefficients */
    Real *along, *pull, *factor, *inverse, *pivot, *coefficient, *work;
    Real loglik, moved, m[MAX_MOVING], P[MAX_MOVING][MAX_MOVING];
    Py_ssize_t draw[LANES];
    int iteration[LANES], careful[LANES];
    double moved_before[LANES];
} NAME(Group);
#define Group NAME(Group)

/* What the answers say of each report, given all others: where its site is, how wide; and their share of the likelihood.
 * No report needs another here, so the processor works on several at once. */
static void NAME(sites)(const Batch *b, Group *w, Real *total, NAME(Product) * product) {
    const Real s_e2 = w->s_e * w->s_e;
    Real sum = ALL(0.0);
    NAME(Product) widths = *product, chance = widths;
    for (Py_ssize_t ix = 0; ix < b->reports; ix++) {
        const Real cm = w->cavity_mean[ix], cv = w->cavity_var[ix];
        Real slope, curvature;
        const Real p = NAME(interval)(b->lower[ix], b->upper[ix], cm, NAME(root)(s_e2 + cv), &slope, &curvature);
        const Real width = 1.0 / curvature;
        w->target[ix] = cm + slope * width;
        w->R[ix] = AT_LEAST(width - cv, MIN_NOISE);
        w->tilted[ix] = cm + cv * slope;
        sum += slope * slope * width;
        NAME(times)(&widths, width);
        NAME(times)(&chance, p);
    }
    *total = sum;
    product->exponent = widths.exponent + 2 * chance.exponent;
    product->mantissa = ALL(1.0);
    NAME(times)(product, widths.mantissa);
    NAME(times)(product, chance.mantissa);
    NAME(times)(product, chance.mantissa);
}

/* Add to a tile of the information, `rows` by 2, what some reports tell: sum of `scaled` x `across` over them. */
static ALWAYS_INLINE void NAME(tile)(Real *factor, const Real *scaled, const Real *across, const int lp, const int count, const int rows) {
    Real sum[4][2];
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < 2; c++) sum[r][c] = factor[r * lp + c];
    for (int i = 0; i < count; i++) {
        const Real first = across[i * lp], second = across[i * lp + 1];
        for (int r = 0; r < rows; r++) {
            sum[r][0] += scaled[i * lp + r] * first;
            sum[r][1] += scaled[i * lp + r] * second;
        }
    }
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < 2; c++) factor[r * lp + c] = sum[r][c];
}

/* Information of the coefficients, lower triangle in `factor`, and below it, as row l, their score: the whitened columns
 * with the whitened innovations, which stand behind them in `across`. Some reports at a time, so that they stay near. */
static void NAME(inform)(const Batch *b, Group *w, const int lp) {
    const int l = (int)b->l;
    for (int r = 0; r < lp; r++)
        for (int c = 0; c < lp; c++) w->factor[r * lp + c] = ALL(r == c && r < l ? 1.0 : 0.0);
    for (Py_ssize_t at = 0; at < b->reports; at += CHUNK) {
        const int count = (int)(b->reports - at < CHUNK ? b->reports - at : CHUNK);
        const Real *across = w->across + at * lp;
        for (int i = 0; i < count; i++) {
            const Real iS = 1.0 / w->S[at + i];
            for (int k = 0; k < lp; k++) w->work[i * lp + k] = across[i * lp + k] * iS;
        }
        for (int r = 0; r < lp; r += 4)
            for (int c = 0; c < lp && c < r + 4; c += 2) {
                Real *factor = w->factor + r * lp + c;
                if (r + 4 <= lp) NAME(tile)(factor, w->work + r, across + c, lp, count, 4);
                else NAME(tile)(factor, w->work + r, across + c, lp, count, 2);
            }
    }
}

/* Factor the information as L D L' in place (1/D into `pivot`), and solve for the coefficients; their share of the
 * quadratic form is added to `total`, that of the determinant to `product`. `inverse` becomes D^-1/2 L^-1. */
static void NAME(solve)(Group *w, const int l, const int lp, Real *total, NAME(Product) * product) {
    Real *L = w->factor, *x = w->coefficient, *column = w->work, *inverse = w->inverse;
    for (int c = 0; c < l; c++) {
        const Real per = 1.0 / L[c * lp + c];
        w->pivot[c] = per;
        NAME(times)(product, per);
        for (int r = c + 1; r < l; r++) column[r] = L[r * lp + c];
        for (int r = c + 1; r < l; r++) {
            const Real share = column[r] * per;
            for (int k = c + 1; k <= r; k++) L[r * lp + k] -= share * column[k];
            L[r * lp + c] = share;
        }
    }
    for (int c = 0; c < l; c++) x[c] = L[l * lp + c];
    for (int c = 0; c < l; c++) {
        *total += x[c] * x[c] * w->pivot[c];
        for (int r = c + 1; r < l; r++) x[r] -= L[r * lp + c] * x[c];
    }
    for (int c = l - 1; c >= 0; c--) {
        Real a = x[c] * w->pivot[c];
        for (int r = c + 1; r < l; r++) a -= L[r * lp + c] * x[r];
        x[c] = a;
    }
    for (int r = 0; r < l; r++) {
        for (int c = 0; c < r; c++) inverse[r * lp + c] = ALL(0.0);
        inverse[r * lp + r] = ALL(1.0);
        for (int k = 0; k < r; k++)
            for (int c = 0; c <= k; c++) inverse[r * lp + c] -= L[r * lp + k] * inverse[k * lp + c];
    }
    for (int r = 0; r < l; r++) {
        const Real root = NAME(root)(w->pivot[r]);
        for (int c = 0; c <= r; c++) inverse[r * lp + c] *= root;
    }
}

/* Take the sites of some reports out of what was smoothed, which leaves their cavities. `left` is what the moving part
 * leaves of the precision; what the doubt about the coefficients takes is the square of their slopes over L D^1/2. */
static ALWAYS_INLINE void NAME(take_out)(const Batch *b, Group *w, const int lp, const Py_ssize_t at, const Real pace, const Real momentum, const int count) {
    const Real *slopes = w->across + at * lp;
    Real doubt[4];
    for (int i = 0; i < count; i++) doubt[i] = ALL(0.0);
    for (int c = 0; c < (int)b->l; c += 2) {
        const Real *first = w->inverse + c * lp, *second = first + lp;
        Real sum[4][2];
        for (int i = 0; i < count; i++) sum[i][0] = sum[i][1] = ALL(0.0);
        for (int k = 0; k < c + 2; k++)
            for (int i = 0; i < count; i++) {
                sum[i][0] += first[k] * slopes[i * lp + k];
                sum[i][1] += second[k] * slopes[i * lp + k];
            }
        for (int i = 0; i < count; i++) doubt[i] += sum[i][0] * sum[i][0] + sum[i][1] * sum[i][1];
    }
    for (int i = 0; i < count; i++) {
        const Py_ssize_t ix = at + i;
        const Real R = w->R[ix], left = AT_LEAST(w->left[ix] - doubt[i] / R, MIN_LEFT), per_left = 1.0 / left;
        const Real mean = w->cavity_mean[ix], var = w->cavity_var[ix];
        const Real on_mean = pace * ((w->fresh[ix] - (1.0 - left) * w->target[ix]) * per_left - mean) + momentum * (mean - w->mean_before[ix]);
        const Real on_var = pace * (R * (1.0 - left) * per_left - var) + momentum * (var - w->var_before[ix]);
        w->mean_before[ix] = mean;
        w->var_before[ix] = var;
        w->cavity_mean[ix] = mean + on_mean;
        w->cavity_var[ix] = AT_LEAST(var + on_var, 0.0);
    }
}

static void NAME(renew)(const Batch *b, Group *w, const int lp) {
    Py_ssize_t ix = 0;
    Real pace, momentum;
    for (int k = 0; k < LANES; k++) {
        const double moved = LANE(w->moved, k);
        w->careful[k] |= w->iteration[k] && moved > SETTLING * w->moved_before[k];
        w->moved_before[k] = moved;
        LANE(pace, k) = w->careful[k] ? CAREFUL_PACE : 1.0;
        LANE(momentum, k) = w->careful[k] ? MOMENTUM : 0.0;
    }
    for (; ix + 4 <= b->reports; ix += 4) NAME(take_out)(b, w, lp, ix, pace, momentum, 4);
    for (; ix < b->reports; ix++) NAME(take_out)(b, w, lp, ix, pace, momentum, 1);
}

/* One sweep over all reports: Kalman filter, then the adjoint (Bryson-Frazier) smoother, which renews the cavities.
 *
 * Only what moves is in the filter: the background and the exponentials. The static coefficients are those of a
 * regression whose columns pass through the same filter (de Jong 1991, Annals of Statistics 19, 1073-1083): a column's
 * innovations over their sd are its whitened self, so the coefficients have an information matrix, and each report has
 * the slope of its smoothed mean in each of them. Each is counted in its own prior sd.
 *
 * What one report has to wait for another with is in the two loops here; all else is done for many reports at once. */
static ALWAYS_INLINE void NAME(sweep)(const Batch *b, Group *w, const int q) {
    const int nf = 1 + q, l = (int)b->l, lp = PADDED(l), walks = (int)b->walks, first = l - walks; /* of the coefficients that scale the kicks */
    const Py_ssize_t E = b->events;
    const Real su2 = w->su2;
    Real m[MAX_MOVING], P[MAX_MOVING][MAX_MOVING], PH[MAX_MOVING], H[MAX_MOVING], lam[MAX_MOVING], Lam[MAX_MOVING][MAX_MOVING];
    Real total, moved = ALL(0.0), *along = w->along, *pull = w->pull;
    NAME(Product) product = {ALL(1.0), NAME(bits)(ALL(0.0))};
    NAME(sites)(b, w, &total, &product);
    H[0] = ALL(1.0);
    for (int r = 0; r < nf; r++) {
        m[r] = ALL(0.0);
        for (int k = 0; k <= r; k++) P[r][k] = ALL(0.0);
    }
    P[0][0] = su2;
    for (int k = 0; k < l * nf; k++) along[k] = pull[k] = ALL(0.0);
    for (Py_ssize_t e = 0; e < E; e++) {
        const Real *f = w->decay + e * nf;
        const Py_ssize_t ix = b->event_index[e];
        for (int r = 0; r < nf; r++) {
            m[r] *= f[r];
            for (int k = 0; k <= r; k++) P[r][k] *= f[r] * f[k];
        }
        P[0][0] += su2 * (1.0 - f[0] * f[0]);
        if (b->event_kind[e] == RUN) {
            const Real luck = w->luck[ix], v = luck * luck;
            for (int k = 0; k < l; k++)
                for (int r = 0; r < nf; r++) along[k * nf + r] *= f[r];
            for (int r = 1; r < nf; r++) {
                m[r] += w->kick[ix];
                for (int k = 1; k <= r; k++) P[r][k] += v;
                for (int k = 0; k < walks; k++) along[(first + k) * nf + r] += w->scale[ix * walks + k];
            }
            continue;
        }
        Real h = w->offset[ix], S = w->R[ix], *K = w->gain + ix * nf, *across = w->across + ix * lp;
        const Real *column = w->column + ix * l;
        for (int k = 0; k < q; k++) H[1 + k] = w->weight[k] * w->loading[ix];
        for (int r = 0; r < nf; r++) {
            Real a = ALL(0.0);
            for (int k = 0; k <= r; k++) a += P[r][k] * H[k];
            for (int k = r + 1; k < nf; k++) a += P[k][r] * H[k];
            PH[r] = a;
            h += H[r] * m[r];
        }
        for (int r = 0; r < nf; r++) S += H[r] * PH[r];
        const Real v = w->target[ix] - h, iS = 1.0 / S;
        total -= v * v * iS;
        NAME(times)(&product, iS);
        for (int r = 0; r < nf; r++) {
            K[r] = PH[r] * iS;
            m[r] += K[r] * v;
            for (int k = 0; k <= r; k++) P[r][k] -= K[r] * PH[k];
        }
        for (int k = 0; k < l; k++) {
            Real a = column[k], x[MAX_MOVING];
            for (int r = 0; r < nf; r++) {
                x[r] = along[k * nf + r] * f[r];
                a += H[r] * x[r];
            }
            across[k] = a;
            for (int r = 0; r < nf; r++) along[k * nf + r] = x[r] - K[r] * a;
        }
        across[l] = v;
        w->S[ix] = S;
        w->h[ix] = h;
    }
    NAME(inform)(b, w, lp);
    NAME(solve)(w, l, lp, &total, &product);
    for (int k = 0; k < LANES; k++)
        LANE(w->loglik, k) = 0.5 * (LANE(total, k) + log(LANE(product.mantissa, k)) + LOG_2 * (double)LANE(product.exponent, k));
    for (int r = 0; r < nf; r++) {
        w->m[r] = m[r];
        for (int k = 0; k <= r; k++) w->P[r][k] = P[r][k];
        lam[r] = ALL(0.0);
        for (int k = 0; k <= r; k++) Lam[r][k] = ALL(0.0);
    }
    for (Py_ssize_t e = E - 1; e >= 0; e--) {
        const Real *f = w->decay + e * nf;
        if (b->event_kind[e] == REPORT) {
            const Py_ssize_t ix = b->event_index[e];
            const Real *K = w->gain + ix * nf, R = w->R[ix], S = w->S[ix], iS = 1.0 / S;
            Real kl = ALL(0.0), kappa = ALL(0.0), g = ALL(0.0), shift = ALL(0.0), odd = ALL(0.0), u[MAX_MOVING], *across = w->across + ix * lp;
            for (int k = 0; k < q; k++) H[1 + k] = w->weight[k] * w->loading[ix];
            for (int k = 0; k + 1 < l; k += 2) { /* two chains of half the length */
                shift += across[k] * w->coefficient[k];
                odd += across[k + 1] * w->coefficient[k + 1];
            }
            if (l % 2) shift += across[l - 1] * w->coefficient[l - 1];
            shift += odd;
            for (int r = 0; r < nf; r++) {
                kl += K[r] * lam[r];
                g += K[r] * H[r];
            }
            const Real push = (across[l] - shift) * iS - kl;
            for (int r = 0; r < nf; r++) lam[r] += H[r] * push;
            const Real fresh = w->h[ix] + shift + S * (kl + g * push), off = fresh - w->tilted[ix]; /* from what the answer itself says */
            const Real step = SELECT(LESS(off, ALL(0.0)), -off, off);
            moved = SELECT(LESS(moved, step), step, moved);
            for (int r = 0; r < nf; r++) {
                Real a = ALL(0.0);
                for (int k = 0; k <= r; k++) a += Lam[r][k] * K[k];
                for (int k = r + 1; k < nf; k++) a += Lam[k][r] * K[k];
                u[r] = a;
                kappa += K[r] * a;
            }
            const Real bump = kappa + iS;
            for (int r = 0; r < nf; r++)
                for (int k = 0; k <= r; k++) Lam[r][k] += H[r] * (H[k] * bump - u[k]) - u[r] * H[k];
            for (int k = 0; k < l; k++) { /* slope of the smoothed mean in each coefficient, into the place of the column */
                Real kp = ALL(0.0), x[MAX_MOVING];
                for (int r = 0; r < nf; r++) {
                    x[r] = pull[k * nf + r];
                    kp += K[r] * x[r];
                }
                const Real back = -across[k] * iS - kp;
                for (int r = 0; r < nf; r++) pull[k * nf + r] = (x[r] + H[r] * back) * f[r];
                across[k] += S * (kp + g * back);
            }
            w->fresh[ix] = fresh;
            w->left[ix] = 1.0 - (g - R * kappa);
        } else {
            for (int k = 0; k < l; k++)
                for (int r = 0; r < nf; r++) pull[k * nf + r] *= f[r];
        }
        for (int r = 0; r < nf; r++) {
            lam[r] *= f[r];
            for (int k = 0; k <= r; k++) Lam[r][k] *= f[r] * f[k];
        }
    }
    w->moved = moved;
    NAME(renew)(b, w, lp);
}

/* Constant sizes where they are usual: the inner loops unroll, and what moves stays in registers. */
#define USUAL(q) case q: NAME(sweep)(b, w, q); return;
static void NAME(sweep_any)(const Batch *b, Group *w) {
#ifdef USUAL_SIZES
    switch (b->q) {
    USUAL(0) USUAL(2) USUAL(3) USUAL(4) USUAL(5)
    }
#endif
    NAME(sweep)(b, w, (int)b->q);
}
#undef USUAL

/* What all draws have in common of the coefficients' columns, in every lane; `level` is what their means alone say of
 * each report. A draw's own columns stay 0 here, and so do those of the coefficients that only scale the runs. */
static void NAME(load_common)(const Batch *b, Group *w, double *level) {
    const Py_ssize_t l = b->l, rest = l - b->walks;
    for (Py_ssize_t j = 0; j < b->reports; j++) {
        level[j] = 0.0;
        for (Py_ssize_t c = 0; c < l; c++) {
            w->column[j * l + c] = ALL(c < rest ? b->design[j * l + c] * b->static_sd[c] : 0.0);
            level[j] += b->design[j * l + c] * b->static_mean[c];
        }
    }
}

static double NAME(sd_of)(const Batch *b, Py_ssize_t draw, Py_ssize_t coefficient) {
    const Py_ssize_t rest = b->l - b->walks;
    return coefficient < rest ? b->static_sd[coefficient] : b->walk_sd[b->walk_sd_per_draw ? draw : 0];
}

/* Give lane k its next draw. */
static void NAME(load)(const Batch *b, Group *w, const double *level, int k, Py_ssize_t i) {
    const Py_ssize_t q = b->q, nf = 1 + q, l = b->l, walks = b->walks, first = l - walks, own_count = b->own_count;
    const double *scalars = b->scalars + 3 * i, *own = b->own + i * b->reports * own_count;
    const double *walk = b->walk + (b->walk_per_draw ? i * b->runs * walks : 0), *mean = b->static_mean;
    const double *loading = b->loading + (b->loading_per_draw ? i * b->reports : 0);
    const double walk_sd = b->walk_sd[b->walk_sd_per_draw ? i : 0];
    LANE(w->su2, k) = scalars[0] * scalars[0];
    LANE(w->s_e, k) = scalars[2];
    for (Py_ssize_t r = 0; r < q; r++) LANE(w->weight[r], k) = b->weight[q * i + r];
    for (Py_ssize_t r = 0; r < nf; r++) {
        const double rate = -1.0 / (r ? b->tau[q * i + r - 1] : scalars[1]);
        for (Py_ssize_t e = 0; e < b->events; e += LANES) {
            const Py_ssize_t count = b->events - e < LANES ? b->events - e : LANES;
            Real x = ALL(0.0);
            for (Py_ssize_t j = 0; j < count; j++)
                LANE(x, j) = e + j ? (b->event_t[e + j] - b->event_t[e + j - 1]) * rate : 0.0;
            x = NAME(exponential)(AT_LEAST(x, -700.0));
            for (Py_ssize_t j = 0; j < count; j++) LANE(w->decay[(e + j) * nf + r], k) = LANE(x, j);
        }
    }
    for (Py_ssize_t j = 0; j < b->runs; j++) {
        const double amplitude = b->amplitude[b->runs * i + j];
        double kick = amplitude;
        for (Py_ssize_t c = 0; c < walks; c++) {
            LANE(w->scale[j * walks + c], k) = amplitude * walk[j * walks + c] * walk_sd;
            kick += amplitude * walk[j * walks + c] * mean[first + c];
        }
        LANE(w->luck[j], k) = b->luck[b->runs * i + j];
        LANE(w->kick[j], k) = kick;
    }
    for (Py_ssize_t j = 0; j < b->reports; j++) {
        double offset = level[j];
        for (Py_ssize_t v = 0; v < own_count; v++) {
            const Py_ssize_t c = b->own_at[v];
            LANE(w->column[j * l + c], k) = own[j * own_count + v] * b->static_sd[c];
            offset += own[j * own_count + v] * mean[c];
        }
        LANE(w->offset[j], k) = offset;
        LANE(w->loading[j], k) = loading[j];
        LANE(w->cavity_mean[j], k) = b->cavity0[j];
        LANE(w->cavity_var[j], k) = b->cavity0[b->reports + j];
        LANE(w->mean_before[j], k) = LANE(w->var_before[j], k) = 0.0;
    }
    w->draw[k] = i;
    w->iteration[k] = w->careful[k] = 0;
}

/* Hand back what is wanted of a draw. The state after the last event is what moves, with the doubt about the coefficients
 * in it, and these. */
static void NAME(store)(const Batch *b, const Group *w, int k, double *scratch) {
    const Py_ssize_t i = w->draw[k], l = b->l, lp = PADDED(l), nf = 1 + b->q, d = nf + l, n = b->reports;
    const double value = LANE(w->loglik, k);
    double *slope = scratch, *mean = b->mean ? b->mean + i * d : NULL, *cov = b->cov ? b->cov + i * d * d : NULL; /* slope: of the state, over L D^1/2 */
    b->loglik[i] = isfinite(value) && value <= MOST_LOGLIK ? value : -1e300;
    b->iterations[i] = w->iteration[k];
    for (Py_ssize_t r = 0; b->mean && b->cov && r < d; r++) {
        const Py_ssize_t own = r - nf;
        double a = r < nf ? LANE(w->m[r], k) : b->static_mean[own] + NAME(sd_of)(b, i, own) * LANE(w->coefficient[own], k);
        for (Py_ssize_t c = 0; c < l; c++) {
            slope[r * l + c] = r < nf ? LANE(w->along[c * nf + r], k) : own == c ? NAME(sd_of)(b, i, c) : 0.0;
            if (r < nf) a += slope[r * l + c] * LANE(w->coefficient[c], k);
        }
        mean[r] = a;
        for (Py_ssize_t c = 0; c < l; c++)
            for (Py_ssize_t j = c + 1; j < l; j++) slope[r * l + j] -= LANE(w->factor[j * lp + c], k) * slope[r * l + c];
        for (Py_ssize_t c = 0; c < l; c++) slope[r * l + c] *= sqrt(LANE(w->pivot[c], k));
        for (Py_ssize_t j = 0; j <= r; j++) {
            a = r < nf ? LANE(w->P[r][j], k) : 0.0;
            for (Py_ssize_t c = 0; c < l; c++) a += slope[r * l + c] * slope[j * l + c];
            cov[r * d + j] = cov[j * d + r] = a;
        }
    }
    for (Py_ssize_t j = 0; b->cavity && j < n; j++) {
        b->cavity[i * 2 * n + j] = LANE(w->cavity_mean[j], k);
        b->cavity[i * 2 * n + n + j] = LANE(w->cavity_var[j], k);
    }
}

static int NAME(settled)(const Batch *b, const Group *w, int k) {
    const double value = LANE(w->loglik, k);
    return LANE(w->moved, k) < b->tol || w->iteration[k] >= b->max_iter
           || (w->iteration[k] >= GIVE_UP_SWEEPS && !(value >= b->hopeless && value <= MOST_LOGLIK));
}

static int NAME(run)(const Batch *b) {
    const size_t E = (size_t)b->events, J = (size_t)b->runs, n = (size_t)b->reports, l = (size_t)b->l, lp = PADDED(l), walks = (size_t)b->walks;
    const size_t nf = 1 + (size_t)b->q, vectors = E * nf + J * (2 + walks) + n * (l + lp + nf + 13) + 2 * l * nf + 2 * lp * lp + CHUNK * lp + 2 * l;
    const size_t bytes = vectors * sizeof(Real) + sizeof(Group) + 2 * ALIGNMENT;
    Py_ssize_t next = 0, working = 0;
    char *memory = calloc(1, bytes);
    double *scratch = malloc((nf + l) * (l + 1) * sizeof(double)), *level = malloc((n + 1) * sizeof(double));
    if (!memory || !scratch || !level) {
        free(memory);
        free(scratch);
        free(level);
        return -1;
    }
    Group *w = (Group *)(memory + (ALIGNMENT - (uintptr_t)memory % ALIGNMENT));
    Real *at = (Real *)((char *)w + (sizeof(Group) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Real **const parts[] = {&w->decay, &w->luck, &w->kick, &w->scale, &w->column, &w->across, &w->gain, &w->along, &w->pull, &w->factor, &w->inverse, &w->work};
    const size_t sizes[] = {E * nf, J, J, J * walks, n * l, n * lp, n * nf, l * nf, l * nf, lp * lp, lp * lp, CHUNK * lp};
    Real **const by_report[] = {&w->loading, &w->offset, &w->S, &w->h, &w->target, &w->R, &w->tilted, &w->fresh, &w->left, &w->cavity_mean, &w->cavity_var, &w->mean_before, &w->var_before};
    Real **const by_coefficient[] = {&w->pivot, &w->coefficient};
    for (size_t p = 0; p < sizeof sizes / sizeof *sizes; p++) *parts[p] = at, at += sizes[p];
    for (size_t p = 0; p < sizeof by_report / sizeof *by_report; p++) *by_report[p] = at, at += n;
    for (size_t p = 0; p < sizeof by_coefficient / sizeof *by_coefficient; p++) *by_coefficient[p] = at, at += l;
    NAME(load_common)(b, w, level);
    for (int k = 0; k < LANES; k++) { /* fewer draws than lanes: the others repeat the last one, unheard */
        NAME(load)(b, w, level, k, next < b->draws ? next : b->draws - 1);
        if (next++ < b->draws) working++;
        else w->draw[k] = -1;
    }
    while (working) {
        NAME(sweep_any)(b, w);
        for (int k = 0; k < LANES; k++) {
            w->iteration[k]++;
            if (w->draw[k] < 0 || !NAME(settled)(b, w, k)) continue;
            NAME(store)(b, w, k, scratch);
            w->draw[k] = -1;
            if (next < b->draws) NAME(load)(b, w, level, k, next++);
            else working--;
        }
    }
    free(memory);
    free(scratch);
    free(level);
    return 0;
}

static void NAME(cdf)(const double *z, double *below, Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i += LANES) {
        Real x = ALL(0.0), density;
        const Py_ssize_t some = count - i < LANES ? count - i : LANES;
        for (Py_ssize_t k = 0; k < some; k++) LANE(x, k) = z[i + k];
        NAME(normal)(AT_MOST(AT_LEAST(x, -FARTHEST_CUT), FARTHEST_CUT), &x, &density);
        for (Py_ssize_t k = 0; k < some; k++) below[i + k] = LANE(x, k);
    }
}

#undef Real
#undef Int
#undef Group
#undef LANE
#undef ALL
#undef LESS
#undef SELECT
#undef AT_LEAST
#undef AT_MOST
#undef NAME
#undef LANES
