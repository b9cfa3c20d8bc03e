/** A unit's name without what every name has, so that there is room beside it for what is told of it. */
export function shortName(unit: string): string {
  return unit.replace('mastodon-', '').replace('.service', '')
}
