import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap near what is alive in it; imported first, before anything allocates. Measured under load with all
 * telemetry on: 20 MB less resident, and a third less CPU a recorded request.
 */

// The young generation stays at its first size (1 MB a half) instead of growing to 32 MB: what a request leaves dies at
// once, and telemetry gathers its bytes outside of the heap. Two or four times the size cost memory and saved no CPU.
setFlagsFromString('--semi-space-growth-factor=1');
// The old one is collected when it is 1.4 times what was alive, not up to 4 times.
setFlagsFromString('--heap-growing-percent=40');
