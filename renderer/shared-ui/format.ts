const nbsp = '\u00a0';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

function grouped(value: number, digits: number): string {
  return Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A number with thousands separated by commas and a real minus sign; `digits` after the point. */
export function formatNumber(value: number, digits = 0): string {
  const text = grouped(value, digits);
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}

/** A number that always shows its sign: `+5`, `−3`, `0`. */
export function formatSigned(value: number, digits = 0): string {
  const text = formatNumber(value, digits);
  return value > 0 ? `+${text}` : text;
}

/** A probability or score in [0, 1] with two digits and no leading zero: `.56`, `1.00`. */
export function formatScore(value: number): string {
  return value.toFixed(2).replace(/^0\./, '.');
}

/** A share in [0, 1] as whole percent: `39 %`. Never `100 %` before all, nor `0 %` after some. */
export function formatShare(value: number): string {
  const rounded = Math.round(value * 100);
  if (rounded === 100 && value < 1) return `99${nbsp}%`;
  if (rounded === 0 && value > 0) return `1${nbsp}%`;
  return `${rounded}${nbsp}%`;
}

/** A length of time in seconds, as people say it: `9 s`, `7 min`, `2 h 05 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 59.5) return `${Math.round(seconds)}${nbsp}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${nbsp}min`;
  return `${Math.floor(minutes / 60)}${nbsp}h${nbsp}${String(minutes % 60).padStart(2, '0')}${nbsp}min`;
}

/** How long something took, from milliseconds: `0:09`, `6:41`, `1:02:03`. */
export function formatTook(ms: number): string {
  const all = Math.round(ms / 1000);
  const seconds = String(all % 60).padStart(2, '0');
  const minutes = Math.floor(all / 60) % 60;
  const hours = Math.floor(all / 3600);
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}

/** A place in a clip, from seconds: `01:05.480`, with hours from one hour on. */
export function formatTimecode(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = `${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
  const hours = Math.floor(ms / 3_600_000);
  return hours === 0 ? rest : `${two(hours)}:${rest}`;
}

/** A size in decimal units: `812 B`, `41 kB`, `4.9 MB`, `212 MB`. */
export function formatBytes(sizeBytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = sizeBytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${formatNumber(value, unit >= 2 && value < 99.95 ? 1 : 0)}${nbsp}${units[unit] ?? ''}`;
}

/** An instant in local time: `14:25` today, `16:40, 17 Nov` this year, `16:40, 17 Nov 2025` before. */
export function formatInstant(instant: string, now: Date = new Date()): string {
  const at = new Date(instant);
  const time = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  if (at.toDateString() === now.toDateString()) return time;
  const day = `${at.getDate()} ${months[at.getMonth()] ?? ''}`;
  return at.getFullYear() === now.getFullYear() ? `${time}, ${day}` : `${time}, ${day} ${at.getFullYear()}`;
}

/** A count with its noun: `1 row`, `2,571 rows`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : nouns}`;
}

/** Words with a stop at the end, where they have none; nothing stays nothing. */
export function withStop(words: string): string {
  const text = words.trim();
  return text === '' || /[.?!…]$/.test(text) ? text : `${text}.`;
}

/** Words as a sentence of their own: a capital first, where they begin with a letter, and a stop at the end. */
export function asSentence(words: string): string {
  const text = withStop(words);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A unit as it is read: "m/s^2" becomes "m/s²". */
export function formatUnit(unit: string | undefined): string {
  return (unit ?? '').replaceAll(
    /([a-z])\^?([23])(?![\d.])/gi,
    (_all, name: string, power: string) => `${name}${power === '2' ? '²' : '³'}`,
  );
}

/** The two ends of a hash: `7d0c…91ae`. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)}…${hash.slice(-4)}`;
}

/** The number of a code version that may carry the program's name: `aftertrack 0.1.0` is `0.1.0`. */
export function versionNumber(version: string): string {
  return version.replace(/^aftertrack\s+/i, '');
}
