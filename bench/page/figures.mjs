// Times of several runs as what is printed of them.

const rounded = (value) => Math.round(value * 10) / 10;

/** The value that this share of the others does not exceed; the greatest where there are few. */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

/**
 * Milliseconds: the first, which finds the server's caches empty, by itself; median, 95th percentile and greatest of the others.
 * A target is printed beside what it is about.
 */
export function figures(times, target) {
  const [first, ...rest] = times;
  const others = rest.length > 0 ? rest : times;
  return {
    ...(target === undefined ? {} : { target_ms: target }),
    first_ms: rounded(first),
    median_ms: rounded(quantile(others, 0.5)),
    p95_ms: rounded(quantile(others, 0.95)),
    worst_ms: rounded(Math.max(...others)),
    runs: others.length,
  };
}
