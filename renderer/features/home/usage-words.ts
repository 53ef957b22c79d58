import { formatBytes, formatDuration, formatNumber } from '../../shared-ui/format.ts';

/** One metric of the usage ledger in words: its name and its value in a unit people read. */
export function usageWords(metric: string, value: number): { readonly name: string; readonly value: string } {
  const name = metric.replaceAll(/[._]/g, ' ').replace(/^./, (first) => first.toUpperCase());
  if (metric.includes('bytes'))
    return { name: name.replace(/\s*bytes\s*/i, ' ').trim() || 'Storage', value: formatBytes(value) };
  if (metric.includes('seconds'))
    return { name: name.replace(/\s*seconds\s*/i, ' ').trim() || 'Time', value: formatDuration(value) };
  return { name, value: formatNumber(value) };
}
