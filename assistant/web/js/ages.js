const DAY_MS = 86_400_000;

/**
 * How long ago a moment is, in the steps of the list.
 * @param {string} moment ISO 8601
 * @param {Date} now
 * @returns {"today" | "yesterday" | "week" | "older"}
 */
export function ageOf(moment, now) {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const at = new Date(moment).getTime();
  if (at >= midnight) return "today";
  if (at >= midnight - DAY_MS) return "yesterday";
  return at >= midnight - 7 * DAY_MS ? "week" : "older";
}
