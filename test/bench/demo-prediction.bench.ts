import { comparePrediction, type ReviewsSplit } from '../integration/support/demo-prediction';
import { DemoProcess } from '../integration/support/demo-process';
import { printReport, type ReportRow } from './support/report';

/** How far the split that the demo shows after a change lies from what the preview of its own requests foretold. */
const AIM = 0.01;
/** One percentage point is so many standard deviations: less than one run in 1.7 million fails by chance. */
const DEVIATIONS = 5;
const SPLITS: readonly ReviewsSplit[] = [
  { v1: 99, v2: 1, v3: 0 },
  { v1: 5, v2: 90, v3: 5 },
  { v1: 10, v2: 5, v3: 85 },
];

/** So many that one point is five deviations of the share with the most chance in it. */
function requestsFor(split: ReviewsSplit): number {
  const variance = Math.max(...Object.values(split).map((percent) => (percent / 100) * (1 - percent / 100)));
  return Math.ceil(variance * (DEVIATIONS / AIM) ** 2);
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const demo = await DemoProcess.start(['--load', '400']);
const rows: ReportRow[] = [];
let furthest = 0;
for (const split of SPLITS) {
  const { versions, requests, furthest: off } = await comparePrediction(demo, split, requestsFor(split));
  furthest = Math.max(furthest, off);
  rows.push({
    measure: versions.map(({ version, foretold }) => `${version} ${percent(foretold)}`).join(', '),
    value: `${versions.map(({ observed }) => percent(observed)).join(', ')} of ${requests}; off by ${percent(off)}`,
  });
}
await demo.stop();
printReport('What the demo shows after a change, beside what its preview foretold (aim: 1 % at most)', rows);
if (furthest > AIM) process.exitCode = 1;
