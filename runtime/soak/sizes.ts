// The sizes of stacks that are tried: each power of two from 128 KiB to 1 GiB. Filling a large one takes its time, so the
// large ones come up less often: each row is a place in the round, and gives the size for turn i.

const row = (...sizes: string[]): { at: (i: number) => string } => ({
  at: (i) => sizes[Math.floor(i / 8) % sizes.length],
});
const rarely = (often: string, ...seldom: string[]): { at: (i: number) => string } => ({
  at: (i) => (Math.floor(i / 8) % 40 === 39 ? seldom[Math.floor(i / 320) % seldom.length] : often),
});

export const stackSizes = [
  row("128K"),
  row("256K"),
  row("512K"),
  row("1M"),
  row("2M", "128K"),
  row("4M", "256K", "512K"),
  rarely("128K", "8M", "16M", "32M", "64M"),
  rarely("256K", "128M", "256M", "512M", "1G"),
] as const;
